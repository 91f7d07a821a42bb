import { EventEmitter } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DriverConnection } from "../src/database/driver.js";
import { ReadConnection } from "../src/database/read-connection.js";
import { type RowRun, streamRows } from "../src/database/row-stream.js";
import { createEmptyDatabase, type TestDatabase } from "./support/postgres.js";
import { sqlOn } from "./support/sql.js";

let database: TestDatabase;
let connection: ReadConnection;
/** What Postgres has sent, chunk by chunk. */
const sent: Buffer[] = [];

beforeAll(async () => {
  database = await createEmptyDatabase();
  const url = new URL(database.url);
  const port = Number(url.port);
  const heard = createServer((client) => {
    const server = connect(port, url.hostname);
    server.on("data", (chunk) => sent.push(chunk));
    client.pipe(server).pipe(client);
  }).unref();
  await new Promise<void>((done) => void heard.listen(0, "127.0.0.1", done));
  url.port = String((heard.address() as AddressInfo).port);
  connection = new ReadConnection({ url: url.href, statementTimeoutMs: 5_000 }, () => undefined);
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

let named = 0;

function ask(text: string, values: unknown[] = [], name: string | undefined = `wire_${++named}`): Promise<object[]> {
  return new Promise((resolve, reject) => {
    connection.send({ name, text, values }, (error, rows) => (error ? reject(error) : resolve(rows)));
  });
}

const TEXTS = [
  "",
  "NULL",
  "twelve bytes",
  "thirteen byte",
  "Bà Rịa",
  "Bà Rịa - Vũng Tàu, tỉnh của 82 xã, phường và thị trấn",
  `'"\\ {a,"b"} $1 \n\t`,
  "👍🏽",
  "x".repeat(70_000),
  "ế".repeat(30_000),
];

describe("a statement", () => {
  it("gets its parameters as they are, alone and in lists", async () => {
    const rows = await ask(
      `SELECT p AS "one", l AS "text" FROM unnest($1::text[]) WITH ORDINALITY AS l (l, i)
      CROSS JOIN (SELECT $2::text) AS p (p) ORDER BY i`,
      [[...TEXTS, null], "it's"],
    );
    expect(rows).toEqual([...TEXTS, null].map((text) => ({ one: "it's", text })));
  });

  it.each(TEXTS)("gives back %j", async (text) => {
    expect(await ask(`SELECT $1::text AS "text"`, [text])).toEqual([{ text }]);
  });

  it("reads each type as it is written: whole numbers as numbers, exact ones and days as texts", async () => {
    const rows = await ask(
      `SELECT 2147483647 AS "int", -2147483648 AS "least", 0::int2 AS "small", 9223372036854775807 AS "big",
        -0.50 AS "exact", 'NaN'::numeric AS "nan", 123456789012345678901234567890.123 AS "long", date '2023-02-28' AS "day",
        TRUE AS "yes", FALSE AS "no", NULL::int AS "nothing", 'N'::char AS "letter", 1.5::float8 AS "float",
        '{"a":[1,"é"]}'::jsonb AS "json", '{1,NULL,3}'::int[] AS "ints", $1::bytea = '\\x00ff'::bytea AS "bytes", $2::int + 1 AS "next"`,
      [Buffer.from([0, 255]), 41],
    );
    expect(rows).toEqual([
      {
        int: 2147483647,
        least: -2147483648,
        small: 0,
        big: "9223372036854775807",
        exact: "-0.50",
        nan: "NaN",
        long: "123456789012345678901234567890.123",
        day: "2023-02-28",
        yes: true,
        no: false,
        nothing: null,
        letter: "N",
        float: 1.5,
        json: { a: [1, "é"] },
        ints: [1, null, 3],
        bytes: true,
        next: 42,
      },
    ]);
  });

  it("gives the same columns the second time, when they are not described again", async () => {
    const text = `SELECT n AS "n", 'a' || n AS "text" FROM generate_series(1, $1::int) AS n`;
    expect(await ask(text, [0], "again")).toEqual([]);
    expect(await ask(text, [2], "again")).toEqual([
      { n: 1, text: "a1" },
      { n: 2, text: "a2" },
    ]);
    expect(await Promise.all([ask(text, [1], "again"), ask(text, [3], "again")])).toHaveLength(2);
  });

  it("is answered without a name, too", async () => {
    expect(await ask(`SELECT $1::int AS "n"`, [7], "")).toEqual([{ n: 7 }]);
  });

  it("that fails leaves the next ones as they are", async () => {
    const answers = await Promise.allSettled([
      ask(`SELECT 1 / $1::int AS "n"`, [0], "divided"),
      ask(`SELECT 1 / $1::int AS "n"`, [1], "divided"),
      ask(`SELECT 2 AS "n"`),
    ]);
    expect(answers).toMatchObject([{ reason: { code: "22012" } }, { value: [{ n: 1 }] }, { value: [{ n: 2 }] }]);
  });

  it("that can't be prepared fails for those sent behind it for the same reason, and is prepared once it can be", async () => {
    const text = `SELECT n AS "n" FROM comes_later`;
    const answers = await Promise.allSettled([ask(text, [], "later"), ask(text, [], "later"), ask(text, [], "later")]);
    const noTable = { reason: { code: "42P01" } };
    expect(answers).toMatchObject([noTable, noTable, noTable]);
    await sqlOn(database.url, "CREATE TABLE comes_later AS SELECT 5 AS n");
    expect(await Promise.all([ask(text, [], "later"), ask(text, [], "later")])).toEqual([[{ n: 5 }], [{ n: 5 }]]);
  });
});

describe("an answer", () => {
  it("is the same wherever its bytes are cut", async () => {
    sent.splice(0);
    await ask(`SELECT n AS "n", repeat('é', n) AS "text", NULL AS "nothing" FROM generate_series(1, 12) AS n`);
    const bytes = Buffer.concat(sent);
    const whole = heardOf([bytes]);
    expect(whole.rows.length).toBeGreaterThan(12 * 20);
    expect(whole.others).toEqual([
      "parseComplete",
      "bindComplete",
      "rowDescription",
      "commandComplete",
      "readyForQuery",
    ]);
    for (let cut = 1; cut < bytes.length; cut++)
      expect(heardOf([bytes.subarray(0, cut), bytes.subarray(cut)]), `cut at ${cut}`).toEqual(whole);
    expect(heardOf([...bytes].map((byte) => Buffer.of(byte)))).toEqual(whole);
  });
});

/** What a connection tells when it gets these chunks: the bytes of all rows, and the names of its other messages. */
function heardOf(chunks: readonly Buffer[]): { rows: Buffer; others: string[] } {
  const driver = new pg.Connection({ stream: new EventEmitter() } as never) as unknown as DriverConnection;
  const rows: Buffer[] = [];
  const others: string[] = [];
  driver.on("dataRow", ({ bytes, from, to }: RowRun) => rows.push(bytes.subarray(from, to)));
  for (const name of ["parseComplete", "bindComplete", "rowDescription", "commandComplete", "readyForQuery"])
    driver.on(name, () => others.push(name));
  streamRows(driver);
  const stream = new EventEmitter();
  driver.attachListeners(stream);
  for (const chunk of chunks) stream.emit("data", chunk);
  return { rows: Buffer.concat(rows), others };
}
