import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sqlOn, type Point } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";
import { atLeast, measuredTarget, progressOf } from "./measured.js";

let warehouse: TestWarehouse;
beforeAll(async () => void (warehouse = await openWarehouse()));
afterAll(() => warehouse.close());

/** The data version that stands, and two new ones. */
async function threeVersions(): Promise<number[]> {
  const rows = await sqlOn<{ id: number }>(
    warehouse.databaseUrl,
    `WITH made AS (INSERT INTO publication (origin) VALUES ('story'), ('story') RETURNING id)
     SELECT max(id) AS id FROM publication UNION ALL SELECT id FROM made ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}

describe("the value that is compared", () => {
  let code: string;
  beforeAll(async () => {
    code = await measuredTarget(
      warehouse,
      [
        ["2023-01-01", "2023-01-31", "10", "A"],
        ["2023-02-01", "2023-02-28", "20", "A"],
        ["2023-03-01", "2023-03-31", null, "Q"],
        ["2023-04-01", "2023-04-30", null, "O"],
        ["2023-05-01", "2023-05-31", "50", "P"],
        ["2023-06-01", "2023-06-30", "60", "F"],
        ["2023-07-01", "2023-07-31", "0", "E"],
        ["2024-01-01", "2024-01-31", "99", "A"],
      ],
      atLeast("55"),
    );
  });

  it.each([
    ["2023-01-30", null, null, false, "the month has not ended"],
    ["2023-01-31", "10", "2023-01", false, "it ends today"],
    ["2023-03-15", "20", "2023-02", false, "the newest month that has ended"],
    ["2023-05-15", "20", "2023-02", false, "suppressed and missing values are passed over"],
    ["2023-05-31", "50", "2023-05", true, "provisional"],
    ["2023-06-30", "50", "2023-05", true, "a forecast is no measurement"],
    ["2023-07-31", "0", "2023-07", true, "zero is a value, here an estimated one"],
    ["2024-06-30", "0", "2023-07", true, "what came after the due date was not reached in time"],
  ])("on %s is %s of %s (provisional: %s): %s", async (on, value, period, isProvisional, _why) => {
    const found = await progressOf(
      warehouse,
      code,
      `on: "${on}"`,
      "actualValue isProvisional actual { value period { code } }",
    );
    const actual = value === null ? null : { value, period: { code: period } };
    expect(found).toEqual({ actualValue: value, isProvisional, actual });
  });

  it("is known as of a data version", async () => {
    const key = `M.${code}.77._T`;
    const [known, revised, final] = await threeVersions();
    await sqlOn(
      warehouse.databaseUrl,
      `UPDATE observation o SET publication_id = $2 FROM series s
       WHERE s.id = o.series_id AND s.key = $1 AND period_start >= '2023-05-01'`,
      [key, final],
    );
    await sqlOn(
      warehouse.databaseUrl,
      `INSERT INTO observation_history (series_id, period_start, period_end, from_publication, to_publication, value, status, reason)
       SELECT s.id, '2023-05-01', '2023-05-31', $2, $3, 57, 'E', 'REVISED' FROM series s WHERE s.key = $1`,
      [key, revised, final],
    );
    const asOf = async (version: number | undefined) =>
      progressOf(warehouse, code, `on: "2023-05-31", asOf: "${version}"`, "status actualValue actual { value status }");
    expect(await asOf(known)).toMatchObject({ status: "OFF_TRACK", actualValue: "20" });
    expect(await asOf(revised)).toEqual({
      status: "ACHIEVED",
      actualValue: "57",
      actual: { value: "57", status: "ESTIMATED" },
    });
    expect(await asOf(final)).toMatchObject({ actualValue: "50", actual: { status: "PROVISIONAL" } });
  });

  it("is the province's total where the target names no series", async () => {
    await sqlOn(warehouse.databaseUrl, `UPDATE target SET series_id = NULL WHERE code = $1`, [code]);
    expect(await progressOf(warehouse, code, `on: "2023-02-28"`, "actualValue")).toEqual({ actualValue: "20" });
  });
});

describe("every part", () => {
  it("is returned, with the days that are left", async () => {
    const points: Point[] = [["2023-06-01", "2023-06-30", "20", "A"]];
    const code = await measuredTarget(warehouse, points, {
      baseline: ["2022-12-31", "28"],
      milestones: [["2023-09-30", "18.50"]],
    });
    const all =
      "on status isMet actualValue measure measuredUntil expected target targetUpper baseline baselineDate achievement gapClosed pace projected method isProvisional daysLeft";
    expect(await progressOf(warehouse, code, `on: "2023-06-30"`, all)).toEqual({
      on: "2023-06-30",
      status: "ON_TRACK",
      isMet: false,
      actualValue: "20",
      measure: "LATEST_VALUE",
      measuredUntil: "2023-06-30",
      expected: "21.701465",
      target: "15",
      targetUpper: null,
      baseline: "28",
      baselineDate: "2022-12-31",
      achievement: "75",
      gapClosed: "61.5385",
      pace: "127.0137",
      projected: "11.488223",
      method: "MILESTONES",
      isProvisional: false,
      daysLeft: 184,
    });
  });

  it("is told of today when no day is named", async () => {
    const { data } = await warehouse.ask(`{ target(code: "CDS2023-CQ-02") { progress { on status } } }`);
    expect(data.target.progress).toEqual({ on: "2023-12-31", status: "ACHIEVED" });
  });

  it.each([
    [`on: "2023-02-30"`, "BAD_USER_INPUT"],
    [`asOf: "x"`, "BAD_USER_INPUT"],
    // The target is there today, but was not before the first publication.
    [`asOf: "0"`, "BAD_USER_INPUT"],
  ])("is refused for %s: %s", async (args, code) => {
    const { errors } = await warehouse.ask(`{ target(code: "CDS2023-CQ-02") { progress(${args}) { status } } }`);
    expect(errors?.[0]?.extensions.code).toBe(code);
  });
});

describe("a target that is measured by what the viewer may not see", () => {
  it.each(["SHARED", "RESTRICTED"])("is, to him, not measured (%s)", async (access) => {
    const code = await measuredTarget(warehouse, [["2023-06-01", "2023-06-30", "10", "A"]], {}, { access });
    expect(await progressOf(warehouse, code, `on: "2023-06-30"`, "status actualValue isMet actual { value }")).toEqual({
      status: "NO_INDICATOR",
      actualValue: null,
      isMet: false,
      actual: null,
    });
  });
});

it("39 targets with progress, indicator, agency and latest value: 5 statements", async () => {
  const query = `{ targets(first: 100) { nodes { code progress(on: "2023-11-15") { status actual { value period { label } } expected explanation } indicator { code latest { value } } agency { name } } } }`;
  const statements = await warehouse.statementsOf(async () => {
    const { data, errors } = await warehouse.askOnce(query);
    expect([data.targets.nodes.length >= 39, errors]).toEqual([true, undefined]);
  });
  expect(statements).toHaveLength(5);
});
