import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../src/access/viewer.js";
import { ask, codeOf } from "../http/support.js";
import { bearer, FINANCE, keyOf } from "../support/clients.js";
import { insertIndicator, insertSeries, sqlOn } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

const POLICE = "000.00.02.H06";

let warehouse: TestWarehouse;
let headers: Record<string, Record<string, string>>;
beforeAll(async () => {
  warehouse = await openWarehouse("kho_demo", { keepAnswers: true });
  headers = {
    "a reader": bearer(await keyOf(warehouse, { role: Role.READER, agency: FINANCE })),
    "the finance department": bearer(await keyOf(warehouse, { agency: FINANCE })),
    "the police": bearer(await keyOf(warehouse, { agency: POLICE })),
    "a steward": bearer(await keyOf(warehouse, { role: Role.STEWARD })),
  };
  await insertOf(POLICE, "POLICE-OPEN", "OPEN");
  await insertOf(POLICE, "POLICE-CLOSED", "RESTRICTED");
});
afterAll(() => warehouse.close());

async function insertOf(agency: string, code: string, access: string): Promise<void> {
  const [row] = await sqlOn<{ id: number }>(warehouse.databaseUrl, `SELECT id FROM agency WHERE code = $1`, [agency]);
  await insertIndicator(warehouse.databaseUrl, code, { access, agency_id: row!.id });
  await insertSeries(warehouse.databaseUrl, { key: `A.${code}.77._T`, indicator: code }, [
    ["2023-01-01", "2023-12-31", "10", "A"],
  ]);
}

const change = (caller: string, mutation: string) =>
  ask(warehouse.url, `mutation { ${mutation} { subject access userErrors { code } } }`, {}, headers[caller]);

/** What anyone sees. */
const code = async (indicator: string) =>
  (await ask(warehouse.url, `{ indicator(code: "${indicator}") { access } }`)).body.data.indicator?.access ?? null;
const latest = async (indicator: string) =>
  (await ask(warehouse.url, `{ indicator(code: "${indicator}") { latest { value } } }`)).body.data.indicator.latest;

describe("who may read an indicator", () => {
  it("is said by stewards, and holds at once, also for answers that are kept", async () => {
    await insertOf(FINANCE, "MOVING", "OPEN");
    await expect.poll(() => code("MOVING")).toBe("OPEN");
    expect(
      (await change("a steward", `setIndicatorAccess(input: { code: "MOVING", access: RESTRICTED })`)).body,
    ).toEqual({
      data: { setIndicatorAccess: { subject: "MOVING", access: "RESTRICTED", userErrors: [] } },
    });
    await expect.poll(() => code("MOVING")).toBeNull();
  });

  it("is said by its own agency, and by no other", async () => {
    const mutation = `setIndicatorAccess(input: { code: "POLICE-OPEN", access: OPEN })`;
    const { body } = await change("the finance department", mutation);
    expect(body.data.setIndicatorAccess).toEqual({ subject: null, access: null, userErrors: [{ code: "FORBIDDEN" }] });
    expect((await change("the police", mutation)).body.data.setIndicatorAccess.subject).toBe("POLICE-OPEN");
    expect(codeOf(await change("a reader", mutation))).toBe("FORBIDDEN");
  });

  it("is not said of what one may not see: it is as unknown as nothing", async () => {
    for (const unseen of ["POLICE-CLOSED", "NOTHING"])
      expect(
        (await change("the finance department", `setIndicatorAccess(input: { code: "${unseen}", access: OPEN })`)).body,
      ).toEqual({ data: { setIndicatorAccess: { subject: null, access: null, userErrors: [{ code: "NOT_FOUND" }] } } });
    const rows = await sqlOn(warehouse.databaseUrl, `SELECT access FROM indicator WHERE code = 'POLICE-CLOSED'`);
    expect(rows).toEqual([{ access: "RESTRICTED" }]);
  });

  it("is never said so that a formula shows more than its inputs", async () => {
    const url = warehouse.databaseUrl;
    for (const one of ["INPUT", "RESULT"]) await insertIndicator(url, one);
    await sqlOn(url, `INSERT INTO formula SELECT id, 'INPUT * 2' FROM indicator WHERE code = 'RESULT'`);
    await sqlOn(
      url,
      `INSERT INTO formula_input SELECT r.id, i.id, 'INPUT' FROM indicator r, indicator i WHERE r.code = 'RESULT' AND i.code = 'INPUT'`,
    );
    const { body } = await change("a steward", `setIndicatorAccess(input: { code: "INPUT", access: RESTRICTED })`);
    expect(body.data.setIndicatorAccess).toEqual({ subject: null, access: null, userErrors: [{ code: "DERIVED" }] });
    expect(await code("INPUT")).toBe("OPEN");
  });
});

describe("who may read one series", () => {
  it("is an exception that holds at once and can be taken back", async () => {
    const key = "A.POLICE-OPEN.77._T";
    await expect.poll(() => latest("POLICE-OPEN")).toEqual({ value: "10" });
    await change("the police", `setSeriesAccess(input: { key: "${key}", access: SHARED })`);
    await expect.poll(() => latest("POLICE-OPEN")).toBeNull();
    expect((await change("the police", `setSeriesAccess(input: { key: "${key}" })`)).body).toEqual({
      data: { setSeriesAccess: { subject: key, access: null, userErrors: [] } },
    });
    await expect.poll(() => latest("POLICE-OPEN")).toEqual({ value: "10" });
  });

  it.each([
    ["A.POLICE-OPEN.77._T", "FORBIDDEN"],
    ["A.POLICE-CLOSED.77._T", "NOT_FOUND"],
    ["A.NOTHING.77._T", "NOT_FOUND"],
  ])("is not another agency's to say: %s is %s", async (key, error) => {
    const { body } = await change(
      "the finance department",
      `setSeriesAccess(input: { key: "${key}", access: SHARED })`,
    );
    expect(body.data.setSeriesAccess.userErrors).toEqual([{ code: error }]);
  });
});
