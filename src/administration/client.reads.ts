import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import { hasRole, Role } from "../access/viewer.js";
import type { Asked, Needs } from "../database/columns.js";
import { columnsOf } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { Conditions } from "../database/filter.js";
import { compileFilter } from "../database/filter.js";
import { checkCodes } from "../database/known-codes.js";
import { readPage } from "../database/read-page.js";
import type { Connection } from "../shared/connection.js";
import type { Ordering } from "../shared/page.js";
import { Page } from "../shared/page.js";
import type { ApiClientStatus } from "./administration-enums.js";
import { ApiClientEntity } from "./api-client.entity.js";
import type { ApiClientFilter, ApiClientsArgs } from "./client.inputs.js";

export interface ApiClientRow extends ApiClientEntity {
  readonly clientId: string;
  readonly status: ApiClientStatus;
  readonly validKeys: number;
}

const STATUS = `CASE WHEN c.revoked_at IS NOT NULL THEN 'REVOKED' WHEN c.expires_at <= now() THEN 'EXPIRED' ELSE 'ACTIVE' END`;

const COLUMNS = columnsOf(ApiClientEntity, "c", {
  clientId: "c.public_id",
  status: STATUS,
  validKeys: `CASE WHEN ${STATUS} <> 'ACTIVE' THEN 0 ELSE (
    SELECT count(*)::int FROM api_client_secret cs
    WHERE cs.client_id = c.id AND (cs.valid_until IS NULL OR cs.valid_until > now())) END`,
});

const CREATED: Ordering = {
  name: "CREATED",
  keys: [{ expression: "c.id", property: "id", type: "integer", descending: true }],
};

const CONDITIONS: Conditions<ApiClientFilter> = {
  clients: (ids) => sql`c.public_id = ANY(${ids}::text[])`,
  agencies: (codes) => sql`c.agency_id = ANY(ARRAY(SELECT ag.id FROM agency ag WHERE ag.code = ANY(${codes}::text[])))`,
  roles: (roles) => sql`c.role = ANY(${roles}::text[])`,
  statuses: (statuses) => sql`
    CASE WHEN c.revoked_at IS NOT NULL THEN 'REVOKED' WHEN c.expires_at <= now() THEN 'EXPIRED' ELSE 'ACTIVE' END
      = ANY(${statuses}::text[])`,
};

/** Questions about API clients. Only administrators see them. */
export class ClientReads {
  constructor(private readonly db: Database) {}

  byIds(viewer: Viewer, ids: readonly number[], needs?: Needs): Promise<ApiClientRow[]> {
    return this.db.rows<ApiClientRow>(sql`
      SELECT ${COLUMNS.pick(needs)} FROM api_client c WHERE c.id = ANY(${ids}::int[]) AND ${visible(viewer)}`);
  }

  byClientId(viewer: Viewer, clientId: string): Promise<ApiClientRow | undefined> {
    return this.db.one<ApiClientRow>(
      sql`SELECT ${COLUMNS.all} FROM api_client c WHERE c.public_id = ${clientId} AND ${visible(viewer)}`,
    );
  }

  all(viewer: Viewer): Promise<ApiClientRow[]> {
    return this.db.rows<ApiClientRow>(
      sql`SELECT ${COLUMNS.all} FROM api_client c WHERE ${visible(viewer)} ORDER BY c.id DESC`,
    );
  }

  async list(viewer: Viewer, args: ApiClientsArgs, asked: Asked): Promise<Connection<ApiClientRow>> {
    const where = sql`${visible(viewer)} AND ${compileFilter(args.filter, CONDITIONS)}`;
    const page = new Page<ApiClientRow>(args, CREATED, 50);
    const [clients] = await Promise.all([
      readPage(this.db, { columns: COLUMNS, from: sql`api_client c`, where, page, asked }),
      checkCodes(this.db, viewer, args.filter),
    ]);
    return clients;
  }
}

function visible(viewer: Viewer) {
  return hasRole(viewer, Role.ADMIN) ? sql`TRUE` : sql`FALSE`;
}
