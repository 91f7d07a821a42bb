import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FINANCE, bearer, keyOf } from "./support/clients.js";
import { insertObserved } from "./support/series.js";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

/** Publication 1 of the demo is of 2024-01-05 06:00 in the province, which is still 2024-01-04 in Greenwich. */
let warehouse: TestWarehouse;
let url: string;
beforeAll(async () => {
  warehouse = await openWarehouse();
  url = warehouse.databaseUrl;
  await sqlOn(
    url,
    `INSERT INTO agency (code, name_vi, kind, valid_from) SELECT c, c, kind, '2010-01-01'
    FROM unnest(ARRAY['ONE', 'IDLE', 'SECRET']) AS c, (SELECT kind FROM agency LIMIT 1) AS k`,
  );
  await observed("CALENDAR", "M", 1, { "2023-11": "1", "2023-12": "2" });
  await observed("REPORT", "M", 15, { "2023-12": "2" });
  await observed("DAYS", "D", 1, { "2024-02-28": "2" });
  await observed("WEEKS", "W", 1, { "2023-W52": "2" });
  await observed("QUARTERS", "Q", 15, { "2023-Q4": "2" });
  await observed("HALVES", "S", 1, { "2023-S2": "2" });
  await observed("YEARS", "A", 15, { "2023": "2" });
  await observed("EMPTY", "M", 1, { "2023-11": "1", "2023-12": null });
  await observed("TIMELY", "M", 1, { "2023-12": "1" }, { delivery_days: 5 });
  await observed("TARDY", "M", 1, { "2023-12": "1" }, { delivery_days: 4 });
  await observed("NEVER", "M", 1, {}, { valid_from: "2023-11-20" });
  await observed("ENDED", "M", 1, { "2023-11": "1" }, { valid_to: "2023-12-31" });
  await observed("CLOSED", "M", 1, { "2023-11": "1" }, { access: "RESTRICTED" });
  await own("ONE", ["TIMELY", "TARDY", "NEVER", "ENDED"]);
  await own("SECRET", ["CLOSED"]);
});
afterAll(() => warehouse.close());

type Columns = Readonly<Record<string, string | number>>;

async function observed(
  code: string,
  frequency: string,
  startDay: number,
  values: Record<string, string | null>,
  set: Columns = {},
) {
  await insertObserved(url, code, { frequency, startDay }, values);
  for (const [column, value] of Object.entries(set))
    await sqlOn(url, `UPDATE indicator SET ${column} = $2 WHERE code = $1`, [code, value]);
}

async function own(agency: string, codes: readonly string[]) {
  await sqlOn(url, `UPDATE indicator SET agency_id = (SELECT id FROM agency WHERE code = $1) WHERE code = ANY($2)`, [
    agency,
    codes,
  ]);
}

async function freshness(code: string, on: string) {
  const fields = "lastPeriod { code } nextDuePeriod { code start end } dueBy deliveryDays isLate daysLate";
  const { data, errors } = await warehouse.ask(
    `{ indicator(code: "${code}") { freshness(on: "${on}") { ${fields} } } }`,
  );
  expect(errors).toBeUndefined();
  return data.indicator.freshness;
}

const COUNTS =
  "expected received onTime late missing pending missingDeliveries { indicator { code } period { code } dueBy daysLate }";

async function completeness(agency: string, period: string, on: string) {
  const { data, errors } = await warehouse.ask(
    `{ completeness(period: ${period}, agencies: ["${agency}"], on: "${on}") { agency { code } ${COUNTS} } }`,
  );
  expect(errors).toBeUndefined();
  return data.completeness;
}

describe("the next period is due when its days and the delay of its frequency are over", () => {
  it.each([
    ["CALENDAR", "2023-12", "2024-01", "2024-01-31", 10, "2024-02-10"],
    ["REPORT", "2023-12", "2024-01", "2024-01-14", 10, "2024-01-24"],
    ["DAYS", "2024-02-28", "2024-02-29", "2024-02-29", 1, "2024-03-01"],
    ["WEEKS", "2023-W52", "2024-W01", "2024-01-07", 3, "2024-01-10"],
    ["QUARTERS", "2023-Q4", "2024-Q1", "2024-03-14", 20, "2024-04-03"],
    ["HALVES", "2023-S2", "2024-S1", "2024-06-30", 30, "2024-07-30"],
    ["YEARS", "2023", "2024", "2024-12-14", 60, "2025-02-12"],
    ["TIMELY", "2023-12", "2024-01", "2024-01-31", 5, "2024-02-05"],
  ])("%s", async (code, last, next, end, days, dueBy) => {
    expect(await freshness(code, "2024-01-06")).toMatchObject({
      lastPeriod: { code: last },
      nextDuePeriod: { code: next, end },
      deliveryDays: days,
      dueBy,
      isLate: false,
      daysLate: 0,
    });
  });
});

describe("an indicator is late", () => {
  it("not on the day that it is due, but on the day after", async () => {
    expect(await freshness("REPORT", "2024-01-24")).toMatchObject({ isLate: false, daysLate: 0 });
    expect(await freshness("REPORT", "2024-01-25")).toMatchObject({ isLate: true, daysLate: 1 });
    expect(await freshness("CALENDAR", "2024-03-01")).toMatchObject({ isLate: true, daysLate: 20 });
  });

  it("when all that arrived is that there is no value yet", async () => {
    expect(await freshness("EMPTY", "2024-01-11")).toMatchObject({
      lastPeriod: { code: "2023-11" },
      isLate: true,
      daysLate: 1,
    });
  });

  it("when nothing ever came: its first whole period is due", async () => {
    expect(await freshness("NEVER", "2024-01-11")).toMatchObject({
      lastPeriod: null,
      nextDuePeriod: { code: "2023-12" },
      daysLate: 1,
    });
  });

  it("never for periods after its life", async () => {
    expect(await freshness("ENDED", "2025-01-01")).toMatchObject({
      lastPeriod: { code: "2023-11" },
      nextDuePeriod: null,
      dueBy: null,
      isLate: false,
    });
  });

  it("as of a day, by what was published until then", async () => {
    expect(await freshness("TIMELY", "2024-01-04")).toMatchObject({ lastPeriod: null });
    expect(await freshness("TIMELY", "2024-01-05")).toMatchObject({ lastPeriod: { code: "2023-12" } });
  });
});

it("freshness tells when a publication last brought something", async () => {
  const { data } = await warehouse.ask(
    `{ indicator(code: "TIMELY") { freshness(on: "2024-01-06") { lastPublishedAt } today: freshness { lastPublishedAt isLate } } }`,
  );
  expect(new Date(data.indicator.freshness.lastPublishedAt)).toEqual(new Date("2024-01-04T23:00:00Z"));
  expect(data.indicator.today.lastPublishedAt).toBe(null);
});

describe("completeness", () => {
  it("counts what was first published on the due date, in the province's time zone, as on time", async () => {
    expect(await completeness("ONE", `{ in: ["2023-12"] }`, "2024-01-10")).toEqual([
      {
        agency: { code: "ONE" },
        expected: 3,
        received: 2,
        onTime: 1,
        late: 1,
        missing: 0,
        pending: 1,
        missingDeliveries: [],
      },
    ]);
  });

  it("lists what is missing from the day after the due date", async () => {
    const [one] = await completeness("ONE", "{ relative: LAST_MONTH }", "2024-01-11");
    expect(one).toMatchObject({ expected: 3, missing: 1, pending: 0 });
    expect(one.missingDeliveries).toEqual([
      { indicator: { code: "NEVER" }, period: { code: "2023-12" }, dueBy: "2024-01-10", daysLate: 1 },
    ]);
  });

  it("leaves a late period on time when only a revision of it came late", async () => {
    const [series] = await sqlOn<{ id: number }>(url, `SELECT id FROM series WHERE key = 'M.TIMELY.77._T'`);
    await sqlOn(url, `UPDATE observation SET publication_id = 3, value = 9 WHERE series_id = $1`, [series!.id]);
    await sqlOn(
      url,
      `INSERT INTO observation_history (series_id, period_start, period_end, from_publication, to_publication, value, status, reason)
       VALUES ($1, '2023-12-01', '2023-12-31', 1, 3, 1, 'A', 'REVISED')`,
      [series!.id],
    );
    expect(await completeness("ONE", `{ in: ["2023-12"] }`, "2024-06-01")).toMatchObject([
      { onTime: 1, late: 1, missing: 1 },
    ]);
  });

  it("of several periods expects each of them, up to the day", async () => {
    const [one] = await completeness("ONE", `{ from: "2023-10" }`, "2024-02-29");
    expect(one).toMatchObject({ expected: 15, received: 3, missing: 9, pending: 3 });
    expect(one.missingDeliveries[0]).toEqual({
      indicator: { code: "TARDY" },
      period: { code: "2023-10" },
      dueBy: "2023-11-04",
      daysLate: 117,
    });
  });

  it("shows an agency of which nothing is expected, with zeros", async () => {
    const zeros = { expected: 0, received: 0, onTime: 0, late: 0, missing: 0, pending: 0, missingDeliveries: [] };
    expect(await completeness("IDLE", "{ relative: LAST_MONTH }", "2024-01-11")).toEqual([
      { agency: { code: "IDLE" }, ...zeros },
    ]);
  });

  it("neither counts nor lists what the viewer may not see", async () => {
    expect(await completeness("SECRET", `{ in: ["2023-12"] }`, "2024-06-01")).toMatchObject([
      { expected: 0, missing: 0 },
    ]);
    await own(FINANCE, ["CLOSED"]);
    const query = `{ completeness(period: { in: ["2023-12"] }, agencies: ["${FINANCE}"], on: "2024-06-01") { missingDeliveries(first: 100) { indicator { code } } } }`;
    expect(await missingFor(query, {})).not.toContain("CLOSED");
    expect(await missingFor(query, bearer(await keyOf(warehouse)))).toContain("CLOSED");
  });

  it.each([
    [`period: { in: ["2023-12"] }, agencies: ["ONE", "NONE"]`, "NOT_FOUND", "Unknown agencies: NONE."],
    [`period: {}`, "BAD_USER_INPUT", "period needs in, relative or from."],
    [`period: { relative: LATEST }`, "BAD_USER_INPUT", "period.relative LATEST names no period that is expected."],
    [`period: { in: ["2023-12"] }, agencies: []`, "BAD_USER_INPUT", "agencies needs 1 to 250 codes."],
  ])("refuses %s", async (args, code, message) => {
    const { errors } = await warehouse.ask(`{ completeness(${args}) { expected } }`);
    expect(errors).toMatchObject([{ message, extensions: { code } }]);
  });

  it("refuses more than 100 missing at once", async () => {
    const { errors } = await warehouse.ask(
      `{ completeness(period: { in: ["2023-12"] }) { missingDeliveries(first: 101) { daysLate } } }`,
    );
    expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
  });
});

it.each([
  [
    2,
    `{ completeness(period: { from: "2023-06" }, on: "2024-03-05") { expected received missingDeliveries(first: 100) { daysLate } } }`,
  ],
  [2, `{ indicators(first: 100) { nodes { freshness(on: "2024-03-05") { isLate } } } }`],
])("asks %i statements for the whole province: %s", async (count, query) => {
  const texts = await warehouse.statementsOf(async () =>
    expect((await warehouse.askOnce(query)).errors).toBeUndefined(),
  );
  expect(texts).toHaveLength(count);
});

async function missingFor(query: string, headers: Record<string, string>): Promise<string> {
  const response = await fetch(`${warehouse.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  return response.text();
}
