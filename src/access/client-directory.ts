import sql from "sql-template-tag";
import type { Database } from "../database/database.js";
import { AppError } from "../shared/errors.js";
import { BoundedCache } from "../shared/bounded-cache.js";
import type { ClientKey } from "./client-key.js";
import { isSecretOf } from "./client-key.js";
import type { Role, Scope, Viewer } from "./viewer.js";
import { viewerOf } from "./viewer.js";

/** A revoked key ends in every process after this long, and so does one that was rotated out or changed. */
const TRUSTED_FOR_MS = 20_000;

const MOST_CLIENTS = 10_000;

interface ClientRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly agencyId: number | null;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly secrets: readonly { readonly hash: string; readonly validUntil: string | null }[];
}

/** A client as a key is checked against it. */
interface KnownClient {
  readonly viewer: Viewer;
  readonly endsAt: number;
  readonly isRevoked: boolean;
  readonly secrets: readonly { readonly hash: Buffer; readonly endsAt: number }[];
}

interface Remembered {
  readonly readAt: number;
  readonly client: Promise<KnownClient | null>;
}

/** Looks up whose key it is. Clients are read again every 20 seconds, so that no process trusts a revoked key for long. */
export class ClientDirectory {
  readonly #remembered = new BoundedCache<Remembered>(MOST_CLIENTS);

  constructor(
    private readonly db: Database,
    private readonly now: () => number = Date.now,
  ) {}

  /** @throws AppError UNAUTHENTICATED */
  async viewerOf({ id, secret }: ClientKey): Promise<Viewer> {
    const client = await this.#client(id);
    const now = this.now();
    const hashes = client?.secrets.filter(({ endsAt }) => now < endsAt).map(({ hash }) => hash) ?? [];
    // One answer for an id that does not exist and for a wrong secret: ids can't be found out.
    if (!isSecretOf(secret, hashes) || !client) throw refused("The API key is not valid.");
    if (client.isRevoked) throw refused("The API key was revoked.");
    if (now >= client.endsAt) throw refused("The API key has expired.");
    return client.viewer;
  }

  /** For the process that changes a client itself: the next request looks it up. */
  forget(id: string): void {
    this.#remembered.delete(id);
  }

  #client(id: string): Promise<KnownClient | null> {
    const known = this.#remembered.get(id);
    const now = this.now();
    if (known && now - known.readAt < TRUSTED_FOR_MS) return known.client;
    const client = this.#read(id);
    this.#remembered.set(id, { readAt: now, client });
    // While the database is away nobody is let in, but nobody is shut out for longer than that.
    client.catch(() => this.#remembered.delete(id));
    return client;
  }

  async #read(id: string): Promise<KnownClient | null> {
    const row = await this.db.one<ClientRow>(sql`
      SELECT c.public_id AS "id", c.name AS "name", c.role AS "role", c.agency_id AS "agencyId", c.scopes AS "scopes",
        c.expires_at AS "expiresAt", c.revoked_at AS "revokedAt",
        (SELECT coalesce(json_agg(json_build_object('hash', encode(cs.hash, 'hex'), 'validUntil', cs.valid_until)), '[]')
         FROM api_client_secret cs WHERE cs.client_id = c.id) AS "secrets"
      FROM api_client c WHERE c.public_id = ${id}`);
    return row ? toKnown(row) : null;
  }
}

function toKnown({ id, name, role, agencyId, scopes, expiresAt, revokedAt, secrets }: ClientRow): KnownClient {
  return {
    viewer: viewerOf({ kind: "CLIENT", id, name, role, agencyId, scopes }),
    endsAt: expiresAt.getTime(),
    isRevoked: revokedAt !== null,
    secrets: secrets.map(({ hash, validUntil }) => ({
      hash: Buffer.from(hash, "hex"),
      endsAt: validUntil === null ? Infinity : Date.parse(validUntil),
    })),
  };
}

function refused(message: string): AppError {
  return new AppError("UNAUTHENTICATED", message);
}
