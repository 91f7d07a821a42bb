import { describe, expect, it } from "vitest";
import { parseNumber } from "../../src/shared/number-profile.js";
import type { NumberProfile } from "../../src/shared/number-profile.js";

const read = (text: string, profile: NumberProfile, allowParentheses = false): string => {
  const reading = parseNumber(text, profile, { allowParentheses });
  return "rule" in reading ? reading.rule : (reading.value ?? reading.sign);
};

describe("the same cell under the profile that its source declares", () => {
  it.each([
    ["1234.5", "1234.5", "NUMBER_FORMAT", "1234.5"],
    ["2.345", "2.345", "2345", "2.345"],
    ["2,345", "NUMBER_FORMAT", "2.345", "2345"],
    ["61.204,7", "NUMBER_FORMAT", "61204.7", "NUMBER_FORMAT"],
    ["61,204.7", "NUMBER_FORMAT", "NUMBER_FORMAT", "61204.7"],
    ["0,5312", "NUMBER_FORMAT", "0.5312", "NUMBER_FORMAT"],
    ["0.123", "0.123", "NUMBER_FORMAT", "0.123"],
    ["4.56", "4.56", "NUMBER_FORMAT", "4.56"],
    ["1.234.567", "NUMBER_FORMAT", "1234567", "NUMBER_FORMAT"],
    ["1234567", "1234567", "1234567", "1234567"],
    ["-2.345,6", "NUMBER_FORMAT", "-2345.6", "NUMBER_FORMAT"],
    ["\u2212812", "-812", "-812", "-812"],
    [" 812 ", "812", "812", "812"],
    ["1e3", "1000", "NUMBER_FORMAT", "NUMBER_FORMAT"],
  ])("%s", (text, plain, vi, en) => {
    expect([read(text, "plain"), read(text, "vi"), read(text, "en")]).toEqual([plain, vi, en]);
  });
});

describe("Vietnamese numbers may be grouped by spaces", () => {
  it.each(["7 654 321,5", "7\u00a0654\u00a0321,5", "7\u202f654\u202f321,5"])("%j", (text) => {
    expect(read(text, "vi")).toBe("7654321.5");
  });

  it.each(["7 65 432", "7.654 321", "7,654,321", "1.2345", "12.34.567", "1.234,5,6", ",5", "5,"])(
    "but not as %j",
    (text) => {
      expect(read(text, "vi")).toBe("NUMBER_FORMAT");
    },
  );
});

describe("the signs of statistical tables", () => {
  it("nothing arose, not collected and empty are told apart", () => {
    expect(parseNumber("-", "vi")).toEqual({ value: null, missing: "MISSING", sign: "NIL" });
    expect(parseNumber("...", "vi")).toEqual({ value: null, missing: "NOT_COLLECTED", sign: "NOT_COLLECTED" });
    expect(parseNumber("…", "vi")).toEqual({ value: null, missing: "NOT_COLLECTED", sign: "NOT_COLLECTED" });
    expect(parseNumber("\u00a0", "vi")).toEqual({ value: null, missing: "MISSING", sign: "EMPTY" });
  });

  it("zero is a value", () => {
    expect(parseNumber("0", "vi")).toEqual({ value: "0" });
    expect(parseNumber("-0,00", "vi")).toEqual({ value: "0.00" });
  });
});

describe("parentheses", () => {
  it("are negative where the source declares it", () => {
    expect(read("(2.345,6)", "vi", true)).toBe("-2345.6");
    expect(read("(2,345.6)", "en", true)).toBe("-2345.6");
  });

  it("are refused elsewhere, since they may be a footnote mark", () => {
    expect(read("(1)", "vi")).toBe("NUMBER_PARENTHESES");
    expect(read("(2.345,6)", "vi")).toBe("NUMBER_PARENTHESES");
  });

  it("hold no second sign", () => {
    expect(read("(-5)", "vi", true)).toBe("NUMBER_FORMAT");
    expect(read("()", "vi", true)).toBe("NUMBER_FORMAT");
  });
});

describe("what is no number is refused with a sentence", () => {
  it.each(["#REF!", "50%", "12 (1)", "x", "n/a", "NaN", "- 5", "--5", "1\n2", "toString"])("%j", (text) => {
    expect(read(text, "vi")).toBe("NUMBER_FORMAT");
  });

  it("that shows how this source writes numbers", () => {
    expect(parseNumber("4.56", "vi")).toEqual({
      rule: "NUMBER_FORMAT",
      message: '"4.56" is not a number as this source writes them (vi, such as 84.818,2)',
    });
  });

  it("and so is one too long to be stored", () => {
    expect(read("9".repeat(39), "vi")).toBe("NUMBER_SIZE");
    expect(read("1e999", "plain")).toBe("NUMBER_SIZE");
  });
});
