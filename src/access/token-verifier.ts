import type { JWTPayload, JWTVerifyGetKey } from "jose";
import { errors, jwtVerify } from "jose";
import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { OidcSettings } from "../config/oidc.js";
import type { Database } from "../database/database.js";
import { BoundedCache } from "../shared/bounded-cache.js";
import { AppError } from "../shared/errors.js";
import { readClaims } from "./token-claims.js";
import type { Viewer } from "./viewer.js";
import { Scope, viewerOf } from "./viewer.js";

const AGENCY_TRUSTED_FOR_MS = 30_000;

/** Tells people by the tokens of one issuer (RFC 7519, RFC 8725: algorithms, issuer and audience are ours to name, not the token's). */
export class TokenVerifier {
  readonly #agencies = new BoundedCache<{ readonly id: number; readonly readAt: number }>(1_000);

  constructor(
    private readonly settings: OidcSettings,
    private readonly keys: JWTVerifyGetKey,
    private readonly db: Database,
    private readonly log: Logger,
    private readonly now: () => number = Date.now,
  ) {}

  /** @throws AppError UNAUTHENTICATED, whatever is wrong with the token or with the issuer's keys. */
  async viewerOf(token: string): Promise<Viewer> {
    const claims = readClaims(await this.#verified(token), this.settings);
    const { subject: id, name, role } = claims;
    const agencyId = claims.agencyCode === null ? null : await this.#agencyId(claims.agencyCode);
    return viewerOf({ kind: "PERSON", id, name, role, agencyId, scopes: [Scope.READ, Scope.WRITE] });
  }

  async #verified(token: string): Promise<JWTPayload> {
    const { issuer, audience, algorithms, clockToleranceSeconds: clockTolerance } = this.settings;
    const currentDate = new Date(this.now());
    const rules = { issuer, audience, algorithms: [...algorithms], clockTolerance, currentDate };
    try {
      return (await jwtVerify(token, this.keys, { ...rules, requiredClaims: ["sub", "exp"] })).payload;
    } catch (error) {
      throw this.#refusal(error);
    }
  }

  #refusal(error: unknown): AppError {
    const message = reason(error);
    if (message) return new AppError("UNAUTHENTICATED", message);
    this.log.warn({ err: error }, "a token could not be checked");
    return new AppError("UNAUTHENTICATED", "The token can't be checked now. Please try again.", { transient: true });
  }

  async #agencyId(code: string): Promise<number> {
    const known = this.#agencies.get(code);
    if (known && this.now() - known.readAt < AGENCY_TRUSTED_FOR_MS) return known.id;
    const row = await this.db.one<{ id: number }>(
      sql`SELECT ag.id AS "id" FROM agency ag WHERE ag.code = ${code} ORDER BY ag.valid_from DESC LIMIT 1`,
    );
    if (!row) throw new AppError("UNAUTHENTICATED", "The token names an agency that is not known here.");
    this.#agencies.set(code, { id: row.id, readAt: this.now() });
    return row.id;
  }
}

/** In words, where it is the token's fault. */
function reason(error: unknown): string | undefined {
  if (error instanceof errors.JWTExpired) return "The token has expired.";
  if (error instanceof errors.JWTClaimValidationFailed)
    return CLAIM_REASONS[error.claim] ?? "A claim of the token is not as it must be.";
  if (error instanceof errors.JOSEAlgNotAllowed) return "The token is signed by an algorithm that is not taken.";
  return INVALID.some((kind) => error instanceof kind) ? "The token is not valid." : undefined;
}

const CLAIM_REASONS: Readonly<Record<string, string>> = {
  iss: "The token is of another issuer.",
  aud: "The token is for another audience.",
  nbf: "The token is not valid yet.",
  exp: "The token does not say when it expires.",
  sub: "The token names no subject.",
};

const INVALID = [
  errors.JWSSignatureVerificationFailed,
  errors.JWSInvalid,
  errors.JWTInvalid,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];
