import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AuditTrail } from "../../src/access/audit-trail.js";
import { BatchQueue } from "../../src/access/batch-queue.js";
import { anonymous, Role } from "../../src/access/viewer.js";
import { ask, codeOf } from "../http/support.js";
import { bearer, idOf, keyOf } from "../support/clients.js";
import { insertIndicator, insertSeries, sqlOn } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

let warehouse: TestWarehouse;
let admin: Record<string, string>;
let adminId: string;
beforeAll(async () => {
  warehouse = await openWarehouse("kho_demo", { brake: { failures: 4, seconds: 60 } });
  const key = await keyOf(warehouse, { name: "the office", role: Role.ADMIN });
  [admin, adminId] = [bearer(key), idOf(key)];
  await insertIndicator(warehouse.databaseUrl, "SECRET", { access: "RESTRICTED" });
  await insertSeries(warehouse.databaseUrl, { key: "A.SECRET.77._T", indicator: "SECRET" }, [
    ["2023-01-01", "2023-12-31", "1", "A"],
  ]);
});
afterAll(() => warehouse.close());

const ENTRY = "kind action outcome actorKind actorId actorName address subject details";

/** What was written down about a request. */
async function entriesOf(requestId: string): Promise<Record<string, unknown>[]> {
  await warehouse.access.audit.flush();
  const query = `query ($ids: [String!]) { auditLog(filter: { requestIds: $ids }, first: 100) { nodes { ${ENTRY} } } }`;
  const { body } = await ask(warehouse.url, query, { ids: [requestId] }, admin);
  return body.data.auditLog.nodes.toReversed();
}

const asked = (requestId: string, query: string, headers: Record<string, string> = {}) =>
  ask(warehouse.url, query, {}, { ...headers, "x-request-id": requestId });

describe("the audit log", () => {
  it("holds what an administrator did, before he is told", async () => {
    const create = `mutation { createApiClient(input: { name: "Cấp mới", role: READER }) { client { clientId } } }`;
    const { body } = await asked("a-1", create, admin);
    const rows = await sqlOn<{ action: string }>(
      warehouse.databaseUrl,
      `SELECT action, outcome, subject, actor_id, actor_name, address FROM audit_entry WHERE request_id = 'a-1'`,
    );
    expect(rows).toEqual([
      {
        action: "createApiClient",
        outcome: "DONE",
        subject: body.data.createApiClient.client.clientId,
        actor_id: adminId,
        actor_name: "the office",
        address: "127.0.0.1",
      },
    ]);
  });

  it("holds what was refused, with the reason", async () => {
    await asked("a-2", `mutation { revokeApiClient(input: { clientId: "nobody" }) { userErrors { code } } }`, admin);
    const [entry] = await entriesOf("a-2");
    expect(entry).toMatchObject({
      kind: "ADMINISTRATION",
      action: "revokeApiClient",
      outcome: "REFUSED",
      subject: "nobody",
    });
    expect(JSON.parse(entry!["details"] as string)).toMatchObject({ userErrors: [{ code: "NOT_FOUND" }] });
  });

  it("holds mutations that someone may not call", async () => {
    await asked("a-3", `mutation { setIndicatorAccess(input: { code: "TT007", access: RESTRICTED }) { subject } }`);
    expect(await entriesOf("a-3")).toMatchObject([
      { kind: "WRITE", action: "setIndicatorAccess", outcome: "REFUSED", actorKind: "ANONYMOUS", subject: "TT007" },
    ]);
  });

  it("holds protected questions that someone may not ask", async () => {
    await asked("a-4", "{ auditLog { totalCount } }");
    expect(await entriesOf("a-4")).toMatchObject([
      { kind: "READ", action: "auditLog", outcome: "REFUSED", actorKind: "ANONYMOUS", address: "127.0.0.1" },
    ]);
  });

  it.each([
    [`{ indicator(code: "CODE") { code } }`, "SECRET", "NOTHING", "indicator SECRET"],
    [`{ timeSeries(indicators: ["CODE"]) { values } }`, "SECRET", "NOTHING", "indicator SECRET"],
    [`{ observations(filter: { indicators: ["CODE"] }) { totalCount } }`, "SECRET", "NOTHING", "indicator SECRET"],
    [
      `{ series(filter: { keys: ["CODE"] }) { totalCount } }`,
      "A.SECRET.77._T",
      "A.NOTHING.77._T",
      "series A.SECRET.77._T",
    ],
  ])(
    "holds questions for what is hidden, though the answer is the same as for nothing: %s",
    async (query, hidden, nothing, subject) => {
      const id = `a-hidden-${query.length}-${hidden.length}`;
      const answers = [];
      for (const [requestId, code] of [
        [id, hidden],
        [`${id}-none`, nothing],
      ] as const)
        answers.push(
          JSON.stringify((await asked(requestId, query.replace("CODE", code))).body)
            .replaceAll(code, "CODE")
            .replaceAll(requestId, "ID"),
        );
      expect(answers[1]).toBe(answers[0]);
      expect(await entriesOf(id)).toMatchObject([{ kind: "READ", action: "readHidden", outcome: "REFUSED", subject }]);
      expect(await entriesOf(`${id}-none`)).toEqual([]);
    },
  );

  it("holds ids of what is hidden", async () => {
    const [row] = await sqlOn<{ id: string }>(
      warehouse.databaseUrl,
      `SELECT 'Indicator:' || id AS id FROM indicator WHERE code = 'SECRET'`,
    );
    const id = (text: string) => Buffer.from(text).toString("base64url");
    await asked(
      "a-6",
      `{ nodes(ids: ["${id(row!.id)}", "${id("Indicator:1")}", "${id("Indicator:999999")}"]) { id } }`,
    );
    expect(await entriesOf("a-6")).toMatchObject([
      { action: "readHidden", subject: row!.id.replace("Indicator:", "indicator ") },
    ]);
  });

  it("holds refused sign-ins by the public part of the key, and the brake on them", async () => {
    const key = await keyOf(warehouse);
    const wrong = bearer(key.slice(0, -64) + "0".repeat(64));
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await asked(`a-7-${i}`, "{ viewer { name } }", wrong)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 429, 429]);
    expect(await entriesOf("a-7-0")).toMatchObject([
      {
        kind: "SIGN_IN",
        action: "signIn",
        outcome: "REFUSED",
        actorKind: "ANONYMOUS",
        address: "127.0.0.1",
        subject: idOf(key),
      },
    ]);
    expect(await entriesOf("a-7-3")).toMatchObject([{ action: "signInBraked" }]);
    expect(await entriesOf("a-7-5")).toEqual([]);
  });

  it("tells who is braked when to come back, and lets in whose credential was good before", async () => {
    const answer = await asked("a-8", "{ viewer { name } }", bearer(await keyOf(warehouse)));
    expect([answer.status, codeOf(answer)]).toEqual([429, "RATE_LIMITED"]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await asked("a-9", "{ viewer { name } }", admin)).body.data).toEqual({ viewer: { name: "the office" } });
    expect((await asked("a-10", "{ viewer { name } }")).body.data).toEqual({ viewer: { name: null } });
  });

  it("is kept for some days", async () => {
    const old = `INSERT INTO audit_entry (at, kind, action, outcome, actor_kind, request_id) VALUES ($1, 'READ', 'x', 'REFUSED', 'ANONYMOUS', $2)`;
    await sqlOn(warehouse.databaseUrl, old, [new Date(Date.now() - 11 * 86_400_000), "older"]);
    await sqlOn(warehouse.databaseUrl, old, [new Date(Date.now() - 9 * 86_400_000), "younger"]);
    const trail = new AuditTrail(warehouse.access.db, pino({ level: "silent" }));
    trail.keepFor(10);
    await expect.poll(() => entriesOf("older")).toEqual([]);
    expect(await entriesOf("younger")).toHaveLength(1);
    await trail.close();
  });

  it("takes any text, and shortens what is too long", async () => {
    const event = {
      kind: "READ",
      action: "x",
      outcome: "REFUSED",
      viewer: anonymous,
      address: null,
      requestId: "a-12",
    } as const;
    await warehouse.access.audit.record({
      ...event,
      subject: "\0 \ud800 'x'; --",
      details: { text: "x".repeat(9_000), password: "hunter2" },
    });
    const [entry] = await entriesOf("a-12");
    expect(entry!["subject"]).toBe("\ufffd \ufffd 'x'; --");
    expect(entry!["details"]).not.toContain("hunter2");
    expect((entry!["details"] as string).length).toBeLessThan(4_500);
  });
});

describe("a queue of entries", () => {
  const queueThat = (write: (items: readonly number[]) => Promise<void>, most = 10) => {
    const lines: string[] = [];
    const log = pino({ level: "warn" }, { write: (line: string) => void lines.push(line) });
    return { lines, queue: new BatchQueue<number>({ name: "numbers", log, write, most, everyMs: 60_000 }) };
  };

  it("writes everything at once, in order, when it is closed", async () => {
    const written: number[][] = [];
    const { queue } = queueThat(async (items) => void written.push([...items]));
    for (const item of [1, 2, 3]) queue.add(item);
    await queue.close();
    expect(written).toEqual([[1, 2, 3]]);
  });

  it("writes again what could not be written", async () => {
    const written: number[][] = [];
    let broken = true;
    const { queue } = queueThat(async (items) => {
      if (broken) throw new Error("the database is away");
      written.push([...items]);
    });
    queue.add(1);
    await queue.flush();
    broken = false;
    queue.add(2);
    await queue.flush();
    expect(written).toEqual([[1, 2]]);
  });

  it("gives up what the database will never take, but not what it has no room for now", async () => {
    const outcomeOf = async (code: string) => {
      const { queue, lines } = queueThat(async () => {
        throw Object.assign(new Error("no"), { code });
      });
      queue.add(1);
      for (let i = 0; i < 30; i++) await queue.flush();
      return lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    };
    expect(await outcomeOf("23514")).toEqual(["could not be written yet", "entries are lost"]);
    expect(await outcomeOf("53100")).toEqual(["could not be written yet"]);
    expect(await outcomeOf("ECONNREFUSED")).toEqual(["could not be written yet"]);
  });

  it("never grows over its limit, and says what is lost", async () => {
    const written: number[][] = [];
    const { queue, lines } = queueThat(async (items) => void written.push([...items]), 2);
    for (const item of [1, 2, 3, 4]) queue.add(item);
    await queue.flush();
    expect(written).toEqual([[1, 2]]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { queue: "numbers", lost: 2, msg: "entries are lost" },
    ]);
  });
});
