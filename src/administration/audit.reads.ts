import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import { hasRole, Role } from "../access/viewer.js";
import type { Asked } from "../database/columns.js";
import { columnsOf } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { Conditions } from "../database/filter.js";
import { compileFilter } from "../database/filter.js";
import { readPage } from "../database/read-page.js";
import type { Connection } from "../shared/connection.js";
import type { Ordering } from "../shared/page.js";
import { Page } from "../shared/page.js";
import { AuditEntryEntity } from "./audit-entry.entity.js";
import type { AuditFilter, AuditLogArgs } from "./audit.inputs.js";

export type AuditEntryRow = AuditEntryEntity;

const COLUMNS = columnsOf(AuditEntryEntity, "ae");
const NEWEST: Ordering = {
  name: "NEWEST",
  // A bigint reaches us as text; as a numeric it comes back whole.
  keys: [{ expression: "ae.id", property: "id", type: "numeric", descending: true }],
};

const CONDITIONS: Conditions<AuditFilter> = {
  kinds: (kinds) => sql`ae.kind = ANY(${kinds}::text[])`,
  outcomes: (outcomes) => sql`ae.outcome = ANY(${outcomes}::text[])`,
  actions: (actions) => sql`ae.action = ANY(${actions}::text[])`,
  actorKinds: (kinds) => sql`ae.actor_kind = ANY(${kinds}::text[])`,
  actors: (ids) => sql`ae.actor_id = ANY(${ids}::text[])`,
  addresses: (addresses) => sql`ae.address = ANY(${addresses}::text[])`,
  subjects: (subjects) => sql`ae.subject = ANY(${subjects}::text[])`,
  requestIds: (ids) => sql`ae.request_id = ANY(${ids}::text[])`,
  since: (moment) => sql`ae.at >= ${moment}::timestamptz`,
  until: (moment) => sql`ae.at < ${moment}::timestamptz`,
};

/** Questions about the audit log. Only administrators see it. */
export class AuditReads {
  constructor(private readonly db: Database) {}

  byIds(viewer: Viewer, ids: readonly number[]): Promise<AuditEntryRow[]> {
    return this.db.rows<AuditEntryRow>(
      sql`SELECT ${COLUMNS.all} FROM audit_entry ae WHERE ae.id = ANY(${ids}::bigint[]) AND ${visible(viewer)}`,
    );
  }

  list(viewer: Viewer, args: AuditLogArgs, asked: Asked): Promise<Connection<AuditEntryRow>> {
    const where = sql`${visible(viewer)} AND ${compileFilter(args.filter, CONDITIONS)}`;
    const page = new Page<AuditEntryRow>(args, NEWEST, 50);
    return readPage(this.db, { columns: COLUMNS, from: sql`audit_entry ae`, where, page, asked });
  }
}

function visible(viewer: Viewer) {
  return hasRole(viewer, Role.ADMIN) ? sql`TRUE` : sql`FALSE`;
}
