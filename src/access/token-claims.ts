import type { JWTPayload } from "jose";
import type { OidcSettings } from "../config/oidc.js";
import { AppError } from "../shared/errors.js";
import { Role } from "./viewer.js";

/** What a token says of a person, in our words. */
export interface Claims {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  readonly agencyCode: string | null;
}

type ClaimMap = Pick<OidcSettings, "nameClaim" | "agencyClaim" | "roleClaim" | "roles">;

const LONGEST = 200;

/** @throws AppError UNAUTHENTICATED when the claims are no one's we could know. */
export function readClaims(payload: JWTPayload, { nameClaim, agencyClaim, roleClaim, roles }: ClaimMap): Claims {
  const subject = textOf(payload.sub);
  if (subject === null) throw refused("The token names no subject.");
  const agencyCode = textOf(claim(payload, agencyClaim));
  const role = highest(claim(payload, roleClaim), roles);
  if (role === Role.AGENCY && agencyCode === null) throw refused("The token names no agency, which its role needs.");
  return { subject, name: textOf(claim(payload, nameClaim)) ?? subject, role, agencyCode };
}

/** By its whole name, which may hold dots as an address does, or else by a path through objects. */
function claim(payload: JWTPayload, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  let found: unknown = payload;
  for (const step of name.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

/** Who signed in and has none of our roles is a reader. */
function highest(given: unknown, roles: ClaimMap["roles"]): Role {
  const names: unknown[] = Array.isArray(given) ? given : [given];
  const own = names.flatMap((name) => (typeof name === "string" ? (roles.get(name) ?? []) : []));
  return Object.values(Role).findLast((role) => own.includes(role)) ?? Role.READER;
}

/** What can be stored, and stands on one line. */
function textOf(value: unknown): string | null {
  const isText = typeof value === "string" && value !== "" && value.length <= LONGEST;
  return isText && value.isWellFormed() && !/\p{Cc}/u.test(value) ? value : null;
}

function refused(message: string): AppError {
  return new AppError("UNAUTHENTICATED", message);
}
