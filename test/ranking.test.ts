import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator, insertSeries, sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await insertIndicator(url, "SCORE", { direction: "INCREASE" });
  await insertIndicator(url, "POVERTY", { direction: "DECREASE" });
  await insertIndicator(url, "NEITHER", { direction: "NONE" });
  const scores: Record<string, [string | null, string | null]> = {
    "747": ["90", "70"],
    "748": ["80.0", "75"],
    "750": ["80", "80"],
    "751": ["70", "90"],
    "752": [null, "60"],
  };
  for (const [area, [now, before]] of Object.entries(scores))
    for (const indicator of ["SCORE", "POVERTY", "NEITHER"])
      await insertSeries(url, { key: `A.${indicator}.${area}._T`, indicator, area }, [
        ["2022-01-01", "2022-12-31", before, "A"],
        ["2023-01-01", "2023-12-31", now, now === null ? "Q" : "P"],
      ]);
  await insertSeries(url, { key: "A.SCORE.753._T", indicator: "SCORE", area: "753" }, [
    ["2022-01-01", "2022-12-31", "1", "A"],
  ]);
  await sqlOn(url, `INSERT INTO dimension (code, name_vi) VALUES ('AGENCY', 'Cơ quan')`);
  await sqlOn(
    url,
    `INSERT INTO dimension_code (dimension_id, code, name_vi) SELECT d.id, ag.code, ag.name_vi FROM dimension d, agency ag WHERE d.code = 'AGENCY'`,
  );
  for (const [agency, value] of Object.entries({ "000.00.01.H06": "50", "000.00.02.H06": "60" }))
    await insertSeries(url, { key: `A.SCORE.77.AGENCY=${agency}`, indicator: "SCORE", breakdown: `AGENCY=${agency}` }, [
      ["2023-01-01", "2023-12-31", value, "A"],
    ]);
});
afterAll(() => warehouse.close());

async function ranking(args: string, selection: string) {
  const { data, errors } = await warehouse.ask(`{ ranking(${args}) { nodes { ${selection} } } }`);
  expect(errors).toBeUndefined();
  return data.ranking.nodes;
}

const lines = (nodes: { rank: number | null; area: { code: string } }[]) =>
  nodes.map(({ rank, area }) => `${rank} ${area.code}`);

describe("ranking", () => {
  it("takes in areas of a level that have figures from before their first day, which their bearers are told to own", async () => {
    expect(await sqlOn(warehouse.databaseUrl, `SELECT min(valid_from)::text AS first FROM area`)).toEqual([
      { first: "2020-01-01" },
    ]);
    await insertIndicator(warehouse.databaseUrl, "OLD", { direction: "INCREASE" });
    for (const [area, value] of Object.entries({ "747": "2", "748": "3" }))
      await insertSeries(warehouse.databaseUrl, { key: `A.OLD.${area}._T`, indicator: "OLD", area }, [
        ["2015-01-01", "2015-12-31", value, "A"],
      ]);
    const asked = `indicator: "OLD", areaLevel: 2, period: `;
    expect(lines(await ranking(`${asked} "2015"`, "rank area { code }"))).toEqual(["1 748", "2 747"]);
    expect(await ranking(`${asked} "2014"`, "rank")).toEqual([]);
  });

  it("shares ranks in competition style, leaves out the next, and puts those without a value last with a reason", async () => {
    expect(
      await ranking(
        `indicator: "SCORE", period: "2023", areaLevel: 2`,
        "rank area { code } value status gap reason(lang: EN) previousRank previousValue rankChange",
      ),
    ).toEqual([
      {
        rank: 1,
        area: { code: "747" },
        value: "90",
        status: "PROVISIONAL",
        gap: null,
        reason: null,
        previousRank: 4,
        previousValue: "70",
        rankChange: 3,
      },
      {
        rank: 2,
        area: { code: "748" },
        value: "80.0",
        status: "PROVISIONAL",
        gap: null,
        reason: null,
        previousRank: 3,
        previousValue: "75",
        rankChange: 1,
      },
      {
        rank: 2,
        area: { code: "750" },
        value: "80",
        status: "PROVISIONAL",
        gap: null,
        reason: null,
        previousRank: 2,
        previousValue: "80",
        rankChange: 0,
      },
      {
        rank: 4,
        area: { code: "751" },
        value: "70",
        status: "PROVISIONAL",
        gap: null,
        reason: null,
        previousRank: 1,
        previousValue: "90",
        rankChange: -3,
      },
      {
        rank: null,
        area: { code: "752" },
        value: null,
        status: "SUPPRESSED",
        gap: "NO_VALUE",
        reason: "There is a report without a value",
        previousRank: 5,
        previousValue: "60",
        rankChange: null,
      },
      {
        rank: null,
        area: { code: "753" },
        value: null,
        status: null,
        gap: "NOT_REPORTED",
        reason: "Nothing was reported for this period",
        previousRank: 6,
        previousValue: "1",
        rankChange: null,
      },
      {
        rank: null,
        area: { code: "754" },
        value: null,
        status: null,
        gap: "NO_SERIES",
        reason: "The indicator is not measured here",
        previousRank: null,
        previousValue: null,
        rankChange: null,
      },
      expect.objectContaining({ area: { code: "755" }, gap: "NO_SERIES" }),
    ]);
  });

  it("puts the smallest first where less is better, or as it is told", async () => {
    const areas = `areas: ["747", "748", "750", "751"]`;
    const asked = (args: string) => ranking(`${args}, period: "2023", ${areas}`, "rank area { code }").then(lines);
    expect(await asked(`indicator: "POVERTY"`)).toEqual(["1 751", "2 748", "2 750", "4 747"]);
    expect(await asked(`indicator: "POVERTY", order: DESC`)).toEqual(["1 747", "2 748", "2 750", "4 751"]);
    expect(await asked(`indicator: "NEITHER", order: ASC`)).toEqual(["1 751", "2 748", "2 750", "4 747"]);
  });

  it("takes the latest period with a value, and any earlier one to compare with", async () => {
    expect(
      await ranking(
        `indicator: "SCORE", areas: ["747", "751"], comparedWith: "2022"`,
        "period previousPeriod rank rankChange",
      ),
    ).toEqual([
      { period: "2023", previousPeriod: "2022", rank: 1, rankChange: 1 },
      { period: "2023", previousPeriod: "2022", rank: 2, rankChange: -1 },
    ]);
  });

  it("ranks agencies where the indicator is broken down by them", async () => {
    expect(
      await ranking(
        `indicator: "SCORE", period: "2023", agencies: ["000.00.01.H06", "000.00.02.H06", "000.00.03.H06"]`,
        "rank agency { code } area { code } value gap reason reasonEn: reason(lang: EN)",
      ),
    ).toEqual([
      {
        rank: 1,
        agency: { code: "000.00.02.H06" },
        area: { code: "77" },
        value: "60",
        gap: null,
        reason: null,
        reasonEn: null,
      },
      {
        rank: 2,
        agency: { code: "000.00.01.H06" },
        area: { code: "77" },
        value: "50",
        gap: null,
        reason: null,
        reasonEn: null,
      },
      {
        rank: null,
        agency: { code: "000.00.03.H06" },
        area: { code: "77" },
        value: null,
        gap: "NO_SERIES",
        reason: "Chỉ tiêu không có số liệu phân tổ theo cơ quan này (chiều AGENCY)",
        reasonEn: "The indicator has no series of this agency in the dimension AGENCY",
      },
    ]);
  });

  it("pages through places, in one statement beside the catalogue's", async () => {
    const query = `query ($after: String) { ranking(indicator: "SCORE", period: "2023", areaLevel: 2, first: 3, after: $after) {
      totalCount nodes { area { code } } pageInfo { hasNextPage endCursor } } }`;
    const first = (await warehouse.ask(query)).data.ranking;
    const second = (await warehouse.ask(query, { after: first.pageInfo.endCursor })).data.ranking;
    expect(
      [first, second].map(({ totalCount, nodes }) => [
        totalCount,
        ...nodes.map((node: { area: { code: string } }) => node.area.code),
      ]),
    ).toEqual([
      [8, "747", "748", "750"],
      [8, "751", "752", "753"],
    ]);
    expect(await warehouse.statementsOf(() => warehouse.askOnce(query))).toHaveLength(4);
  });

  it.each([
    [`indicator: "NEITHER", areaLevel: 2`, "BAD_USER_INPUT", "order"],
    [`indicator: "SCORE"`, "BAD_USER_INPUT", "areas"],
    [`indicator: "SCORE", areaLevel: 2, areas: ["747"]`, "BAD_USER_INPUT", "areas"],
    [`indicator: "SCORE", areas: []`, "BAD_USER_INPUT", "areas"],
    [
      `indicator: "SCORE", areaLevel: 2, breakdown: [{ dimension: "SEX", codes: ["F", "M"] }]`,
      "BAD_USER_INPUT",
      "breakdown",
    ],
    [`indicator: "NOPE", areaLevel: 2`, "NOT_FOUND", undefined],
    [`indicator: "SCORE", areas: ["000"]`, "NOT_FOUND", undefined],
    [`indicator: "SCORE", agencies: ["000"]`, "NOT_FOUND", undefined],
  ])("refuses %s", async (args, code, argument) => {
    const { errors } = await warehouse.ask(`{ ranking(${args}) { nodes { rank } } }`);
    expect(errors![0]!.extensions).toMatchObject({ code, ...(argument && { argument }) });
  });

  it("answers as of a data version", async () => {
    expect(await ranking(`indicator: "SCORE", period: "2023", areas: ["747"], asOf: "1"`, "rank value")).toEqual([
      { rank: 1, value: "90" },
    ]);
  });
});
