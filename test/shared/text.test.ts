import { describe, expect, it } from "vitest";
import { foldText, isCleanText, nfc, sameText, spellingKey } from "../../src/shared/text.js";

describe("folding for search", () => {
  it.each([
    ["Xã Tân Hoà", "xa tan hoa"],
    ["Xã Tân Hòa", "xa tan hoa"],
    ["Côn Đảo", "con dao"],
    ["C\u00f4n \u00d0\u1ea3o", "con dao"],
    ["c\u00f4n \u00f0\u1ea3o", "con dao"],
    ["ĐƯỜNG THUỶ", "duong thuy"],
    ["  BR-VT,  (TTHC) ", "br vt tthc"],
    ["Tỷ\u00a0lệ 4,8%", "ty le 4 8"],
    ["…", ""],
  ])("%s is %s", (text, folded) => {
    expect(foldText(text)).toBe(folded);
    expect(foldText(text.normalize("NFD"))).toBe(folded);
  });
});

describe("two spellings of one name", () => {
  it.each([
    ["Tân Hoà", "Tân Hòa"],
    ["HOÀ", "HÒA"],
    ["Thuý", "Thúy"],
    ["khoẻ", "khỏe"],
    ["Côn Đảo", "Côn \u00d0ảo"],
    ["Vũng Tàu", "Vũng Tàu".normalize("NFD")],
  ])("%s and %s are the same", (a, b) => {
    expect(sameText(a, b)).toBe(true);
    expect(spellingKey(a)).toBe(spellingKey(b));
  });

  it.each([
    ["Hoa", "Hòa"],
    ["Hóa", "Hòa"],
    ["hòa", "Hòa"],
    ["Dảo", "Đảo"],
    ["Thuy", "Thúy"],
  ])("%s and %s are not", (a, b) => {
    expect(sameText(a, b)).toBe(false);
  });

  it("are not unified by NFC, which is why there is a key", () => {
    expect(nfc("Tân Hoà") === nfc("Tân Hòa")).toBe(false);
    expect(spellingKey("Tân Hòa")).toBe("Tân Hoà");
  });
});

describe("clean text", () => {
  it("has whole characters and no NUL", () => {
    expect(["Bà Rịa", "😀", ""].map(isCleanText)).toEqual([true, true, true]);
    expect(["a\0b", "\ud83d", "\ude00x"].map(isCleanText)).toEqual([false, false, false]);
  });
});
