import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from "jose";
import type { OidcSettings } from "../../src/config/oidc.js";

interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: object;
}

/** An issuer of tokens with a key set of its own, served over HTTP. */
export interface TokenIssuer {
  readonly settings: OidcSettings;
  readonly keys: readonly SigningKey[];
  /** A good token of a steward, but for what is given. */
  token(claims?: JWTPayload, options?: { key?: SigningKey; header?: object; expires?: string | null }): Promise<string>;
  /** Publishes a new key in place of the old ones. */
  rotate(): Promise<SigningKey>;
  /** How often the key set was asked for. */
  readonly asked: number;
  /** From now on the key set is answered with this status; 0 closes the connection. */
  answerWith(status: number): void;
  close(): Promise<void>;
}

export async function startIssuer(): Promise<TokenIssuer> {
  let made = 1;
  let keys = [await newKey("key-1")];
  let status = 200;
  let asked = 0;
  const server = createServer((request, response) => {
    const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const isKeySet = request.url === "/keys";
    if (isKeySet) asked++;
    if (status === 0) request.socket.destroy();
    const body = isKeySet
      ? { keys: keys.map(({ publicJwk }) => publicJwk) }
      : { issuer: place, jwks_uri: `${place}/keys` };
    response
      .writeHead(status === 0 ? 500 : status, { "content-type": "application/json" })
      .end(status === 200 ? JSON.stringify(body) : "<h1>no</h1>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    settings: settingsOf(issuer),
    get keys() {
      return keys;
    },
    get asked() {
      return asked;
    },
    token: (claims = {}, options = {}) => sign(issuer, claims, { key: keys[0]!, ...options }),
    rotate: async () => {
      keys = [await newKey(`key-${++made}`)];
      return keys[0]!;
    },
    answerWith: (next) => void (status = next),
    close: () => closed(server),
  };
}

export async function newKey(kid: string, alg = "RS256"): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

function settingsOf(issuer: string): OidcSettings {
  return {
    issuer,
    audience: "kho",
    jwksUrl: null,
    algorithms: ["RS256", "ES256"],
    clockToleranceSeconds: 5,
    nameClaim: "preferred_username",
    agencyClaim: "agency",
    roleClaim: "realm_access.roles",
    roles: new Map([
      ["kho-reader", "READER"],
      ["kho-agency", "AGENCY"],
      ["kho-steward", "STEWARD"],
      ["kho-admin", "ADMIN"],
    ]),
  };
}

function sign(
  issuer: string,
  claims: JWTPayload,
  { key, header, expires = "5m" }: { key: SigningKey; header?: object; expires?: string | null },
): Promise<string> {
  const payload = {
    sub: "u-1",
    preferred_username: "Trần Thị Bình",
    realm_access: { roles: ["kho-steward"] },
    ...claims,
  };
  const token = new SignJWT(payload).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).setIssuedAt();
  if (!("iss" in claims)) token.setIssuer(issuer);
  if (!("aud" in claims)) token.setAudience("kho");
  if (expires !== null && !("exp" in claims)) token.setExpirationTime(expires);
  return token.sign(key.privateKey);
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
