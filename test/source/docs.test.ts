import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const DOCS = readFileSync("docs/sources.md", "utf8");

/** The words of a union of texts in a source file. */
function wordsOf(file: string, type: string): string[] {
  const [, union = ""] = new RegExp(`type ${type} =([^;]*);`).exec(readFileSync(file, "utf8")) ?? [];
  return [...union.matchAll(/"([A-Z_]+)"/g)].map(([, word = ""]) => word);
}

it("every fault of a delivery and every rule of a record is explained in docs/sources.md", () => {
  const words = [
    ...wordsOf("src/source/source-fault.ts", "SourceFaultCode"),
    ...wordsOf("src/source/source-record.ts", "RecordRule"),
  ];
  expect(words.length).toBeGreaterThan(40);
  expect(words.filter((word) => !DOCS.includes(`\`${word}\``))).toEqual([]);
});
