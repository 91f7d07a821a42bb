import { z } from "zod";

/** Signatures that need the issuer's private key. HS256 and its like are none: whoever may check them may make them. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"] as const;
const ROLES = ["READER", "AGENCY", "STEWARD", "ADMIN"] as const;

/** Who may sign people's tokens, and what their claims mean here. */
export interface OidcSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer's public keys are; null: where its discovery document says. */
  readonly jwksUrl: string | null;
  readonly algorithms: readonly string[];
  readonly clockToleranceSeconds: number;
  readonly nameClaim: string;
  readonly agencyClaim: string;
  readonly roleClaim: string;
  /** The issuer's names of roles, and ours. */
  readonly roles: ReadonlyMap<string, (typeof ROLES)[number]>;
}

const claimName = (name: string) =>
  z
    .string()
    .regex(/^\S{1,200}$/, "must be the name of a claim, or a path such as realm_access.roles")
    .default(name);

export const OIDC_VARIABLES = {
  KHO_OIDC_ISSUER: keysAddress().optional(),
  KHO_OIDC_AUDIENCE: z
    .string()
    .regex(/^\S{1,200}$/, "must be one word without spaces")
    .optional(),
  KHO_OIDC_JWKS_URL: keysAddress().optional(),
  KHO_OIDC_ALGORITHMS: listOf(ALGORITHMS).default(["RS256", "PS256", "ES256", "EdDSA"]),
  KHO_OIDC_CLOCK_TOLERANCE_S: z
    .string()
    .regex(/^([0-9]|[1-9][0-9]|[12][0-9][0-9]|300)$/, "must be a whole number from 0 to 300")
    .default("30")
    .transform(Number),
  KHO_OIDC_NAME_CLAIM: claimName("preferred_username"),
  KHO_OIDC_AGENCY_CLAIM: claimName("agency"),
  KHO_OIDC_ROLE_CLAIM: claimName("roles"),
  KHO_OIDC_ROLES: z
    .string()
    .transform(toRoles)
    .default(toRoles(ROLES.map((role) => `${role}=${role}`).join())),
};

type Checked = z.output<z.ZodObject<typeof OIDC_VARIABLES>>;

const SWITCHES = ["KHO_OIDC_ISSUER", "KHO_OIDC_AUDIENCE", "KHO_OIDC_JWKS_URL"] as const;

/** Null when nobody signs in by token. */
export function toOidcSettings(checked: Checked): OidcSettings | null {
  const { KHO_OIDC_ISSUER: issuer, KHO_OIDC_AUDIENCE: audience } = checked;
  if (issuer === undefined || audience === undefined) return null;
  return {
    issuer,
    audience,
    jwksUrl: checked.KHO_OIDC_JWKS_URL ?? null,
    algorithms: checked.KHO_OIDC_ALGORITHMS,
    clockToleranceSeconds: checked.KHO_OIDC_CLOCK_TOLERANCE_S,
    nameClaim: checked.KHO_OIDC_NAME_CLAIM,
    agencyClaim: checked.KHO_OIDC_AGENCY_CLAIM,
    roleClaim: checked.KHO_OIDC_ROLE_CLAIM,
    roles: checked.KHO_OIDC_ROLES,
  };
}

/** A part that is half switched on would look like one that is on. */
export function oidcProblems(given: Readonly<Record<string, unknown>>): string[] {
  const set = SWITCHES.filter((name) => given[name] !== undefined);
  if (set.length === 0) return [];
  return ["KHO_OIDC_ISSUER", "KHO_OIDC_AUDIENCE"]
    .filter((name) => given[name] === undefined)
    .map((name) => `${name} is missing: ${set[0]} is set, and signing in by token needs issuer and audience`);
}

/** Keys that come over a line that anyone may write to are anyone's keys. */
function keysAddress() {
  const message = "must be an https:// address; http:// only on this machine or by a host name without a dot";
  return z.string().refine((text) => {
    const url = URL.parse(text);
    if (url === null || url.username !== "" || url.password !== "") return false;
    return url.protocol === "https:" || (url.protocol === "http:" && isNear(url.hostname));
  }, message);
}

function isNear(host: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|\[::1\]|[^.:]+)$/.test(host);
}

function listOf(names: readonly string[]) {
  const message = `must be a list of ${names.join(", ")}, with commas`;
  return z
    .string()
    .transform((text) => text.split(",").map((one) => one.trim()))
    .refine((given) => given.every((one) => names.includes(one)), message);
}

function toRoles(text: string, context?: z.RefinementCtx): ReadonlyMap<string, (typeof ROLES)[number]> {
  const pairs = text.split(",").map((pair) => pair.split("=").map((side) => side.trim()));
  const isFaulty = ([theirs, ours, ...more]: string[]) =>
    !theirs || more.length > 0 || !ROLES.includes(ours as (typeof ROLES)[number]);
  if (pairs.some(isFaulty))
    context?.addIssue({
      code: "custom",
      message: `must look like kho-admins=ADMIN,kho-data=STEWARD (${ROLES.join(", ")})`,
    });
  return new Map(pairs as [string, (typeof ROLES)[number]][]);
}
