import { resolve } from "node:path";
import { z } from "zod";
import { ConfigError } from "./config.error.js";
import type { HowMuchSettings, TrustedDocumentsSettings } from "./how-much.js";
import { HOW_MUCH_VARIABLES, toHowMuch, toTrustedDocuments } from "./how-much.js";
import type { EdgeSettings } from "./edge.js";
import { EDGE_VARIABLES, toEdge } from "./edge.js";
import { databaseUrlProblem, maskedDatabaseUrl } from "./database-url.js";
import type { LoginSettings } from "./login-settings.js";
import { LOGIN_VARIABLES, loginProblems, toLoginSettings } from "./login-settings.js";
import { OIDC_VARIABLES, oidcProblems, toOidcSettings, type OidcSettings } from "./oidc.js";
import { unknownVariables, type Variable } from "./variables.js";

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;

/** All settings of one process, checked and frozen. */
export interface Config {
  /** TCP port, 0 to 65535; 0 lets the system choose. */
  readonly port: number;
  /** Address to listen on; "localhost" means both loopbacks. */
  readonly host: string;
  /** A Postgres to use; null means the embedded one. */
  readonly databaseUrl: string | null;
  /** By which logins requests are served. */
  readonly logins: LoginSettings;
  /** Absolute path of the folder for everything Kho keeps itself. */
  readonly dataDir: string;
  /** Fill an empty warehouse with the demonstration data. */
  readonly demo: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly introspection: boolean;
  readonly explorer: boolean;
  /** IANA name of the zone in which "today" is decided. */
  readonly timeZone: string;
  /** Area code of the province. */
  readonly province: string;
  /** Processes that answer requests, 1 to 64. */
  readonly workers: number;
  /** Connections of each of them to Postgres, 1 to 100. */
  readonly poolSize: number;
  /** Megabytes of answers to keep in memory, 0 to 4096; 0 keeps none. */
  readonly answerCacheMb: number;
  /** Milliseconds one statement may take. */
  readonly statementTimeoutMs: number;
  /** Absolute path of the folder with one YAML file per source. */
  readonly sourcesDir: string;
  /** While that folder holds no source: may the simulated systems of the demo province be read? */
  readonly simulated: boolean;
  /** How people sign in by token; null: not at all. */
  readonly oidc: OidcSettings | null;
  /** Days for which the audit log is kept, 1 to 36500. */
  readonly auditDays: number;
  /** Let `kho serve` run the sources at their times. */
  readonly scheduler: boolean;
  /** Days for which the bytes of what sources sent are kept, 1 to 3650. */
  readonly rawDays: number;
  /** How much callers may ask. */
  readonly howMuch: HowMuchSettings;
  /** Documents that are known by their ids; null: none. */
  readonly trustedDocuments: TrustedDocumentsSettings | null;
  /** What stands in front of the server. */
  readonly edge: EdgeSettings;
}

const SOURCES = "sources";

const variables = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z
    .string()
    .regex(/^[^\s/]+$/, "must be a host name or an IP address")
    .default("localhost"),
  DATABASE_URL: z.string().superRefine(checkDatabaseUrl).optional(),
  ...LOGIN_VARIABLES,
  KHO_DATA_DIR: z.string().default(".data"),
  KHO_DEMO: onOrOff().default(true),
  KHO_LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
  KHO_INTROSPECTION: onOrOff().default(true),
  KHO_EXPLORER: onOrOff().default(true),
  KHO_TIME_ZONE: z
    .string()
    .refine(isTimeZone, "must be an IANA time zone such as Asia/Ho_Chi_Minh")
    .default("Asia/Ho_Chi_Minh"),
  KHO_PROVINCE: z
    .string()
    .regex(/^[0-9A-Za-z._-]{1,20}$/, "must be an area code such as 77")
    .default("77"),
  KHO_WORKERS: wholeNumber(1, 64).default(1),
  KHO_POOL_SIZE: wholeNumber(1, 100).default(10),
  KHO_ANSWER_CACHE_MB: wholeNumber(0, 4_096).default(64),
  KHO_STATEMENT_TIMEOUT_MS: wholeNumber(1, 600_000).default(5000),
  KHO_SOURCES: z.string().default(SOURCES),
  ...OIDC_VARIABLES,
  KHO_AUDIT_DAYS: wholeNumber(1, 36_500).default(730),
  KHO_SCHEDULER: onOrOff().default(true),
  KHO_RAW_DAYS: wholeNumber(1, 3_650).default(90),
  ...HOW_MUCH_VARIABLES,
  ...EDGE_VARIABLES,
} satisfies Record<Variable, z.ZodType>);

/**
 * Reads the settings once, at start. An empty value counts as not set.
 * @throws ConfigError with every fault at once.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = variables.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => sentence(issue, given));
  const problems = [...faults, ...loginProblems(given), ...oidcProblems(given), ...unknownVariables(env)];
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems);
  return toConfig(parsed.data, given["NODE_ENV"] === "production");
}

function toConfig(checked: z.infer<typeof variables>, isProduction: boolean): Config {
  return Object.freeze({
    port: checked.PORT,
    host: checked.HOST,
    databaseUrl: checked.DATABASE_URL ?? null,
    logins: toLoginSettings(checked, isProduction),
    dataDir: resolve(checked.KHO_DATA_DIR),
    demo: checked.KHO_DEMO,
    logLevel: checked.KHO_LOG_LEVEL,
    introspection: checked.KHO_INTROSPECTION,
    explorer: checked.KHO_EXPLORER,
    timeZone: checked.KHO_TIME_ZONE,
    province: checked.KHO_PROVINCE,
    workers: checked.KHO_WORKERS,
    poolSize: checked.KHO_POOL_SIZE,
    answerCacheMb: checked.KHO_ANSWER_CACHE_MB,
    statementTimeoutMs: checked.KHO_STATEMENT_TIMEOUT_MS,
    sourcesDir: resolve(checked.KHO_SOURCES),
    // They belong to the demo on this machine: not to somebody's database, nor to somebody's sources.
    simulated: checked.KHO_DEMO && checked.DATABASE_URL === undefined && checked.KHO_SOURCES === SOURCES,
    oidc: toOidcSettings(checked),
    auditDays: checked.KHO_AUDIT_DAYS,
    scheduler: checked.KHO_SCHEDULER,
    rawDays: checked.KHO_RAW_DAYS,
    howMuch: toHowMuch(checked, checked.KHO_WORKERS),
    trustedDocuments: toTrustedDocuments(checked),
    edge: toEdge(checked),
  });
}

function sentence(issue: z.core.$ZodIssue, given: NodeJS.ProcessEnv): string {
  const name = String(issue.path[0]);
  const value = given[name] ?? "";
  return `${name} is ${name.endsWith("DATABASE_URL") ? maskedDatabaseUrl(value) : JSON.stringify(value)}: it ${issue.message}`;
}

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { message, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

function onOrOff() {
  return z.enum(["on", "off"], "must be on or off").transform((word) => word === "on");
}

function checkDatabaseUrl(text: string, context: z.RefinementCtx): void {
  const message = databaseUrlProblem(text);
  if (message !== null) context.addIssue({ code: "custom", message });
}

/** Intl also takes offsets such as "+07:00", which have no summer time and which Postgres reads with the sign turned round. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
