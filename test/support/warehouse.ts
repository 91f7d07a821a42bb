import "reflect-metadata";
import { pino } from "pino";
import { expect, vi } from "vitest";
import { type Access, type AccessConfig, openAccess } from "../../src/app-access.js";
import { makeSchema } from "../../src/app-schema.js";
import { apiLoginsOf } from "../../src/database/api-logins.js";
import { Database } from "../../src/database/database.js";
import { Loaders } from "../../src/graphql/context.js";
import { DataVersion } from "../../src/publication/data-version.js";
import { AnswerCache } from "../../src/server/answers/answer-cache.js";
import type { ServerOptions } from "../../src/server/server.js";
import { startServer } from "../../src/server/server.js";
import { LIMITS } from "../../src/shared/limits.js";
import { createTestDatabase } from "./postgres.js";

/** An answer of the API; `data` is any, because stories read it and compare it with literals. */
export interface Answer {
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly [key: string]: unknown };
  }[];
  readonly extensions?: { readonly cost: { readonly requested: number; readonly limit: number } };
}

/** A warehouse served over real HTTP from a database of its own. */
export interface TestWarehouse {
  /** Address of the server, without a path. */
  readonly url: string;
  /** Connection string of its database. */
  readonly databaseUrl: string;
  readonly db: Database;
  readonly access: Access;
  /** What the server has logged. */
  readonly log: readonly string[];
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Asks once, without the comparison. */
  askOnce(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Texts of the SQL statements that the work sends. */
  statementsOf(work: () => Promise<unknown>): Promise<string[]>;
  close(): Promise<void>;
}

interface WarehouseOptions extends Partial<Pick<AccessConfig, "oidc" | "brake" | "howMuch" | "clock">> {
  readonly keepAnswers?: boolean;
  /** With it one operation runs at once, through one connection. */
  readonly shedding?: ServerOptions["shedding"];
  readonly trusted?: ServerOptions["trusted"];
  readonly edge?: ServerOptions["edge"];
}

/** Stories about bad credentials fail to sign in more often than people do. */
const UNBRAKED = { failures: 1_000, seconds: 60 };

/** Day on which the served warehouse believes to live. */
export const TODAY = "2023-12-31";

/** Serves a copy of a template: `kho_demo` has the demo province, `kho_template` is empty. */
export async function openWarehouse(
  template: "kho_demo" | "kho_template" = "kho_demo",
  {
    keepAnswers = false,
    oidc = null,
    brake = UNBRAKED,
    howMuch,
    clock,
    shedding,
    trusted,
    edge,
  }: WarehouseOptions = {},
): Promise<TestWarehouse> {
  const database = await createTestDatabase(template);
  const { open, reading, writing, publishing } = apiLoginsOf(database.url);
  const db = new Database({
    url: reading,
    openUrl: open,
    poolSize: shedding ? 1 : 4,
    statementTimeoutMs: 5_000,
    endsWithErrands: true,
  });
  const version = new DataVersion(reading, pino({ level: "silent" }));
  if (keepAnswers) await version.start();
  const facts = {
    province: "77",
    timeZone: "Asia/Ho_Chi_Minh",
    softwareVersion: "test",
    limits: LIMITS,
    today: () => TODAY,
  };
  const ways = new Map<string, string>();
  const lines: string[] = [];
  const write = (line: string): void => {
    lines.push(line);
    noteWay(ways, line);
  };
  const log = pino({ level: "info" }, { write });
  const access = openAccess(
    { oidc, brake, statementTimeoutMs: 5_000, ...(howMuch && { howMuch }), ...(clock && { clock }) },
    log,
    writing,
    facts.today,
  );
  const server = await startServer({
    schema: makeSchema(db, facts, version, access, publishing),
    config: { port: 0, host: "127.0.0.1", introspection: true, explorer: true },
    log,
    authenticate: (caller) => access.authenticator.authenticate(caller),
    trace: access,
    rates: access.rates,
    makeContext: (asked) => ({ ...asked, loaders: new Loaders() }),
    isReady: () => access.db.isReady(),
    operationsAtOnce: shedding ? 1 : 4,
    ...(shedding && { shedding }),
    ...(trusted && { trusted }),
    ...(edge && { edge }),
    answers: {
      cache: keepAnswers ? new AnswerCache(10_000_000) : null,
      dataVersion: () => version.current,
      today: () => TODAY,
    },
  });
  return {
    url: server.url,
    databaseUrl: database.url,
    db,
    access,
    log: lines,
    ask: (query, variables) => askBothWays(server.url, ways, query, variables),
    askOnce: async (query, variables) => JSON.parse(await postOnce(server.url, "story", query, variables)) as Answer,
    statementsOf: (work) => statementsOf(db, work),
    close: async () => {
      await server.close();
      await version.close();
      await access.close();
      await db.close();
      await database.drop();
    },
  };
}

/**
 * Asks twice: first graphql-js answers, then the compiled operation. So every operation of the suite is run both ways, and
 * the answers must be the same byte for byte. An answer without errors must really have been compiled.
 */
async function askBothWays(
  url: string,
  ways: ReadonlyMap<string, string>,
  query: string,
  variables?: Record<string, unknown>,
): Promise<Answer> {
  const [reference, compiled] = [`story-${++asked}`, `story-${++asked}`];
  const first = (await postOnce(url, reference, query, variables)).replaceAll(reference, "story");
  const second = (await postOnce(url, compiled, query, variables)).replaceAll(compiled, "story");
  expect(second).toBe(first);
  const { extensions: _cost, ...answer } = JSON.parse(first) as Answer;
  // The log line follows the answer's last byte.
  await vi.waitFor(() => expect(ways.has(compiled)).toBe(true), { interval: 1, timeout: 10_000 });
  if (!answer.errors && !/\b__(schema|type)\b/.test(query)) expect(ways.get(compiled)).toBe("compiled");
  return answer;
}

let asked = 0;

/** The log says how each request was answered. */
function noteWay(ways: Map<string, string>, line: string): void {
  const { requestId, via } = JSON.parse(line) as { requestId: string; via?: string };
  if (via) ways.set(requestId, via);
}

async function postOnce(
  url: string,
  requestId: string,
  query: string,
  variables?: Record<string, unknown>,
): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", "x-request-id": requestId },
    body: JSON.stringify({ query, variables }),
  });
  return response.text();
}

async function statementsOf(db: Database, work: () => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  const forget = db.observe((text) => texts.push(text));
  try {
    await work();
  } finally {
    forget();
  }
  return texts;
}
