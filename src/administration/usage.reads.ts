import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import { hasRole, Role } from "../access/viewer.js";
import type { Asked } from "../database/columns.js";
import { columnsOf } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { Conditions } from "../database/filter.js";
import { compileFilter } from "../database/filter.js";
import { checkCodes } from "../database/known-codes.js";
import { readPage } from "../database/read-page.js";
import type { Connection } from "../shared/connection.js";
import type { Ordering } from "../shared/page.js";
import { Page } from "../shared/page.js";
import { ClientUsageEntity } from "./client-usage.entity.js";
import type { ClientUsageArgs, ClientUsageFilter } from "./usage.inputs.js";

export interface ClientUsageRow extends ClientUsageEntity {
  readonly actorId: string | null;
}

const COLUMNS = columnsOf(ClientUsageEntity, "cu", { actorId: "nullif(cu.actor, '')" });
const NEWEST: Ordering = {
  name: "NEWEST",
  keys: [
    { expression: "cu.day", property: "day", type: "date", descending: true },
    { expression: "cu.id", property: "id", type: "integer", descending: true },
  ],
};

const CONDITIONS: Conditions<ClientUsageFilter> = {
  kinds: (kinds) => sql`cu.kind = ANY(${kinds}::text[])`,
  actors: (ids) => sql`cu.actor = ANY(${ids}::text[])`,
  agencies: (codes) =>
    sql`cu.agency_id = ANY(ARRAY(SELECT ag.id FROM agency ag WHERE ag.code = ANY(${codes}::text[])))`,
  from: (day) => sql`cu.day >= ${day}::date`,
  to: (day) => sql`cu.day <= ${day}::date`,
};

/** Questions about who uses how much. For stewards. */
export class UsageReads {
  constructor(private readonly db: Database) {}

  byIds(viewer: Viewer, ids: readonly number[]): Promise<ClientUsageRow[]> {
    return this.db.rows<ClientUsageRow>(
      sql`SELECT ${COLUMNS.all} FROM client_usage cu WHERE cu.id = ANY(${ids}::int[]) AND ${visible(viewer)}`,
    );
  }

  async list(viewer: Viewer, args: ClientUsageArgs, asked: Asked): Promise<Connection<ClientUsageRow>> {
    const where = sql`${visible(viewer)} AND ${compileFilter(args.filter, CONDITIONS)}`;
    const page = new Page<ClientUsageRow>(args, NEWEST, 50);
    const [usage] = await Promise.all([
      readPage(this.db, { columns: COLUMNS, from: sql`client_usage cu`, where, page, asked }),
      checkCodes(this.db, viewer, args.filter),
    ]);
    return usage;
  }
}

function visible(viewer: Viewer) {
  return hasRole(viewer, Role.STEWARD) ? sql`TRUE` : sql`FALSE`;
}
