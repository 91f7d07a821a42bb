import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../src/config/config.error.js";
import { loadConfig } from "../src/config/config.js";
import { VARIABLES } from "../src/config/variables.js";

/** The sentences a faulty environment is answered with. */
function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("configuration", () => {
  it("needs no variable at all", () => {
    expect(loadConfig({})).toEqual({
      port: 4000,
      host: "localhost",
      databaseUrl: null,
      logins: { given: null, ownerMayServe: true },
      dataDir: resolve(".data"),
      demo: true,
      logLevel: "info",
      introspection: true,
      explorer: true,
      timeZone: "Asia/Ho_Chi_Minh",
      province: "77",
      workers: 1,
      poolSize: 10,
      answerCacheMb: 64,
      statementTimeoutMs: 5000,
      sourcesDir: expect.stringMatching(/\/sources$/),
      simulated: true,
      scheduler: true,
      rawDays: 90,
      oidc: null,
      auditDays: 730,
      howMuch: {
        maxCost: new Map(
          Object.entries({ ANONYMOUS: 5_000, READER: 10_000, AGENCY: 20_000, STEWARD: 50_000, ADMIN: 50_000 }),
        ),
        pointsPerMinute: new Map(
          Object.entries({
            ANONYMOUS: 300_000,
            LOCAL: 100_000_000,
            READER: 600_000,
            AGENCY: 1_000_000,
            STEWARD: 1_000_000,
            ADMIN: 1_000_000,
          }),
        ),
        countsTogether: false,
        mostWaiting: 500,
        mostDelayMs: 1_000,
      },
      trustedDocuments: null,
      edge: { corsOrigins: [], trustProxy: null, hstsSeconds: 0 },
    });
  });

  it("lets the owner's login serve nobody in production unless that is said", () => {
    const mayServe = (env: NodeJS.ProcessEnv) => loadConfig(env).logins.ownerMayServe;
    expect(mayServe({ NODE_ENV: "production" })).toBe(false);
    expect(mayServe({ NODE_ENV: "production", KHO_SINGLE_LOGIN: "on" })).toBe(true);
    expect(mayServe({ KHO_SINGLE_LOGIN: "off" })).toBe(false);
  });

  it("takes logins for serving, all of them or none", () => {
    const [owner, open, reading, writing, publishing] = ["kho", "p", "r", "w", "b"].map(
      (name) => `postgres://${name}:secret@db/kho`,
    );
    const logins = {
      KHO_PUBLIC_DATABASE_URL: open,
      KHO_READER_DATABASE_URL: reading,
      KHO_WRITER_DATABASE_URL: writing,
      KHO_PUBLISHER_DATABASE_URL: publishing,
    };
    expect(loadConfig({ DATABASE_URL: owner, ...logins }).logins.given).toEqual({ open, reading, writing, publishing });
    expect(problemsOf({ KHO_READER_DATABASE_URL: reading, KHO_PUBLIC_DATABASE_URL: open })).toEqual([
      "DATABASE_URL is not set, but KHO_PUBLIC_DATABASE_URL is: each login of its own needs the others",
      "KHO_WRITER_DATABASE_URL is not set, but KHO_PUBLIC_DATABASE_URL is: each login of its own needs the others",
      "KHO_PUBLISHER_DATABASE_URL is not set, but KHO_PUBLIC_DATABASE_URL is: each login of its own needs the others",
    ]);
    expect(problemsOf({ ...logins, DATABASE_URL: owner, KHO_READER_DATABASE_URL: "http://r:secret@db/kho" })).toEqual([
      "KHO_READER_DATABASE_URL is http://r:***@db/kho: it must look like postgres://user:password@host:5432/name",
    ]);
  });

  it("can't be changed after start", () => {
    expect(Object.isFrozen(loadConfig({}))).toBe(true);
  });

  it("reads what is set", () => {
    const config = loadConfig({ PORT: "0", KHO_EXPLORER: "off", KHO_DATA_DIR: "/srv/kho", KHO_POOL_SIZE: "100" });
    expect(config).toMatchObject({ port: 0, explorer: false, dataDir: "/srv/kho", poolSize: 100 });
  });

  it("takes an empty value as not set", () => {
    expect(loadConfig({ PORT: "", DATABASE_URL: " " })).toMatchObject({ port: 4000, databaseUrl: null });
  });

  it("fills an empty warehouse with demonstration data unless told not to", () => {
    expect(loadConfig({}).demo).toBe(true);
    expect(loadConfig({ KHO_DEMO: "off" }).demo).toBe(false);
  });

  it("reports every fault at once, each with its value and what is allowed", () => {
    expect(problemsOf({ PORT: "4000x", KHO_POOL_SIZE: "101", KHO_LOG_LEVEL: "loud", KHO_DEMO: "yes" })).toEqual([
      'PORT is "4000x": it must be a whole number from 0 to 65535',
      'KHO_DEMO is "yes": it must be on or off',
      'KHO_LOG_LEVEL is "loud": it must be one of fatal, error, warn, info, debug, trace',
      'KHO_POOL_SIZE is "101": it must be a whole number from 1 to 100',
    ]);
  });

  it.each([
    ["PORT", "70000"],
    ["PORT", "-1"],
    ["PORT", "4e3"],
    ["HOST", "http://localhost"],
    ["KHO_TIME_ZONE", "Asia/Hanoi"],
    ["KHO_TIME_ZONE", "+07:00"],
    ["KHO_PROVINCE", "7 7"],
    ["KHO_STATEMENT_TIMEOUT_MS", "0"],
  ])("refuses %s=%s with one sentence", (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining(`${name} is "${value}": it must be `)]);
  });

  it.each([
    [
      "mysql://kho:secret@db/kho",
      "DATABASE_URL is mysql://kho:***@db/kho: it must look like postgres://user:password@host:5432/name",
    ],
    [
      "postgres://kho:secret@db",
      "DATABASE_URL is postgres://kho:***@db: it must name a database, as in postgres://user:password@host:5432/name",
    ],
    [
      "secret",
      "DATABASE_URL is (not shown: it may hold a password): it must look like postgres://user:password@host:5432/name",
    ],
  ])("never shows the password of %s", (DATABASE_URL, sentence) => {
    expect(problemsOf({ DATABASE_URL })).toEqual([sentence]);
  });

  it("knows people by the tokens of an issuer once it has issuer and audience", () => {
    expect(loadConfig({ KHO_OIDC_ISSUER: "https://id.tinh.vn", KHO_OIDC_AUDIENCE: "kho" }).oidc).toMatchObject({
      issuer: "https://id.tinh.vn",
      audience: "kho",
      algorithms: ["RS256", "PS256", "ES256", "EdDSA"],
      clockToleranceSeconds: 30,
    });
    expect(problemsOf({ KHO_OIDC_JWKS_URL: "https://id.tinh.vn/keys" })).toEqual([
      "KHO_OIDC_ISSUER is missing: KHO_OIDC_JWKS_URL is set, and signing in by token needs issuer and audience",
      "KHO_OIDC_AUDIENCE is missing: KHO_OIDC_JWKS_URL is set, and signing in by token needs issuer and audience",
    ]);
  });

  it.each([
    ["KHO_OIDC_ALGORITHMS", "RS256,HS256"],
    ["KHO_OIDC_ALGORITHMS", "none"],
    ["KHO_OIDC_ISSUER", "http://id.tinh.vn"],
    ["KHO_OIDC_JWKS_URL", "file:///etc/keys"],
    ["KHO_OIDC_ROLES", "admins=ROOT"],
    ["KHO_OIDC_ROLES", "ADMIN"],
    ["KHO_OIDC_CLOCK_TOLERANCE_S", "3600"],
  ])("trusts no keys or roles by mistake: %s=%s", (name, value) => {
    const env = { KHO_OIDC_ISSUER: "https://id.tinh.vn", KHO_OIDC_AUDIENCE: "kho", [name]: value };
    expect(problemsOf(env)).toEqual([expect.stringContaining(`${name} is "${value}": it must `)]);
  });

  it("limits callers by role or client, and leaves the others as they are", () => {
    const { howMuch } = loadConfig({ KHO_RATE_LIMIT: "ANONYMOUS=1000,k7m2p9xw3qra=off", KHO_WORKERS: "2" });
    expect([...howMuch.pointsPerMinute]).toEqual([
      ["ANONYMOUS", 1_000],
      ["READER", 600_000],
      ["AGENCY", 1_000_000],
      ["STEWARD", 1_000_000],
      ["ADMIN", 1_000_000],
      ["k7m2p9xw3qra", null],
    ]);
    expect(howMuch.countsTogether).toBe(true);
    expect(loadConfig({ KHO_RATE_LIMIT: "off" }).howMuch.pointsPerMinute.get("ANONYMOUS")).toBeNull();
    for (const fault of ["100", "ANONYMOUS=-1", "ANONYMOUS=0", "ANONYMOUS", "A=1,,B=2"])
      expect(problemsOf({ KHO_COST_LIMIT: fault })).toEqual([expect.stringContaining("must be off, or look like")]);
  });

  it("names what stands in front", () => {
    const env = { KHO_CORS_ORIGINS: "https://a.vn, https://*.b.vn:8443", KHO_TRUST_PROXY: "10.0.0.0/8,loopback,::1" };
    expect(loadConfig({ ...env, KHO_HSTS_SECONDS: "31536000" }).edge).toEqual({
      corsOrigins: ["https://a.vn", "https://*.b.vn:8443"],
      trustProxy: ["10.0.0.0/8", "loopback", "::1"],
      hstsSeconds: 31_536_000,
    });
    expect(loadConfig({ KHO_TRUST_PROXY: "2", KHO_CORS_ORIGINS: "*" }).edge).toMatchObject({
      corsOrigins: ["*"],
      trustProxy: 2,
    });
  });

  it.each([
    ["KHO_CORS_ORIGINS", "dashboard.example.vn"],
    ["KHO_CORS_ORIGINS", "https://dashboard.example.vn/"],
    ["KHO_CORS_ORIGINS", "https://dashboard.example.vn,*"],
    ["KHO_CORS_ORIGINS", "https://*"],
    ["KHO_CORS_ORIGINS", "https://*.*.vn"],
    ["KHO_CORS_ORIGINS", "null"],
    ["KHO_TRUST_PROXY", "on"],
    ["KHO_TRUST_PROXY", "0.0.0.0/0"],
    ["KHO_TRUST_PROXY", "10.0.0.0/33"],
    ["KHO_TRUST_PROXY", "11"],
    ["KHO_HSTS_SECONDS", "1y"],
  ])("lets nobody in by mistake: %s=%s", (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining(`${name} is "${value}": it must be `)]);
  });

  it("answers an unknown variable with the nearest known one", () => {
    expect(problemsOf({ KHO_PORT: "1", KHO_EXPLORE: "on", KHO_TIMEZONE: "UTC", PATH: "/bin" })).toEqual([
      "KHO_EXPLORE is not a variable of Kho: did you mean KHO_EXPLORER?",
      "KHO_PORT is not a variable of Kho: did you mean PORT?",
      "KHO_TIMEZONE is not a variable of Kho: did you mean KHO_TIME_ZONE?",
    ]);
  });

  it("has every known variable in .env.example, and no other", () => {
    const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
    expect([...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1])).toEqual([...VARIABLES]);
  });

  it("has its defaults in .env.example", () => {
    const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
    const env = Object.fromEntries([...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map((match) => [match[1], match[2]]));
    expect(loadConfig(env)).toEqual(loadConfig({}));
  });
});
