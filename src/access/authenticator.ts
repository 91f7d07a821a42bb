import { createHash } from "node:crypto";
import { BoundedCache } from "../shared/bounded-cache.js";
import { AppError } from "../shared/errors.js";
import type { AuditTrail } from "./audit-trail.js";
import type { ClientDirectory } from "./client-directory.js";
import { parseClientKey } from "./client-key.js";
import type { SignInBrake } from "./sign-in-brake.js";
import { tooManyFailures } from "./sign-in-brake.js";
import type { TokenVerifier } from "./token-verifier.js";
import type { Viewer } from "./viewer.js";
import { anonymous } from "./viewer.js";

/** A request as far as it matters to who is asking. */
export interface Caller {
  readonly authorization: string | undefined;
  readonly address: string;
  readonly requestId: string;
}

export interface AuthenticatorParts {
  readonly clients: ClientDirectory;
  /** Null when nobody signs in by token. */
  readonly tokens: TokenVerifier | null;
  readonly brake: SignInBrake;
  readonly audit: AuditTrail;
}

/** Longer ones are no credential: an issuer's token has one or two kilobytes. */
const LONGEST_CREDENTIAL = 8_000;

/** Tells who sends a request. Who brings no credential is anonymous, at no cost; who brings a bad one is refused, never anonymous. */
export class Authenticator {
  /** Digests of credentials that were good: a neighbour's failures do not brake them. */
  readonly #good = new BoundedCache<true>(10_000);

  constructor(private readonly parts: AuthenticatorParts) {}

  /** @throws AppError UNAUTHENTICATED, or RATE_LIMITED after too many failures from one address. */
  authenticate(caller: Caller): Viewer | Promise<Viewer> {
    return caller.authorization === undefined ? anonymous : this.#signIn(caller.authorization, caller);
  }

  async #signIn(authorization: string, caller: Caller): Promise<Viewer> {
    const digest = createHash("sha256").update(authorization).digest("base64");
    if (!this.#good.get(digest)) await this.#brake(caller);
    try {
      const viewer = await this.#viewerOf(authorization);
      this.#good.set(digest, true);
      return viewer;
    } catch (error) {
      this.#good.delete(digest);
      if (isRefusal(error)) await this.#failed(authorization, caller, error);
      throw error;
    }
  }

  async #viewerOf(authorization: string): Promise<Viewer> {
    const credential = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (credential === undefined || credential.length > LONGEST_CREDENTIAL)
      throw new AppError("UNAUTHENTICATED", "Send the header Authorization as Bearer, with an API key or a token.");
    const key = parseClientKey(credential);
    if (key) return this.parts.clients.viewerOf(key);
    if (credential.startsWith("kho_")) throw new AppError("UNAUTHENTICATED", "The API key is not valid.");
    if (!this.parts.tokens) throw new AppError("UNAUTHENTICATED", "Signing in by token is not set up here.");
    return this.parts.tokens.viewerOf(credential);
  }

  async #brake({ address }: Caller): Promise<void> {
    const seconds = await this.parts.brake.waitOf(address);
    if (seconds > 0) throw tooManyFailures(seconds);
  }

  async #failed(authorization: string, { address, requestId }: Caller, error: AppError): Promise<void> {
    // Not the caller's failure: the issuer of tokens could not be asked.
    const braked = error.details?.["transient"] ? false : await this.parts.brake.failed(address);
    this.parts.audit.note({
      kind: "SIGN_IN",
      action: braked ? "signInBraked" : "signIn",
      outcome: "REFUSED",
      viewer: anonymous,
      address,
      requestId,
      // The public part of a key tells whose it is; nothing else of a credential is written down.
      subject: /\bkho_([a-z0-9]{12})_/.exec(authorization)?.[1] ?? null,
      details: { reason: error.message },
    });
  }
}

function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && error.code === "UNAUTHENTICATED";
}
