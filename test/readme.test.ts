import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { questionsIn } from "./support/questions-in-docs.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const README = readFileSync("README.md", "utf8");
const QUESTIONS = questionsIn("README.md");

describe("the first ten queries of the README", () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => void (warehouse = await openWarehouse()));
  afterAll(() => warehouse.close());

  it("are ten", () => {
    expect(QUESTIONS).toHaveLength(10);
  });

  it.each(QUESTIONS)("$title", async ({ query, answer }) => {
    expect(await warehouse.ask(query)).toEqual({ data: JSON.parse(answer) as unknown });
  });
});

it("the README's table of variables has the defaults of .env.example", () => {
  const lines = readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=(.*)$/gm);
  const defaults = new Map(Array.from(lines, ([, name, value]) => [name!, value!]));
  const told = [...README.matchAll(/^\| `([A-Z_]+)`\s+\| (?:`([^`]*)`)?/gm)].map(([, name, value]) => [
    name!,
    value ?? "",
  ]);
  expect(told.length).toBeGreaterThan(5);
  for (const [name, value] of told) expect([name, defaults.get(name!)]).toEqual([name, value]);
});
