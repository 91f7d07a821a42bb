import { createHmac } from "node:crypto";
import { exportSPKI, importJWK } from "jose";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { issuerKeys } from "../../src/access/token-keys.js";
import { TokenVerifier } from "../../src/access/token-verifier.js";
import { ask, codeOf } from "../http/support.js";
import { bearer, FINANCE } from "../support/clients.js";
import { newKey, startIssuer, type TokenIssuer } from "../support/token-issuer.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

const WHO = `{ viewer { kind name role agency { code } classes } }`;
const SILENT = pino({ level: "silent" });
const MINUTE = 60;

let issuer: TokenIssuer;
let warehouse: TestWarehouse;
beforeAll(async () => {
  issuer = await startIssuer();
  warehouse = await openWarehouse("kho_demo", { oidc: issuer.settings });
});
afterEach(() => issuer.answerWith(200));
afterAll(async () => {
  await warehouse.close();
  await issuer.close();
});

const seconds = () => Math.floor(Date.now() / 1_000);
const base64 = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

async function refusalOf(token: string): Promise<unknown[]> {
  const answer = await ask(warehouse.url, WHO, {}, bearer(token));
  expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer realm="kho"/);
  expect(answer.body.data).toBeUndefined();
  return [answer.status, codeOf(answer), answer.body.errors![0]!.message];
}

describe("a person with a token", () => {
  it("is known by its claims", async () => {
    const token = await issuer.token({ realm_access: { roles: ["other", "kho-agency"] }, agency: FINANCE });
    const { body } = await ask(warehouse.url, WHO, {}, bearer(token));
    expect(body.data.viewer).toEqual({
      kind: "PERSON",
      name: "Trần Thị Bình",
      role: "AGENCY",
      agency: { code: FINANCE },
      classes: ["OPEN", "SHARED"],
    });
  });

  it.each([
    [["kho-reader"], null, "READER", ["OPEN"]],
    [["kho-reader"], FINANCE, "READER", ["OPEN", "SHARED"]],
    [["nothing of ours"], null, "READER", ["OPEN"]],
    ["kho-steward", null, "STEWARD", ["OPEN", "SHARED", "RESTRICTED"]],
    [["kho-reader", "kho-admin"], null, "ADMIN", ["OPEN", "SHARED", "RESTRICTED"]],
  ])("with the roles %j of the agency %s is a %s", async (roles, agency, role, classes) => {
    const token = await issuer.token({ realm_access: { roles }, ...(agency && { agency }) });
    const { body } = await ask(warehouse.url, WHO, {}, bearer(token));
    expect(body.data.viewer).toMatchObject({ role, classes });
  });

  it("is called by his subject when the token names no name", async () => {
    const token = await issuer.token({ preferred_username: 7 });
    const { body } = await ask(warehouse.url, WHO, {}, bearer(token));
    expect(body.data.viewer.name).toBe("u-1");
  });

  it("has roles in a claim whose name is an address", async () => {
    const settings = { ...issuer.settings, roleClaim: "https://kho.vn/roles" };
    const verifier = new TokenVerifier(settings, issuerKeys(settings, SILENT), warehouse.access.db, SILENT);
    const token = await issuer.token({ "https://kho.vn/roles": ["kho-admin"], realm_access: {} });
    expect(await verifier.viewerOf(token)).toMatchObject({ role: "ADMIN", kind: "PERSON", id: "u-1" });
  });
});

describe("a token is refused, with a reason", () => {
  it.each([
    ["when it has expired", () => issuer.token({ exp: seconds() - MINUTE }), "The token has expired."],
    ["when it never expires", () => issuer.token({}, { expires: null }), "The token does not say when it expires."],
    ["before it is valid", () => issuer.token({ nbf: seconds() + MINUTE }), "The token is not valid yet."],
    ["of another issuer", () => issuer.token({ iss: "https://evil.example" }), "The token is of another issuer."],
    ["for another audience", () => issuer.token({ aud: "shop" }), "The token is for another audience."],
    ["without a subject", () => issuer.token({ sub: undefined }), "The token names no subject."],
    ["of half a character", () => issuer.token({ sub: "u-\uD800" }), "The token names no subject."],
    ["of several lines", () => issuer.token({ sub: "u-1\nADMIN" }), "The token names no subject."],
    [
      "with a role for agencies and no agency",
      () => issuer.token({ realm_access: { roles: ["kho-agency"] } }),
      "The token names no agency, which its role needs.",
    ],
    [
      "of an agency that is not known",
      () => issuer.token({ agency: "SXD" }),
      "The token names an agency that is not known here.",
    ],
    [
      "with a signature of another key",
      async () => issuer.token({}, { key: { ...(await newKey("key-1")) } }),
      "The token is not valid.",
    ],
    [
      "with a key that the issuer does not have",
      async () => issuer.token({}, { key: await newKey("unknown") }),
      "The token is not valid.",
    ],
    ["with a changed claim", async () => changed(await issuer.token()), "The token is not valid."],
    ["that is cut off", async () => (await issuer.token()).slice(0, -20), "The token is not valid."],
    ["that is no token", async () => "a.b.c", "The token is not valid."],
    ["that is one word", async () => "secret", "The token is not valid."],
    [
      "signed with an algorithm that is not taken",
      async () => issuer.token({}, { key: await newKey("key-1", "PS256") }),
      "The token is signed by an algorithm that is not taken.",
    ],
  ])("%s", async (_when, make, message) => {
    expect(await refusalOf(await make())).toEqual([401, "UNAUTHENTICATED", message]);
  });

  it.each(["none", "None", "NONE", "nOnE"])("without a signature: alg %s", async (alg) => {
    const [, payload] = (await issuer.token()).split(".");
    for (const signature of ["", "x"])
      expect((await refusalOf(`${base64({ alg, kid: "key-1" })}.${payload}.${signature}`)).slice(0, 2)).toEqual([
        401,
        "UNAUTHENTICATED",
      ]);
  });

  it.each(["HS256", "HS384", "HS512"])("when the public key is used as a password: alg %s", async (alg) => {
    const jwk = issuer.keys[0]!.publicJwk;
    const pem = await exportSPKI((await importJWK(jwk, "RS256", { extractable: true })) as never);
    const [, payload] = (await issuer.token()).split(".");
    for (const password of [pem, JSON.stringify(jwk), (jwk as { n: string }).n]) {
      const signed = `${base64({ alg, kid: "key-1" })}.${payload}`;
      const signature = createHmac(alg.replace("HS", "sha"), password).update(signed).digest("base64url");
      expect((await refusalOf(`${signed}.${signature}`)).slice(0, 2)).toEqual([401, "UNAUTHENTICATED"]);
    }
  });

  it("that brings its own key", async () => {
    const key = await newKey("own");
    const token = await issuer.token({}, { key, header: { jwk: key.publicJwk, jku: "http://127.0.0.1:1/keys" } });
    expect((await refusalOf(token)).slice(0, 2)).toEqual([401, "UNAUTHENTICATED"]);
  });

  it("a little after its end only within the tolerance of clocks", async () => {
    const status = async (exp: number) =>
      (await ask(warehouse.url, WHO, {}, bearer(await issuer.token({ exp })))).status;
    expect([await status(seconds() - 2), await status(seconds() - 7)]).toEqual([200, 401]);
  });
});

describe("the issuer's keys", () => {
  const times = { coolDownMs: 0, patienceMs: 500, renewMs: 600_000, graceMs: 3_600_000 };
  const verifierWith = (more: Partial<typeof times> = {}) =>
    new TokenVerifier(
      issuer.settings,
      issuerKeys(issuer.settings, SILENT, { ...times, ...more }),
      warehouse.access.db,
      SILENT,
    );

  it("are asked for once, not with every token", async () => {
    const verifier = verifierWith();
    const before = issuer.asked;
    for (let i = 0; i < 5; i++) await verifier.viewerOf(await issuer.token());
    expect(issuer.asked - before).toBe(1);
  });

  it("are asked for again when they were rotated", async () => {
    const verifier = verifierWith();
    const old = await issuer.token();
    await verifier.viewerOf(old);
    await issuer.rotate();
    expect(await verifier.viewerOf(await issuer.token())).toMatchObject({ kind: "PERSON" });
    await expect(verifier.viewerOf(old)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("are not asked for with every unknown key: there is a cool-down", async () => {
    const verifier = verifierWith({ coolDownMs: 60_000 });
    await verifier.viewerOf(await issuer.token());
    const before = issuer.asked;
    const stranger = await newKey("stranger");
    for (let i = 0; i < 5; i++)
      await expect(verifier.viewerOf(await issuer.token({}, { key: stranger }))).rejects.toMatchObject({
        code: "UNAUTHENTICATED",
      });
    expect(issuer.asked - before).toBeLessThanOrEqual(1);
  });

  it.each([500, 404, 0])("that can't be had (%s) are a clear refusal, and come back by themselves", async (status) => {
    const verifier = verifierWith();
    const token = await issuer.token();
    issuer.answerWith(status);
    await expect(verifier.viewerOf(token)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
      message: "The token can't be checked now. Please try again.",
    });
    issuer.answerWith(200);
    expect(await verifier.viewerOf(token)).toMatchObject({ kind: "PERSON" });
  });

  it("serve on while the issuer is away, for an hour", async () => {
    const verifier = verifierWith({ renewMs: 0 });
    const token = await issuer.token();
    await verifier.viewerOf(token);
    issuer.answerWith(500);
    expect(await verifier.viewerOf(token)).toMatchObject({ kind: "PERSON" });
  });
});

/** The same token with another role in it. */
function changed(token: string): string {
  const [head, payload, signature] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload!, "base64url").toString()) as object;
  return [head, base64({ ...claims, realm_access: { roles: ["kho-admin"] } }), signature].join(".");
}
