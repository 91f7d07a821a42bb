import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { questionsIn } from "./support/questions-in-docs.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const QUESTIONS = questionsIn("docs/cookbook.md");

describe("the cookbook", () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => void (warehouse = await openWarehouse()));
  afterAll(() => warehouse.close());

  it("has twenty-six questions", () => {
    expect(QUESTIONS).toHaveLength(26);
  });

  it.each(QUESTIONS)("$title", async ({ query, answer }) => {
    expect(await warehouse.ask(query)).toEqual({ data: JSON.parse(answer) as unknown });
  });
});
