import sql from "sql-template-tag";
import { hashOf, keyText, newClientId, newSecret } from "../access/client-key.js";
import type { Scope, Viewer } from "../access/viewer.js";
import { Role } from "../access/viewer.js";
import type { Database } from "../database/database.js";
import type { UserError } from "../graphql/user-error.type.js";
import { userError } from "../graphql/user-error.type.js";
import { isCleanText } from "../shared/text.js";
import type { ApiClientRow, ClientReads } from "./client.reads.js";

export interface NewClient {
  readonly name: string;
  readonly agency?: string | null | undefined;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly expiresAt?: Date | null | undefined;
}

export interface Rotation {
  readonly clientId: string;
  readonly overlapHours: number;
  readonly expiresAt?: Date | null | undefined;
}

export interface ClientOutcome {
  readonly client: ApiClientRow | null;
  /** Shown once; only its hash is kept. */
  readonly key: string | null;
  readonly userErrors: readonly UserError[];
}

/** Tells the process's own directory that a client changed, so that it need not wait. */
export interface ForgetsClients {
  forget(clientId: string): void;
}

const LONGEST_NAME = 100;
const LONGEST_OVERLAP_HOURS = 720;
const YEAR_MS = 365 * 86_400_000;

/** Commands on API clients. */
export class ClientService {
  constructor(
    private readonly db: Database,
    private readonly reads: ClientReads,
    private readonly directory: ForgetsClients,
  ) {}

  async create(by: Viewer, given: NewClient): Promise<ClientOutcome> {
    const agencyId = given.agency == null ? null : await this.#agencyId(given.agency);
    const errors = [...faultsOf(given), ...pastExpiry(given.expiresAt)];
    if (given.agency != null && agencyId === null)
      errors.push(userError("agency", "NOT_FOUND", `There is no agency ${given.agency.slice(0, 60)}.`));
    if (errors.length > 0) return refused(errors);
    const [id, secret] = [newClientId(), newSecret()];
    await this.db.rows(sql`
      WITH client AS (
        INSERT INTO api_client (public_id, name, agency_id, role, scopes, created_by, expires_at)
        VALUES (${id}, ${given.name.trim()}, ${agencyId}, ${given.role}, ${[...new Set(given.scopes)]}::text[], ${nameOf(by)},
          ${given.expiresAt ?? new Date(Date.now() + YEAR_MS)})
        RETURNING id)
      INSERT INTO api_client_secret (client_id, hash) SELECT client.id, ${hashOf(secret)}::bytea FROM client`);
    return this.#done(by, id, keyText({ id, secret }));
  }

  /** A new key; the old ones stay valid for some hours, so that the partner can change over without a gap. */
  async rotate(by: Viewer, { clientId, overlapHours, expiresAt }: Rotation): Promise<ClientOutcome> {
    const errors = [...pastExpiry(expiresAt), ...overlapFaults(overlapHours)];
    const client = await this.reads.byClientId(by, clientId);
    if (!client) errors.push(unknownClient());
    else if (client.status === "REVOKED") errors.push(userError("clientId", "REVOKED", "The client was revoked."));
    else if (client.status === "EXPIRED" && !expiresAt)
      errors.push(userError("expiresAt", "EXPIRED", "The client has expired: say when its new key is to end."));
    if (errors.length > 0) return refused(errors);
    const secret = newSecret();
    await this.db.rows(sql`
      WITH client AS (
        UPDATE api_client c SET expires_at = coalesce(${expiresAt ?? null}::timestamptz, c.expires_at)
        WHERE c.public_id = ${clientId} AND c.revoked_at IS NULL RETURNING c.id
      ), ending AS (
        UPDATE api_client_secret cs SET valid_until = now() + make_interval(hours => ${overlapHours}::int)
        FROM client WHERE cs.client_id = client.id
          AND (cs.valid_until IS NULL OR cs.valid_until > now() + make_interval(hours => ${overlapHours}::int)))
      INSERT INTO api_client_secret (client_id, hash) SELECT client.id, ${hashOf(secret)}::bytea FROM client`);
    return this.#done(by, clientId, keyText({ id: clientId, secret }));
  }

  /** Ends all keys of a client, for good. Doing it again changes nothing. */
  async revoke(by: Viewer, clientId: string): Promise<ClientOutcome> {
    const revoked = await this.db.rows(sql`
      UPDATE api_client c SET revoked_at = coalesce(c.revoked_at, now()) WHERE c.public_id = ${clientId} RETURNING c.id`);
    return revoked.length === 0 ? refused([unknownClient()]) : this.#done(by, clientId, null);
  }

  async #done(by: Viewer, clientId: string, key: string | null): Promise<ClientOutcome> {
    this.directory.forget(clientId);
    return { client: (await this.reads.byClientId(by, clientId)) ?? null, key, userErrors: [] };
  }

  async #agencyId(code: string): Promise<number | null> {
    if (!isCleanText(code)) return null;
    const row = await this.db.one<{ id: number }>(
      sql`SELECT ag.id AS "id" FROM agency ag WHERE ag.code = ${code} ORDER BY ag.valid_from DESC LIMIT 1`,
    );
    return row?.id ?? null;
  }
}

function faultsOf({ name, agency, role, scopes }: NewClient): UserError[] {
  const errors: UserError[] = [];
  if (name.trim() === "" || !isCleanText(name)) errors.push(userError("name", "REQUIRED", "Give it a name."));
  if (name.length > LONGEST_NAME)
    errors.push(userError("name", "TOO_LONG", `A name has at most ${LONGEST_NAME} characters.`));
  if (role === Role.AGENCY && agency == null)
    errors.push(userError("agency", "REQUIRED", "The role AGENCY needs an agency."));
  if (scopes.length === 0) errors.push(userError("scopes", "REQUIRED", "Name at least one scope."));
  return errors;
}

function pastExpiry(expiresAt: Date | null | undefined): UserError[] {
  if (!expiresAt || expiresAt.getTime() > Date.now()) return [];
  return [userError("expiresAt", "IN_THE_PAST", "It would have ended already.")];
}

function overlapFaults(hours: number): UserError[] {
  if (Number.isInteger(hours) && hours >= 0 && hours <= LONGEST_OVERLAP_HOURS) return [];
  return [userError("overlapHours", "INVALID", `overlapHours lies between 0 and ${LONGEST_OVERLAP_HOURS}.`)];
}

function unknownClient(): UserError {
  return userError("clientId", "NOT_FOUND", "There is no such client.");
}

function refused(userErrors: readonly UserError[]): ClientOutcome {
  return { client: null, key: null, userErrors };
}

function nameOf({ kind, id, name }: Viewer): string {
  return `${kind} ${id ?? name}`;
}
