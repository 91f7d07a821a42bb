import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator, insertSeries, sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await sqlOn(url, `UPDATE area SET valid_to = '2025-07-01' WHERE code = '26506'`);
  await sqlOn(
    url,
    `INSERT INTO area (code, name_vi, level, kind, parent_id, valid_from) SELECT '26506', 'Phường Vũng Tàu', 2, 'WARD', id, '2025-07-01' FROM area WHERE code = '77'`,
  );
  await sqlOn(
    url,
    `UPDATE area SET successor_id = (SELECT max(id) FROM area) WHERE code = '26506' AND valid_to IS NOT NULL`,
  );
  await sqlOn(url, `UPDATE agency SET valid_to = '2023-01-01', successor_id = 3 WHERE id = 2`);
  await sqlOn(
    url,
    `INSERT INTO agency (code, name_vi, name_en, kind, parent_id, valid_from) VALUES
       ('000.00.02.H06', 'Sở Nội vụ mới', NULL, 'PROVINCIAL', 1, '2023-01-01'), ('D', 'Đoàn', 'Union', 'CENTRAL', NULL, '2023-01-01'),
       ('E', 'Dân vận', 'Mass', 'CENTRAL', NULL, '2023-01-01'), ('F', 'E', 'E', 'CENTRAL', NULL, '2023-01-01')`,
  );
});
afterAll(() => warehouse.close());

async function dataOf(query: string) {
  const { data, errors } = await warehouse.ask(query);
  expect(errors).toBeUndefined();
  return data;
}

describe("a code that was used again", () => {
  it.each([
    ["", "Phường Vũng Tàu"],
    [`, on: "2025-07-01"`, "Phường Vũng Tàu"],
    [`, on: "2025-06-30"`, "Phường 1"],
    [`, on: "2020-01-01"`, "Phường 1"],
  ])("names the area of the day: 26506%s is %s", async (on, name) => {
    expect(await dataOf(`{ area(code: "26506"${on}) { name } }`)).toEqual({ area: { name } });
  });

  it("names none before the first", async () => {
    expect(await dataOf(`{ area(code: "26506", on: "2019-12-31") { name } }`)).toEqual({ area: null });
  });

  it("tells both in a list, and the successor", async () => {
    const data = await dataOf(
      `{ areas(filter: { codes: ["26506"] }) { nodes { name validFrom validTo parent { code } successor { name validFrom } } } }`,
    );
    expect(data.areas.nodes).toEqual([
      {
        name: "Phường 1",
        validFrom: "2020-01-01",
        validTo: "2025-07-01",
        parent: { code: "747" },
        successor: { name: "Phường Vũng Tàu", validFrom: "2025-07-01" },
      },
      { name: "Phường Vũng Tàu", validFrom: "2025-07-01", validTo: null, parent: { code: "77" }, successor: null },
    ]);
  });

  it("names the agency of the day", async () => {
    const data = await dataOf(
      `{ now: agency(code: "000.00.02.H06") { name parent { code } } before: agency(code: "000.00.02.H06", on: "2022-12-31") { name successor { code } parent { code } } }`,
    );
    expect(data).toEqual({
      now: { name: "Sở Nội vụ mới", parent: { code: "000.00.01.H06" } },
      before: { name: "Sở Nội vụ", successor: { code: "000.00.03.H06" }, parent: null },
    });
  });

  it("leaves indicators with the agency that owns them", async () => {
    const data = await dataOf(
      `{ a: agency(code: "000.00.02.H06") { indicators { totalCount } } b: agency(code: "000.00.02.H06", on: "2022-12-31") { indicators { totalCount } } }`,
    );
    expect(data).toEqual({ a: { indicators: { totalCount: 0 } }, b: { indicators: { totalCount: 30 } } });
  });
});

describe("the tree of areas", () => {
  it("leads down and up again, as it stood on a day", async () => {
    const data = await dataOf(
      `{ area(code: "77") { parent { code } children(filter: { validOn: "2023-06-30" }) { totalCount nodes { code level children(first: 1) { nodes { parent { code } } } } } } }`,
    );
    expect(data.area.parent).toBeNull();
    expect(data.area.children.totalCount).toBe(8);
    for (const { code, level, children } of data.area.children.nodes) {
      expect(level).toBe(2);
      for (const { parent } of children.nodes) expect(parent.code).toBe(code);
    }
  });

  it("and the tree of topics too", async () => {
    const data = await dataOf(
      `{ topics { code parent { code } children { code parent { code } } } topic(code: "KT.CN") { name parent { name(lang: EN) } } }`,
    );
    for (const topic of data.topics) {
      expect(topic.parent).toBeNull();
      for (const child of topic.children) expect(child.parent.code).toBe(topic.code);
    }
    expect(data.topic.parent).toEqual({ name: "Economy" });
  });
});

describe("names", () => {
  it("come in the language asked for, or in the other one", async () => {
    const data = await dataOf(
      `{ a: agency(code: "D") { vi: name en: name(lang: EN) } b: agency(code: "000.00.02.H06") { vi: name(lang: VI) en: name(lang: EN) } }`,
    );
    expect(data).toEqual({ a: { vi: "Đoàn", en: "Union" }, b: { vi: "Sở Nội vụ mới", en: "Sở Nội vụ mới" } });
  });

  it("of wards sort by number", async () => {
    const data = await dataOf(
      `{ areas(filter: { parents: ["747"] }, orderBy: { field: NAME }, first: 12) { nodes { name } } }`,
    );
    const names = data.areas.nodes.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12].map((n) => `Phường ${n}`).concat("Phường Nguyễn An Ninh"),
    );
  });

  it("sort Đ after D, before E", async () => {
    const data = await dataOf(
      `{ agencies(filter: { codes: ["D", "E", "F"] }, orderBy: { field: NAME }) { nodes { name } } }`,
    );
    expect(data.agencies.nodes.map(({ name }: { name: string }) => name)).toEqual(["Dân vận", "Đoàn", "E"]);
  });
});

describe("an indicator", () => {
  it("tells where it stands today", async () => {
    const url = warehouse.databaseUrl;
    for (const code of ["S1", "S2", "S3", "S4"]) await insertIndicator(url, code);
    await sqlOn(
      url,
      `UPDATE indicator SET valid_to = '2023-12-31', replaced_by_id = CASE code WHEN 'S1' THEN 1 END WHERE code IN ('S1', 'S2')`,
    );
    await sqlOn(url, `UPDATE indicator SET valid_from = '2024-01-01' WHERE code = 'S3'`);
    const data = await dataOf(
      `{ indicators(filter: { codes: ["S1", "S2", "S3", "S4"] }) { nodes { status replacedBy { code } } } }`,
    );
    expect(data.indicators.nodes).toEqual([
      { status: "REPLACED", replacedBy: { code: "VP001" } },
      { status: "RETIRED", replacedBy: null },
      { status: "PLANNED", replacedBy: null },
      { status: "ACTIVE", replacedBy: null },
    ]);
  });

  it("names its dimensions with their members", async () => {
    const data = await dataOf(
      `{ indicator(code: "CA016") { dimensions { code name codes { code name(lang: EN) } } calendar { code startDay } } }`,
    );
    expect(data.indicator).toMatchObject({
      dimensions: [
        {
          code: "SEX",
          name: "Giới tính",
          codes: [
            { code: "M", name: "Male" },
            { code: "F", name: "Female" },
          ],
        },
      ],
      calendar: { code: "GREGORIAN", startDay: 1 },
    });
  });

  it("has a first and last period for each series, of whatever kind", async () => {
    await insertIndicator(warehouse.databaseUrl, "R1", { frequency: "R" });
    await insertSeries(warehouse.databaseUrl, { key: "R.R1.77._T", indicator: "R1" }, [
      ["2021-09-01", "2022-05-31", "1", "A"],
      ["2023-01-01", "2023-09-30", "2", "A"],
    ]);
    const data = await dataOf(`{ series(filter: { indicators: ["R1"] }) { nodes { firstPeriod lastPeriod } } }`);
    expect(data.series.nodes).toEqual([{ firstPeriod: "2021-09-01/P9M", lastPeriod: "2023-09M" }]);
  });
});
