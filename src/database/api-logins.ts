import { createHmac } from "node:crypto";
import pg from "pg";
import { GRANTS } from "./api-grants.js";
import { showAllRows } from "./row-security.js";
import { errorCode } from "./startup.error.js";

/** Connection strings of logins that may do no more than the API needs. */
export interface ApiLogins {
  /** Reads like the next one, but open rows alone: for callers who may see no others. */
  readonly open: string;
  /** Reads what the API shows, in read-only transactions; no credentials, no audit log. */
  readonly reading: string;
  /** Changes what administration changes, and counts. */
  readonly writing: string;
  /** The owner's own: it publishes, which no other login may. What callers say never becomes its statements. */
  readonly publishing: string;
}

interface Log {
  warn(facts: object, message: string): void;
}

const READ_ONLY = "default_transaction_read_only = on";
const DUPLICATE = ["42710", "23505"];
const CONNECT_MS = 3_000;
/** Any number that no other session lock of Kho uses. */
const LOGINS_LOCK = 1_692_800_004;

/**
 * Makes the logins of the API, by the login that owns the tables: whoever reaches the database through the API then finds no
 * right to create, change or drop anything in it. Their passwords follow from the owner's, so that every process knows them.
 * Where the owner may make no logins, or has no password, the API works with the owner's own, and the log says so.
 */
export async function makeApiLogins(ownerUrl: string, log: Log): Promise<ApiLogins> {
  const logins = apiLoginsOf(ownerUrl);
  try {
    if (new URL(ownerUrl).password === "")
      throw new Error("the login of DATABASE_URL has no password to derive theirs from");
    await provide(ownerUrl, logins);
    for (const url of [logins.open, logins.reading, logins.writing])
      await withClient(url, (client) => client.query("SELECT 1"));
    return logins;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log.warn({ why }, "no logins of its own for the API: it uses that of DATABASE_URL, which may change tables");
    return { open: ownerUrl, reading: ownerUrl, writing: ownerUrl, publishing: ownerUrl };
  }
}

/** What their connection strings are, once they are made. */
export function apiLoginsOf(ownerUrl: string): ApiLogins {
  const owner = new URL(ownerUrl);
  return {
    open: loginOf(owner, "public"),
    reading: loginOf(owner, "reader"),
    writing: loginOf(owner, "writer"),
    publishing: ownerUrl,
  };
}

function loginOf(owner: URL, kind: "public" | "reader" | "writer"): string {
  const login = new URL(owner.href);
  const name = `${decodeURIComponent(owner.username)}_${kind}`;
  login.username = encodeURIComponent(name);
  login.password = createHmac("sha256", decodeURIComponent(owner.password)).update(name).digest("base64url");
  return login.href;
}

/** One process at a time: two that grant the same at once would hinder each other. */
async function provide(ownerUrl: string, { open, reading, writing }: ApiLogins): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [LOGINS_LOCK]);
    for (const url of [open, reading]) await provideLogin(client, new URL(url), READ_ONLY);
    await provideLogin(client, new URL(writing));
    const name = (url: string) => client.escapeIdentifier(nameOf(url));
    const database = client.escapeIdentifier(client.database!);
    for (const grant of GRANTS)
      await client.query(
        grant
          .replaceAll(":public", name(open))
          .replaceAll(":reader", name(reading))
          .replaceAll(":writer", name(writing))
          .replaceAll(":database", database),
      );
    await showAllRows(client, [nameOf(reading), nameOf(writing)]);
  });
}

function nameOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

/** Logins belong to the whole server, and may serve other databases of it already. */
async function provideLogin(client: pg.Client, { username, password }: URL, setting?: string): Promise<void> {
  const name = decodeURIComponent(username);
  const rights = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)}`;
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [name]);
  if (rowCount && (await mayEnter(client, name, password))) return;
  try {
    const role = client.escapeIdentifier(name);
    await client.query(`${rowCount ? "ALTER" : "CREATE"} ROLE ${role} ${rights}`);
    if (setting !== undefined) await client.query(`ALTER ROLE ${role} SET ${setting}`);
  } catch (error) {
    if (!DUPLICATE.includes(errorCode(error))) throw error;
  }
}

/** The owner's password may have changed since. */
async function mayEnter({ host, port, database }: pg.Client, user: string, password: string): Promise<boolean> {
  const client = new pg.Client({ host, port, database, user, password, connectionTimeoutMillis: CONNECT_MS });
  try {
    await client.connect();
    return true;
  } catch (error) {
    // It may enter, but not this database yet.
    return errorCode(error) === "42501";
  } finally {
    await client.end().catch(() => undefined);
  }
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
