import { createHmac } from "node:crypto";
import pg from "pg";
import type { LoginNames } from "./api-rights.js";
import { areRightsGiven, giveRights, refuseMightyLogins } from "./api-rights.js";
import { errorCode, errorLine, StartupError } from "./startup.error.js";

/** Connection strings of logins that may do no more than the API needs. */
export interface ServingLogins {
  /** Reads like the next one, but open rows alone: for callers who may see no others. */
  readonly open: string;
  /** Reads what the API shows, in read-only transactions; no credentials, no audit log. */
  readonly reading: string;
  /** Changes what administration changes, and counts. */
  readonly writing: string;
  /** Publishes rows that were held back, when a caller releases them. */
  readonly publishing: string;
}

/** What the operator says of them. */
export interface ApiLoginSettings {
  /** Logins that he has made himself; null: Kho makes its own. */
  readonly given: ServingLogins | null;
  /** May the API do with the owner's login where there are no others? */
  readonly ownerMayServe: boolean;
}

interface Log {
  warn(facts: object, message: string): void;
}

const KINDS = ["open", "reading", "writing", "publishing"] as const;
const SUFFIX = { open: "public", reading: "reader", writing: "writer", publishing: "publisher" } as const;
/** For the first two a second lock: their transactions only read. */
const ONLY_READ: readonly string[] = ["open", "reading"];
const READ_ONLY = "default_transaction_read_only = on";
const DUPLICATE = ["42710", "23505"];
const CONNECT_MS = 3_000;
/** Any number that no other session lock of Kho uses. */
const LOGINS_LOCK = 1_692_800_004;

/**
 * The logins of the API, with rights from the login that owns the tables: whoever reaches the database through the API then finds
 * no right to create, change or drop anything in it. Where the operator has made none, and the owner may make none or has no
 * password, the API works with the owner's own if the operator has said so, and the log says it at each start.
 * @throws StartupError where there are none and the owner's may not serve, or where those that were given will not do
 */
export async function makeApiLogins(
  ownerUrl: string,
  log: Log,
  { given, ownerMayServe }: ApiLoginSettings = { given: null, ownerMayServe: true },
): Promise<ServingLogins> {
  if (given) return takeGiven(ownerUrl, given);
  const logins = apiLoginsOf(ownerUrl);
  try {
    if (new URL(ownerUrl).password === "")
      throw new Error("the login of DATABASE_URL has no password to derive theirs from");
    await provide(ownerUrl, logins);
    return logins;
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const why = errorLine(error);
    if (!ownerMayServe) throw new StartupError(refusal(why));
    log.warn({ why }, "no logins of its own for the API: it uses that of DATABASE_URL, which may change tables");
    return { open: ownerUrl, reading: ownerUrl, writing: ownerUrl, publishing: ownerUrl };
  }
}

const refusal = (why: string): string =>
  `No logins of its own for the API (${why}), and in production it does not serve with one that may change tables and sees all rows: ` +
  `give the login of DATABASE_URL the right CREATEROLE, or set KHO_PUBLIC_DATABASE_URL, KHO_READER_DATABASE_URL, ` +
  `KHO_WRITER_DATABASE_URL and KHO_PUBLISHER_DATABASE_URL, or KHO_SINGLE_LOGIN=on to do without (docs/security.md)`;

/** What their connection strings are, once they are made. */
export function apiLoginsOf(ownerUrl: string): ServingLogins {
  return each((kind) => loginOf(new URL(ownerUrl), SUFFIX[kind]));
}

const each = (of: (kind: (typeof KINDS)[number]) => string): ServingLogins => ({
  open: of("open"),
  reading: of("reading"),
  writing: of("writing"),
  publishing: of("publishing"),
});

function loginOf(owner: URL, suffix: string): string {
  const login = new URL(owner.href);
  const name = `${decodeURIComponent(owner.username)}_${suffix}`;
  login.username = encodeURIComponent(name);
  login.password = createHmac("sha256", decodeURIComponent(owner.password)).update(name).digest("base64url");
  return login.href;
}

/** One process at a time: two that grant the same at once would hinder each other. */
async function provide(ownerUrl: string, logins: ServingLogins): Promise<void> {
  const names = namesOf(logins);
  await withClient(ownerUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [LOGINS_LOCK]);
    const entered = await Promise.all(KINDS.map((kind) => problemOf(logins[kind])));
    if (entered.every((problem) => problem === null) && (await areRightsGiven(client, names))) return;
    for (const [i, kind] of KINDS.entries())
      if (entered[i] !== null && errorCode(entered[i]) !== NOT_THIS_DATABASE)
        await makeLogin(client, new URL(logins[kind]), ONLY_READ.includes(kind) ? READ_ONLY : undefined);
    await refuseMightyLogins(client, names);
    await giveRights(client, names);
    await enterAll(logins);
  });
}

/** It may enter the server, but not this database yet. */
const NOT_THIS_DATABASE = "42501";

/** Logins belong to the whole server, and may serve other databases of it already; the owner's password may have changed since. */
async function makeLogin(client: pg.Client, { username, password }: URL, setting?: string): Promise<void> {
  const name = decodeURIComponent(username);
  const role = client.escapeIdentifier(name);
  const rights = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)}`;
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [name]);
  try {
    await client.query(`${rowCount ? "ALTER" : "CREATE"} ROLE ${role} ${rights}`);
    if (setting !== undefined) await client.query(`ALTER ROLE ${role} SET ${setting}`);
  } catch (error) {
    if (!DUPLICATE.includes(errorCode(error))) throw error;
  }
}

/** The operator made them; what they may do here is given to them all the same. */
async function takeGiven(ownerUrl: string, logins: ServingLogins): Promise<ServingLogins> {
  const names = namesOf(logins);
  const owner = nameOf(ownerUrl);
  if (new Set([owner, ...Object.values(names)]).size <= KINDS.length)
    throw new StartupError("The logins of the API must be four, each with a name of its own, and none the owner's");
  try {
    await withClient(ownerUrl, async (client) => {
      await client.query("SELECT pg_advisory_lock($1)", [LOGINS_LOCK]);
      await refuseMightyLogins(client, names);
      if (!(await areRightsGiven(client, names))) await giveRights(client, names);
    });
    await enterAll(logins);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`The logins of the API that were given will not do: ${errorLine(error)}`);
  }
  for (const kind of ["open", "reading"] as const) await refuseWriting(logins[kind]);
  return logins;
}

async function refuseWriting(url: string): Promise<void> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ on: string }>(`SELECT current_setting('default_transaction_read_only') AS "on"`),
  );
  if (rows[0]!.on !== "on")
    throw new StartupError(`${nameOf(url)} only reads: ALTER ROLE ${nameOf(url)} SET ${READ_ONLY}`);
}

async function enterAll(logins: ServingLogins): Promise<void> {
  for (const kind of KINDS) {
    const problem = await problemOf(logins[kind]);
    if (problem !== null) throw problem;
  }
}

/** Why a login can't enter; null: it can. */
async function problemOf(url: string): Promise<Error | null> {
  try {
    await withClient(url, (client) => client.query("SELECT 1"));
    return null;
  } catch (error) {
    return error as Error;
  }
}

const namesOf = (logins: ServingLogins): LoginNames => each((kind) => nameOf(logins[kind]));

function nameOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "kho logins",
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: 10_000,
  });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
