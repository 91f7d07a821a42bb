import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FairShares } from "../src/database/fair-shares.js";
import { Gate } from "../src/server/answers/gate.js";
import type { HttpFault } from "../src/server/http-fault.js";
import { Errand } from "../src/shared/errand.js";
import { ask } from "./http/support.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

describe("somebody who asks for very much does not keep others from their answers", () => {
  const GREEDY = { "x-forwarded-for": "203.0.113.7" };
  const OTHER = { "x-forwarded-for": "203.0.113.8" };
  let warehouse: TestWarehouse;
  let locker: pg.Client;
  beforeAll(async () => {
    warehouse = await openWarehouse("kho_demo", { edge: { corsOrigins: [], trustProxy: 1, hstsSeconds: 0 } });
    locker = new pg.Client({ connectionString: warehouse.databaseUrl });
    await locker.connect();
  });
  afterAll(async () => {
    await locker.end();
    await warehouse.close();
  });

  const EVERYTHING = `query ($n: Decimal!) {
    aggregate(filter: { value: { gte: $n } }, groupBy: [AGENCY], method: COUNT) { nodes { count } } }`;

  it("with more questions about everything than the server takes, he leaves room for others", async () => {
    for (let n = 0; n < 2; n++) await ask(warehouse.url, EVERYTHING, { n: String(n) }, GREEDY);
    // A lock on what his questions read, and the others do not, stands for seconds of work in the database.
    await locker.query("BEGIN; LOCK TABLE observation");
    const held = Array.from({ length: 12 }, (_, n) => ask(warehouse.url, EVERYTHING, { n: `${n + 2}` }, GREEDY));
    for (let first = 1; first <= 5; first++) {
      const question = `{ agencies(first: ${first}) { totalCount nodes { indicators { totalCount nodes { code } } } } }`;
      const status = async () => (await ask(warehouse.url, question, {}, OTHER)).status;
      // A busy machine may ask somebody to come again at once; who is kept out comes again in vain for five seconds.
      await expect.poll(status, { timeout: 3_000 }).toBe(200);
    }
    await locker.query("ROLLBACK");
    await Promise.all(held);
  });
});

describe("the gate", () => {
  const limits = { most: 2, slowMs: 20, patienceMs: 10_000, mostWaiting: 3, isBusy: () => false };
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      (value) => value,
      (fault: HttpFault) => fault.code,
    );

  it("lets others in beside what is slow, and nobody who has as much of it as may run at all", async () => {
    const gate = new Gate(limits);
    // Whoever is left waiting would be refused some seconds later, in a story that knows nothing of him.
    const { promise, resolve } = Promise.withResolvers<void>();
    const greedy = Array.from({ length: 4 }, () => gate.pass({ party: "greedy" }, () => promise));
    expect(await gate.pass({ party: "other" }, async () => "answered")).toBe("answered");
    const ofHisOwn = gate.pass({ party: "greedy" }, async () => "answered");
    for (let n = 0; n < 5; n++) expect(await gate.pass({ party: "other" }, async () => n)).toBe(n);
    expect(await Promise.race([ofHisOwn, gate.pass({ party: "other" }, async () => "he waits")])).toBe("he waits");
    resolve();
    await Promise.all([...greedy, ofHisOwn]);
  });

  it("has another lane for what is heavy, even where it learns on the way that it is", async () => {
    const gate = new Gate({ ...limits, slowMs: 10_000 });
    const { promise, resolve } = Promise.withResolvers<void>();
    const known = [1, 2].map(() => gate.pass({ party: "a", cost: 5_000 }, () => promise));
    const learnt = [new Errand(), new Errand(), new Errand()].map((errand) =>
      gate.pass({ party: "a", errand }, () => gate.weigh(errand, 5_000)),
    );
    expect(await gate.pass({ party: "a", cost: 249 }, async () => "answered")).toBe("answered");
    expect(await codeOf(gate.pass({ party: "a", cost: 250 }, () => promise))).toBe("OVERLOADED");
    resolve();
    await Promise.all([...known, ...learnt]);
  });

  it("forgets a heavy one whose caller has gone while it waited", async () => {
    const gate = new Gate({ ...limits, most: 1, slowMs: 10_000 });
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = gate.pass({ party: "a", cost: 5_000 }, () => promise);
    const errand = new Errand();
    const waits = { turn: Promise.resolve() };
    await gate.pass({ party: "a", errand }, async () => void (waits.turn = gate.weigh(errand, 5_000)));
    resolve();
    await Promise.all([first, waits.turn]);
    expect(await gate.pass({ party: "a", cost: 5_000 }, async () => "answered")).toBe("answered");
  });

  it("gives turns to parties in turn", async () => {
    const gate = new Gate({ ...limits, most: 1, slowMs: 10_000, mostWaiting: 10 });
    const order: string[] = [];
    const note = (name: string) => gate.pass({ party: name[0]! }, async () => void order.push(name));
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = gate.pass({ party: "a" }, () => promise);
    const others = ["a1", "a2", "a3", "b1", "b2", "c1"].map(note);
    resolve();
    await Promise.all([first, ...others]);
    expect(order).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
  });

  it("makes room in a full line at the cost of who has most in it", async () => {
    const gate = new Gate({ ...limits, most: 1, slowMs: 10_000 });
    const { promise, resolve } = Promise.withResolvers<void>();
    void gate.pass({ party: "a" }, () => promise);
    const [a1, a2, a3] = [1, 2, 3].map((n) => codeOf(gate.pass({ party: "a" }, async () => n)));
    const b1 = codeOf(gate.pass({ party: "b" }, async () => "b"));
    const [a4, b2] = [
      codeOf(gate.pass({ party: "a" }, async () => 4)),
      codeOf(gate.pass({ party: "b" }, async () => "b")),
    ];
    expect(await Promise.all([a3, a4, b2])).toEqual(["OVERLOADED", "OVERLOADED", "OVERLOADED"]);
    resolve();
    expect(await Promise.all([a1, a2, b1])).toEqual([1, 2, "b"]);
  });
});

describe("connections for statements that may take long", () => {
  const long = (party: string) => ({ party, mayTakeLong: true });

  it("are at most half of them for one party, and some are left for quick ones", () => {
    const shares = new FairShares(8);
    const giveBack = [1, 2, 3, 4].map(() => shares.take(long("greedy")));
    expect([shares.mayTake(long("greedy")), shares.mayTake(long("other"))]).toEqual([false, true]);
    shares.take(long("other"));
    shares.take(long("third"));
    expect(shares.mayTake(long("fourth"))).toBe(false);
    expect(shares.mayTake({ party: "greedy", mayTakeLong: false })).toBe(true);
    giveBack[0]!();
    expect([shares.mayTake(long("greedy")), shares.mayTake(long("fourth"))]).toEqual([true, true]);
  });

  it("is one where there is only one", () => {
    const shares = new FairShares(1);
    expect(shares.mayTake(long("a"))).toBe(true);
    shares.take(long("a"));
    expect(shares.mayTake(long("b"))).toBe(false);
  });
});
