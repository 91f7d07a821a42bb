import { z } from "zod";
import type { Auth } from "../config/secret.js";
import { SourceFault } from "../source-fault.js";
import type { Secrets } from "./secrets.js";

/** Asks a token server; the connection is guarded like every other one. */
export type TokenRequest = (
  url: string,
  headers: Readonly<Record<string, string>>,
  form: URLSearchParams,
) => Promise<Buffer>;

const answer = z.object({
  access_token: z.string().min(1),
  token_type: z.string().default("Bearer"),
  expires_in: z.coerce.number().positive().default(300),
});

/** A token is given up this long before it ends: clocks differ. */
const EARLY_MS = 30_000;

/** Tells a source who asks. */
export class Authorization {
  #token: { readonly value: string; readonly until: number } | null = null;

  constructor(
    private readonly auth: Auth,
    private readonly secrets: Secrets,
    private readonly askToken: TokenRequest,
  ) {}

  async headers(): Promise<Record<string, string>> {
    const { auth, secrets } = this;
    switch (auth.kind) {
      case "none":
        return {};
      case "header":
        return { [auth.name.toLowerCase()]: secrets.valueOf(auth.value) };
      case "basic":
        return { authorization: basic(auth.user, secrets.valueOf(auth.password), secrets) };
      default:
        return { authorization: await this.#bearer(auth) };
    }
  }

  /** A refused token is not used again. @returns false when there is nothing that could be renewed */
  renew(): boolean {
    const had = this.#token !== null;
    this.#token = null;
    return had;
  }

  async #bearer(auth: Extract<Auth, { kind: "oauth2" }>): Promise<string> {
    if (this.#token === null || this.#token.until <= Date.now()) this.#token = await this.#fetch(auth);
    return this.#token.value;
  }

  async #fetch(auth: Extract<Auth, { kind: "oauth2" }>): Promise<{ value: string; until: number }> {
    const form = new URLSearchParams({ grant_type: "client_credentials", ...(auth.scope && { scope: auth.scope }) });
    const password = this.secrets.valueOf(auth.clientSecret);
    const headers: Record<string, string> = {};
    // RFC 6749, 2.3.1: id and secret are form-encoded before they become a user name and a password.
    if (auth.credentials === "header")
      headers.authorization = basic(encodeURIComponent(auth.clientId), encodeURIComponent(password), this.secrets);
    else {
      form.set("client_id", auth.clientId);
      form.set("client_secret", password);
    }
    const token = readToken(await this.askToken(auth.tokenAddress, headers, form), auth.tokenAddress);
    this.secrets.hide(token.access_token);
    return { value: `Bearer ${token.access_token}`, until: Date.now() + token.expires_in * 1_000 - EARLY_MS };
  }
}

function basic(user: string, password: string, secrets: Secrets): string {
  const encoded = Buffer.from(`${user}:${password}`).toString("base64");
  secrets.hide(encoded);
  return `Basic ${encoded}`;
}

function readToken(bytes: Buffer, address: string): z.output<typeof answer> {
  try {
    return answer.parse(JSON.parse(bytes.toString()));
  } catch {
    throw new SourceFault("AUTH_REFUSED", `${address} answers without a token (access_token)`, false);
  }
}
