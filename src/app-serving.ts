import "reflect-metadata";
import { readFileSync } from "node:fs";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { Allowances } from "./access/allowances.js";
import { anonymous } from "./access/viewer.js";
import type { Access } from "./app-access.js";
import { openAccess } from "./app-access.js";
import { makeSchema } from "./app-schema.js";
import { ConfigError } from "./config/config.error.js";
import type { Config } from "./config/config.js";
import type { ServingLogins } from "./database/api-logins.js";
import { Database } from "./database/database.js";
import { Loaders } from "./graphql/context.js";
import { DataVersion } from "./publication/data-version.js";
import type { WarehouseFacts } from "./publication/publication.resolver.js";
import { AnswerCache } from "./server/answers/answer-cache.js";
import type { RunningServer } from "./server/server.js";
import { startServer } from "./server/server.js";
import { readManifest, TrustedDocuments } from "./server/trusted-documents.js";
import { LIMITS } from "./shared/limits.js";
import { todayIn } from "./shared/local-date.js";

/** One process that answers requests. */
export interface Serving {
  /** Where it listens, without a path. */
  readonly url: string;
  /** Answers what is in flight and lets go of the database. */
  close(): Promise<void>;
}

/** Serves a migrated database: its connections, its schema, its HTTP server. */
export async function startServing(config: Config, log: Logger, logins: ServingLogins): Promise<Serving> {
  const db = openForCallers(config, logins);
  const facts = factsOf(config);
  const access = openAccess(config, log, logins.writing, facts.today);
  const version = versionBeside([db, access.db], logins.reading, log);
  const closeDatabase = async (): Promise<void> => {
    await version.close();
    await access.close();
    await db.close();
  };
  try {
    await version.start();
    const server = await listen({ config, log, db, version, facts, access, publishing: logins.publishing });
    access.audit.keepFor(config.auditDays);
    const close = async (): Promise<void> => {
      await server.close();
      await closeDatabase();
    };
    return { url: server.url, close };
  } catch (error) {
    await closeDatabase();
    throw error;
  }
}

/** It is looked up every second: so it learns first that the database hangs, and that it answers again. */
function versionBeside(databases: readonly Database[], url: string, log: Logger): DataVersion {
  const version = new DataVersion(url, log, () => databases.forEach((db) => db.leaveHung()));
  version.onMove((current) => {
    if (current !== null) for (const db of databases) db.answersAgain();
  });
  return version;
}

interface Parts {
  readonly config: Config;
  readonly log: Logger;
  readonly db: Database;
  readonly version: DataVersion;
  readonly facts: WarehouseFacts;
  readonly access: Access;
  readonly publishing: string;
}

async function listen({ config, log, db, version, facts, access, publishing }: Parts): Promise<RunningServer> {
  const schema = makeSchema(db, facts, version, access, publishing);
  return startServer({
    schema,
    config,
    log,
    authenticate: (caller) => access.authenticator.authenticate(caller),
    trace: access,
    rates: access.rates,
    trusted: trustedDocuments(config, schema, log),
    edge: config.edge,
    makeContext: (asked) => ({ ...asked, loaders: new Loaders() }),
    // Not through the connections that questions wait for: a server that is busy is ready.
    isReady: () => access.db.isReady(),
    operationsAtOnce: config.poolSize,
    shedding: config.howMuch,
    answers: {
      cache: config.answerCacheMb > 0 ? new AnswerCache(config.answerCacheMb * 1_000_000) : null,
      dataVersion: () => version.current,
      today: facts.today,
    },
  });
}

/** @throws ConfigError when the manifest can't be used: a server that was to take only its documents must not take others. */
function trustedDocuments(
  { trustedDocuments: settings }: Config,
  schema: GraphQLSchema,
  log: Logger,
): TrustedDocuments | null {
  if (!settings) return null;
  try {
    const documents = new TrustedDocuments(readManifest(settings.file), settings.only);
    const misfits = documents.misfits(schema);
    if (misfits.length > 0) log.warn({ documents: misfits }, "trusted documents that do not fit the schema");
    return documents;
  } catch (error) {
    throw new ConfigError([`KHO_TRUSTED_DOCUMENTS_FILE: ${(error as Error).message}`]);
  }
}

export function openDatabase({ poolSize, statementTimeoutMs }: Config, url: string): Database {
  return new Database({ url, poolSize, statementTimeoutMs });
}

/** Each caller's questions go by the login that sees what he may see. */
function openForCallers({ poolSize, statementTimeoutMs }: Config, { reading, open }: ServingLogins): Database {
  return new Database({ url: reading, openUrl: open, poolSize, statementTimeoutMs, endsWithErrands: true });
}

function factsOf({ province, timeZone, howMuch }: Config): WarehouseFacts {
  return {
    province,
    timeZone,
    softwareVersion: softwareVersion(),
    limits: { ...LIMITS, ...new Allowances(howMuch).of(anonymous) },
    today: todayOf(timeZone),
  };
}

function softwareVersion(): string {
  // From dist/src/ and from src/ alike: package.json is the nearest one above.
  for (const path of ["../package.json", "../../package.json"]) {
    try {
      return (JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as { version: string }).version;
    } catch {
      continue;
    }
  }
  return "0.0.0";
}

/** Today in a time zone, looked up once a second: it is asked for with every request. */
function todayOf(timeZone: string): () => string {
  let second = 0;
  let today = "";
  return () => {
    const now = Math.floor(Date.now() / 1_000);
    if (now !== second) [second, today] = [now, todayIn(timeZone, new Date())];
    return today;
  };
}
