import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator, insertSeries } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const HOME = process.env["TZ"];

// Dates pass no Date on their way, so the server's own time zone changes nothing. TC001 is reported by calendar months, NV018 from the 15th to the 14th.
describe.each(["Asia/Ho_Chi_Minh", "America/Los_Angeles", "Pacific/Kiritimati"])("on a server in %s", (zone) => {
  let warehouse: TestWarehouse;
  beforeAll(async () => {
    process.env["TZ"] = zone;
    warehouse = await openWarehouse();
    await insertOddSeries(warehouse.databaseUrl);
  });
  afterAll(async () => {
    await warehouse.close();
    if (HOME === undefined) delete process.env["TZ"];
    else process.env["TZ"] = HOME;
  });

  async function codes(indicator: string, period: string): Promise<string[]> {
    const { data, errors } = await warehouse.ask(
      `{ timeSeries(indicators: ["${indicator}"], period: ${period}) { periods } observations(filter: { indicators: ["${indicator}"], areas: ["77"], period: ${period} }) { nodes { period { code } } } }`,
    );
    expect(errors).toBeUndefined();
    const periods = data.timeSeries[0].periods as string[];
    const same = data.observations.nodes.map((node: { period: { code: string } }) => node.period.code);
    expect(same).toEqual(periods.slice(0, 100));
    return periods;
  }

  async function infos(indicator: string, period: string) {
    const { data } = await warehouse.ask(
      `{ indicator(code: "${indicator}") { observations(period: ${period}) { nodes { period { code kind start end vi: label en: label(lang: EN) } } } } }`,
    );
    return data.indicator.observations.nodes.map((node: { period: object }) => Object.values(node.period).join(" | "));
  }

  it.each([
    "2023-08",
    "202308",
    "2023M8",
    "2023-M08",
    "8/2023",
    "08/2023",
    "Tháng 8/2023",
    "tháng 8 năm 2023",
    " 2023-08 ",
  ])("takes %j for 2023-08", async (spelling) => {
    expect(await codes("TC001", `{ in: ["${spelling}"] }`)).toEqual(["2023-08"]);
  });

  it.each(["2023-Q3", "2023Q3", "Q3/2023", "Quý III/2023", "quý 3 năm 2023", "20233"])(
    "takes %j for 2023-Q3",
    async (spelling) => {
      expect(await codes("NV010", `{ from: "${spelling}", to: "${spelling}" }`)).toEqual(["2023-Q3"]);
    },
  );

  it("gives one code other dates in another calendar", async () => {
    expect(await infos("TC001", `{ in: ["2023-08"] }`)).toEqual([
      "2023-08 | MONTH | 2023-08-01 | 2023-08-31 | Tháng 8/2023 | August 2023",
    ]);
    expect(await infos("NV018", `{ in: ["2023-08"] }`)).toEqual([
      "2023-08 | MONTH | 2023-07-15 | 2023-08-14 | Tháng 8/2023 | August 2023",
    ]);
    expect(await infos("NV018", `{ in: ["2023-01"] }`)).toEqual([
      "2023-01 | MONTH | 2022-12-15 | 2023-01-14 | Tháng 1/2023 | January 2023",
    ]);
    expect(await infos("NV001", `{ in: ["2022"] }`)).toEqual([
      "2022 | YEAR | 2021-12-15 | 2022-12-14 | Năm 2022 | 2022",
    ]);
    expect(await infos("NV002", `{ in: ["2023-Q1"] }`)).toEqual([
      "2023-Q1 | QUARTER | 2022-12-15 | 2023-03-14 | Quý I/2023 | Q1 2023",
    ]);
  });

  it("asks both calendars at once, each by its own dates", async () => {
    const { data } = await warehouse.ask(
      `{ observations(filter: { indicators: ["TC001", "NV018"], areas: ["77"], period: { from: "2022-12", to: "2023-01" } }, orderBy: { field: PERIOD }) { nodes { indicator { code } period { code start } } } }`,
    );
    const found = data.observations.nodes.map(
      (node: { indicator: { code: string }; period: { code: string; start: string } }) =>
        `${node.indicator.code} ${node.period.code} ${node.period.start}`,
    );
    expect(found).toEqual([
      "NV018 2022-12 2022-11-15",
      "TC001 2022-12 2022-12-01",
      "NV018 2023-01 2022-12-15",
      "TC001 2023-01 2023-01-01",
    ]);
  });

  const MONTHS = [
    "2023-01",
    "2023-02",
    "2023-03",
    "2023-04",
    "2023-05",
    "2023-06",
    "2023-07",
    "2023-08",
    "2023-09",
    "2023-10",
    "2023-11",
    "2023-12",
  ];
  it.each<[string, string[]]>([
    [`{ from: "2023", to: "2023" }`, MONTHS],
    [`{ from: "2023-02", to: "2023-S1" }`, MONTHS.slice(1, 6)],
    [`{ from: "2023-05-01", to: "2023-06-29" }`, ["2023-05"]],
    [`{ from: "2023-05-02", to: "2023-06-30" }`, ["2023-06"]],
    [`{ in: ["2023-03", "2023-01", "2023"] }`, ["2023-01", "2023-03"]],
    [`{ relative: THIS_YEAR }`, MONTHS],
    [`{ relative: LAST_MONTH }`, ["2023-11"]],
    [`{ relative: LATEST }`, ["2023-12"]],
    [`{ relative: LAST_MONTH, relativeTo: "2023-03-31" }`, ["2023-02"]],
    [`{ relative: LAST_QUARTER, relativeTo: "2023-08-30" }`, ["2023-04", "2023-05", "2023-06"]],
    [`{ relative: YEAR_TO_DATE, relativeTo: "2023-03-30" }`, ["2023-01", "2023-02"]],
    [`{ relative: YEAR_TO_DATE, relativeTo: "2023-03-31" }`, ["2023-01", "2023-02", "2023-03"]],
    [`{ relative: TODAY, relativeTo: "2023-03-31" }`, []],
  ])("finds the months of calendar years in %s", async (period, expected) => {
    expect(await codes("TC001", period)).toEqual(expected);
  });

  it.each([
    ["2023-07-14", "2023-06"],
    ["2023-07-15", "2023-07"],
    ["2023-12-15", "2023-12"],
    ["2024-01-14", "2023-12"],
  ])("finds the report month before %s: %s", async (day, expected) => {
    expect(await codes("NV018", `{ relative: LAST_MONTH, relativeTo: "${day}" }`)).toEqual([expected]);
  });

  it("tells nine months, school years and pooled years by their dates", async () => {
    expect(await infos("ODD-R", `{}`)).toEqual([
      "2020-01-01/P3Y | RANGE | 2020-01-01 | 2022-12-31 | Giai đoạn 2020-2022 | 2020-2022",
      "2022-09-01/P9M | RANGE | 2022-09-01 | 2023-05-31 | Từ 1/9/2022 đến 31/5/2023 | 1 September 2022 to 31 May 2023",
      "2023-09M | NINE_MONTHS | 2023-01-01 | 2023-09-30 | 9 tháng đầu năm 2023 | First nine months of 2023",
    ]);
    expect(await codes("ODD-R", `{ in: ["9 tháng 2023"] }`)).toEqual(["2023-09M"]);
    expect(await codes("ODD-R", `{ in: ["2020-01-01/2022-12-31"] }`)).toEqual(["2020-01-01/P3Y"]);
    expect(await codes("ODD-R", `{ from: "2022", to: "2023" }`)).toEqual(["2022-09-01/P9M", "2023-09M"]);
  });

  it.each([
    ["ODD-D", `{ from: "2024-02-28", to: "2024-03-01" }`, "2024-02-28 NORMAL, 2024-02-29 MISSING, 2024-03-01 NORMAL"],
    [
      "ODD-D",
      `{ from: "2023-12-30", to: "2024-01-02" }`,
      "2023-12-30 NOT_COLLECTED, 2023-12-31 NORMAL, 2024-01-01 MISSING, 2024-01-02 MISSING",
    ],
    [
      "ODD-W",
      `{ from: "2020-W52", to: "2021-W02" }`,
      "2020-W52 NOT_COLLECTED, 2020-W53 NORMAL, 2021-W01 MISSING, 2021-W02 NORMAL",
    ],
    [
      "ODD-M",
      `{ from: "2022-12", to: "2023-07" }`,
      "2022-12 NOT_COLLECTED, 2023-01 NORMAL, 2023-02 MISSING, 2023-03 SUPPRESSED, 2023-04 MISSING, 2023-05 NORMAL, 2023-06 NOT_COLLECTED, 2023-07 NOT_COLLECTED",
    ],
    ["ODD-M", `{}`, "2023-01 NORMAL, 2023-02 MISSING, 2023-03 SUPPRESSED, 2023-04 MISSING, 2023-05 NORMAL"],
    [
      "ODD-M",
      `{ in: ["2023-02", "2023-05", "2023-01", "2023-Q1", "2025-01"] }`,
      "2023-01 NORMAL, 2023-02 MISSING, 2023-05 NORMAL, 2025-01 NOT_COLLECTED",
    ],
    [
      "ODD-M",
      `{ relative: LAST_QUARTER, relativeTo: "2023-07-01" }`,
      "2023-04 MISSING, 2023-05 NORMAL, 2023-06 NOT_COLLECTED",
    ],
    [
      "ODD-M",
      `{ from: "2020-11", to: "2021-01" }`,
      "2020-11 NOT_COLLECTED, 2020-12 NOT_COLLECTED, 2021-01 NOT_COLLECTED",
    ],
    [
      "NV018",
      `{ from: "2023-12", to: "2024-02" }`,
      "2023-12 PROVISIONAL, 2024-01 NOT_COLLECTED, 2024-02 NOT_COLLECTED",
    ],
  ])("says why a point is missing: %s in %s", async (indicator, period, expected) => {
    const { data } = await warehouse.ask(
      `{ timeSeries(indicators: ["${indicator}"], period: ${period}, fill: NULLS) { periods statuses values starts points { period value status } } }`,
    );
    const [{ periods, statuses, values, points }] = data.timeSeries;
    expect(periods.map((code: string, i: number) => `${code} ${statuses[i]}`).join(", ")).toBe(expected);
    expect(points).toEqual(
      periods.map((period: string, i: number) => ({ period, value: values[i], status: statuses[i] })),
    );
    for (const [i, value] of values.entries())
      expect(value === null).toBe(/MISSING|NOT_COLLECTED|SUPPRESSED/.test(statuses[i]));
  });

  it.each([
    [`{ from: "2023-08", to: "2023-07" }`, "period.from (2023-08) lies after period.to (2023-07)."],
    [`{ from: "2023-08", in: ["2023-08"] }`, "period.in stands alone."],
    [`{ relative: LATEST, to: "2023" }`, "period.relative stands without from and to."],
    [`{ relativeTo: "2023-01-01" }`, "period.relativeTo needs period.relative."],
    [`{ from: null }`, "period.from is null: leave it out, or give a value."],
    [`{ in: [] }`, "period.in has 0 periods; 1 to 250 are allowed."],
  ])("refuses %s", async (period, message) => {
    for (const query of [
      `timeSeries(indicators: ["TC001"], period: ${period}) { periods }`,
      `observations(filter: { period: ${period} }) { totalCount }`,
    ]) {
      const { errors } = await warehouse.ask(`{ ${query} }`);
      expect(errors![0]).toMatchObject({ message, extensions: { code: "BAD_USER_INPUT" } });
    }
  });

  it("tells when something was published as a moment", async () => {
    const { data } = await warehouse.ask(
      `{ warehouse { today timeZone publication { publishedAt } } indicator(code: "TT007") { latest { publishedAt publication { version } } } }`,
    );
    expect(data.warehouse).toMatchObject({
      today: "2023-12-31",
      timeZone: "Asia/Ho_Chi_Minh",
      publication: { publishedAt: "2024-03-04T23:00:00.000Z" },
    });
    expect(data.indicator.latest).toEqual({ publishedAt: "2024-01-04T23:00:00.000Z", publication: { version: 1 } });
  });
});

async function insertOddSeries(url: string): Promise<void> {
  for (const frequency of ["R", "D", "W", "M"]) await insertIndicator(url, `ODD-${frequency}`, { frequency });
  await insertSeries(url, { key: "R.ODD-R.77._T", indicator: "ODD-R" }, [
    ["2020-01-01", "2022-12-31", "1", "A"],
    ["2022-09-01", "2023-05-31", "2", "A"],
    ["2023-01-01", "2023-09-30", "3", "A"],
  ]);
  await insertSeries(url, { key: "D.ODD-D.77._T", indicator: "ODD-D" }, [
    ["2023-12-31", "2023-12-31", "1", "A"],
    ["2024-02-28", "2024-02-28", "2", "A"],
    ["2024-03-01", "2024-03-01", "3", "A"],
  ]);
  await insertSeries(url, { key: "W.ODD-W.77._T", indicator: "ODD-W" }, [
    ["2020-12-28", "2021-01-03", "1", "A"],
    ["2021-01-11", "2021-01-17", "2", "A"],
  ]);
  await insertSeries(url, { key: "M.ODD-M.77._T", indicator: "ODD-M" }, [
    ["2023-01-01", "2023-01-31", "1", "A"],
    ["2023-03-01", "2023-03-31", null, "Q"],
    ["2023-05-01", "2023-05-31", "0", "A"],
  ]);
}
