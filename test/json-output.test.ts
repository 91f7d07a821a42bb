import { describe, expect, it } from "vitest";
import { addJson, addPlain, addQuoted, addText } from "../src/graphql/compiled/json-bytes.js";
import { JsonOutput } from "../src/graphql/compiled/json-output.js";

const TEXTS = [
  "",
  "plain",
  "Bà Rịa - Vũng Tàu",
  "Tỷ lệ hồ sơ trực tuyến được giải quyết đúng hạn của toàn tỉnh, tính cả các huyện, thị xã và thành phố",
  'said "so"',
  "a\\b",
  "line\nline\ttab\u0000\u001f\u007f",
  "𝄞 and 👍🏽",
  "lone \ud800 surrogate \udfff",
  `${"long ".repeat(40)}"quoted" ${"ế".repeat(40)}`,
];

describe("JSON that is written as bytes", () => {
  it.each(TEXTS)("is what JSON.stringify makes of %j", (text) => {
    expect(written((out) => addText(out, text))).toBe(JSON.stringify(text));
  });

  it("goes on in the next block wherever one ends", () => {
    const many = Array.from({ length: 30_000 }, (_, i) => TEXTS[i % TEXTS.length]!);
    const json = written((out) => {
      for (const [i, text] of many.entries()) {
        addPlain(out, i === 0 ? "[" : ",");
        addText(out, text);
      }
      addPlain(out, "]");
    });
    expect(json).toBe(JSON.stringify(many));
  });

  it("takes a text that is larger than a block", () => {
    const long = "Vũng Tàu ".repeat(50_000);
    const json = written((out) => {
      addPlain(out, "[");
      addText(out, long);
      addPlain(out, ",");
      addQuoted(out, "12674.4");
      addPlain(out, ",");
      addJson(out, JSON.stringify({ đơn: "vị" }));
      addPlain(out, "]");
    });
    expect(json).toBe(JSON.stringify([long, "12674.4", { đơn: "vị" }]));
  });

  it("is not overwritten by an answer that is written before this one is sent", () => {
    const first = new JsonOutput();
    addText(first, "first");
    const waiting = first.finish();
    written((out) => addText(out, "second"));
    expect(Buffer.concat(waiting.parts).toString()).toBe('"first"');
    waiting.release();
  });
});

function written(write: (out: JsonOutput) => void): string {
  const out = new JsonOutput();
  write(out);
  const json = out.finish();
  const text = Buffer.concat(json.parts).toString();
  json.release();
  return text;
}
