import type { JWTVerifyGetKey } from "jose";
import { createRemoteJWKSet, customFetch } from "jose";
import type { Logger } from "pino";
import type { OidcSettings } from "../config/oidc.js";

/** The issuer's keys can't be had; the token may be good. */
export class KeysUnavailable extends Error {
  override readonly name = "KeysUnavailable";
}

export interface KeyTimes {
  /** After a look-up that failed, or that did not find a key, nobody asks again for so long. */
  readonly coolDownMs: number;
  /** An answer of the issuer is awaited for so long. */
  readonly patienceMs: number;
  /** Keys are asked for again after so long, so that one that the issuer has dropped ends. */
  readonly renewMs: number;
  /** While the issuer is away, its last keys serve for so long. */
  readonly graceMs: number;
}

const TIMES: KeyTimes = { coolDownMs: 30_000, patienceMs: 3_000, renewMs: 600_000, graceMs: 3_600_000 };

type Place = Pick<OidcSettings, "issuer" | "jwksUrl">;

/** The issuer's public keys by their ids, from its key set or from where its discovery document says. */
export function issuerKeys({ issuer, jwksUrl }: Place, log: Logger, times: KeyTimes = TIMES): JWTVerifyGetKey {
  const discovery = new PatientFetch(times, log);
  const keySet = new PatientFetch(times, log);
  const options = {
    timeoutDuration: times.patienceMs,
    cooldownDuration: times.coolDownMs,
    cacheMaxAge: times.renewMs,
    [customFetch]: async (url: string) => new Response(await keySet.text(url)),
  };
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const find = async (): Promise<JWTVerifyGetKey> => {
    const address = jwksUrl ?? keysOf(issuer, await discovery.text(discoveryAddress(issuer)));
    return createRemoteJWKSet(new URL(address), options);
  };
  return async (header, token) => {
    keys ??= find();
    keys.catch(() => (keys = undefined));
    return (await keys)(header, token);
  };
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig */
function discoveryAddress(issuer: string): string {
  return `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
}

function keysOf(issuer: string, document: string): string {
  const found = JSON.parse(document) as { issuer?: unknown; jwks_uri?: unknown };
  if (found.issuer !== issuer || typeof found.jwks_uri !== "string" || !URL.canParse(found.jwks_uri))
    throw new KeysUnavailable("the discovery document is not the issuer's");
  return found.jwks_uri;
}

/** Asks one address. After a failure it does not ask again at once, and answers with what it heard last. */
class PatientFetch {
  #heard: { readonly text: string; readonly at: number } | undefined;
  #failedAt = -Infinity;

  constructor(
    private readonly times: KeyTimes,
    private readonly log: Logger,
  ) {}

  async text(url: string): Promise<string> {
    if (performance.now() - this.#failedAt < this.times.coolDownMs) return this.#heardLast();
    try {
      const text = await this.#ask(url);
      this.#heard = { text, at: performance.now() };
      return text;
    } catch (error) {
      this.#failedAt = performance.now();
      this.log.warn({ err: error, url }, "the keys of the token issuer can't be had");
      return this.#heardLast();
    }
  }

  async #ask(url: string): Promise<string> {
    const signal = AbortSignal.timeout(this.times.patienceMs);
    const response = await fetch(url, { redirect: "error", signal, headers: { accept: "application/json" } });
    if (response.status !== 200) throw new Error(`it answered ${response.status}`);
    const text = await response.text();
    JSON.parse(text);
    return text;
  }

  #heardLast(): string {
    if (this.#heard && performance.now() - this.#heard.at < this.times.graceMs) return this.#heard.text;
    throw new KeysUnavailable("the issuer does not answer");
  }
}
