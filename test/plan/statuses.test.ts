import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => void (warehouse = await openWarehouse()));
afterAll(() => warehouse.close());

interface Listed {
  readonly code: string;
  readonly progress: { readonly status: string };
}

async function listed(args: string, on: string): Promise<Listed[]> {
  const { data, errors } = await warehouse.ask(
    `{ targets(first: 100, ${args}) { nodes { code progress(on: "${on}") { status } } } }`,
  );
  expect(errors).toBeUndefined();
  return data.targets.nodes;
}

const STATUSES = [
  "ACHIEVED",
  "ON_TRACK",
  "AT_RISK",
  "OFF_TRACK",
  "REGRESSING",
  "MISSED",
  "NOT_STARTED",
  "NO_DATA",
  "NO_INDICATOR",
];

describe("targets filtered by how they stand", () => {
  it.each(["2023-03-15", "2023-11-15", "2024-03-01"])("are those whose progress says so (%s)", async (on) => {
    const all = await listed(`on: "${on}"`, on);
    expect(all).toHaveLength(39);
    for (const status of STATUSES) {
      const expected = all.filter(({ progress }) => progress.status === status);
      expect(await listed(`on: "${on}", filter: { statuses: [${status}] }`, on)).toEqual(expected);
    }
  });

  it("stand so today when no day is named, and filters combine", async () => {
    const { data } = await warehouse.ask(`{
      met: targets(filter: { statuses: [ACHIEVED] }) { totalCount }
      rest: targets(filter: { not: { statuses: [ACHIEVED] } }) { totalCount }
      some: targets(filter: { or: [{ statuses: [NO_INDICATOR] }, { and: [{ codes: ["CDS2023-CQ-02"] }, { statuses: [ACHIEVED] }] }] }) { totalCount }
      plan(code: "CDS2023") { pillars { targets(filter: { statuses: [ACHIEVED] }) { totalCount } } } }`);
    expect([data.met.totalCount, data.rest.totalCount, data.some.totalCount]).toEqual([13, 26, 5]);
    const byPillar = data.plan.pillars.map(({ targets }: { targets: { totalCount: number } }) => targets.totalCount);
    expect(byPillar).toEqual([6, 2, 5]);
  });

  it("need values", async () => {
    const { errors } = await warehouse.ask(`{ targets(filter: { statuses: [] }) { totalCount } }`);
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("targets ordered by how they stand", () => {
  it.each(["ASC", "DESC"])("come in the order of statuses, then by id, page by page (%s)", async (direction) => {
    const found: string[] = [];
    for (let after = ""; ;) {
      const { data, errors } = await warehouse.ask(
        `{ targets(first: 10, orderBy: { field: STATUS, direction: ${direction} }, on: "2023-11-15"${after}) { nodes { progress(on: "2023-11-15") { status } } pageInfo { hasNextPage endCursor } } }`,
      );
      expect(errors).toBeUndefined();
      found.push(...(data.targets.nodes as Listed[]).map(({ progress }) => progress.status));
      if (!data.targets.pageInfo.hasNextPage) break;
      after = `, after: "${data.targets.pageInfo.endCursor}"`;
    }
    const sorted = found.toSorted((a, b) => STATUSES.indexOf(a) - STATUSES.indexOf(b));
    expect(found).toHaveLength(39);
    expect(found).toEqual(direction === "ASC" ? sorted : sorted.toReversed());
  });
});

it("the standings are one statement more, however many targets", async () => {
  const count = async (args: string) =>
    (await warehouse.statementsOf(() => warehouse.askOnce(`{ targets(${args}) { nodes { code } } }`))).length;
  expect(await count("first: 5")).toBe(1);
  expect(await count("first: 5, filter: { statuses: [ACHIEVED, MISSED] }")).toBe(2);
  expect(await count("first: 100, orderBy: { field: STATUS }, filter: { statuses: [ACHIEVED, MISSED] }")).toBe(2);
});
