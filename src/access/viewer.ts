/** Who may read an indicator or a series: anyone, any signed-in agency, or its own agency. */
export enum AccessClass {
  OPEN = "OPEN",
  SHARED = "SHARED",
  RESTRICTED = "RESTRICTED",
}

/** What a viewer who signed in is here for (docs/decisions/0024). Each one may what the ones before it may. */
export enum Role {
  READER = "READER",
  AGENCY = "AGENCY",
  STEWARD = "STEWARD",
  ADMIN = "ADMIN",
}

/** What a credential was given out for: a programme that only reads need not be able to write. */
export enum Scope {
  READ = "READ",
  WRITE = "WRITE",
}

export enum ViewerKind {
  ANONYMOUS = "ANONYMOUS",
  CLIENT = "CLIENT",
  PERSON = "PERSON",
  SYSTEM = "SYSTEM",
}

/** Who is asking. Anonymous callers are viewers too. */
export interface Viewer {
  readonly kind: `${ViewerKind}`;
  /** Stays the same when the name changes: the client's id, the person's subject. Null for anonymous. */
  readonly id: string | null;
  readonly name: string | null;
  readonly role: Role | null;
  /** The agency that he belongs to. */
  readonly agencyId: number | null;
  readonly scopes: readonly Scope[];
  /** Access classes of the rows that this viewer may read, whoever owns them. */
  readonly classes: readonly AccessClass[];
  /** The agency whose rows he may read, whatever their class. */
  readonly ownAgencyId: number | null;
  /** All that decides what is seen: two viewers with the same key get the same answers. For the keys of caches. */
  readonly scopeKey: string;
}

/** What is known of a viewer; the rest follows from it. */
export type Identity = Pick<Viewer, "kind" | "id" | "name" | "role" | "agencyId" | "scopes">;

const { OPEN, SHARED, RESTRICTED } = AccessClass;

export function viewerOf(identity: Identity): Viewer {
  const { role, agencyId, scopes } = identity;
  const classes = classesOf(identity);
  const ownAgencyId = role === Role.AGENCY ? agencyId : null;
  const scopeKey = [role ?? "", agencyId ?? "", scopes.join("+"), classes.join("+")].join("/");
  return Object.freeze({ ...identity, classes, ownAgencyId, scopeKey });
}

/** SHARED is for agencies: a reader who belongs to none sees what everybody sees. */
function classesOf({ role, agencyId }: Identity): readonly AccessClass[] {
  if (role === Role.STEWARD || role === Role.ADMIN) return [OPEN, SHARED, RESTRICTED];
  return role !== null && agencyId !== null ? [OPEN, SHARED] : [OPEN];
}

export const anonymous: Viewer = viewerOf({
  kind: "ANONYMOUS",
  id: null,
  name: null,
  role: null,
  agencyId: null,
  scopes: [Scope.READ],
});

/** May some rows be shown to him that are not open to everybody? */
export function seesClosedRows({ classes, ownAgencyId }: Viewer): boolean {
  return ownAgencyId !== null || classes.some((access) => access !== OPEN);
}

/** May he do what is kept for this role? A role that stands above it may, too. */
export function hasRole({ role }: Viewer, least: Role): boolean {
  const order = Object.values(Role);
  return role !== null && order.indexOf(role) >= order.indexOf(least);
}

/** Kho itself, for work that nobody asked for over HTTP: it sees everything. */
export const system: Viewer = viewerOf({
  kind: "SYSTEM",
  id: null,
  name: "kho",
  role: Role.ADMIN,
  agencyId: null,
  scopes: [Scope.READ, Scope.WRITE],
});
