import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Asked, Needs } from "../database/columns.js";
import { columnsOf } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { RowMemory } from "../database/row-memory.js";
import type { Conditions } from "../database/filter.js";
import { compileFilter } from "../database/filter.js";
import { checkCodes } from "../database/known-codes.js";
import { readPage } from "../database/read-page.js";
import { validOn } from "../database/validity.js";
import type { Connection } from "../shared/connection.js";
import type { OrderKeys } from "../shared/ordering.js";
import { orderingBy } from "../shared/ordering.js";
import type { Key } from "../shared/page.js";
import { Page } from "../shared/page.js";
import { AgencyEntity } from "./agency.entity.js";
import type { AgenciesArgs, AgencyFilter } from "./agency.inputs.js";
import { AgencyOrderField } from "./agency.inputs.js";

export type AgencyRow = AgencyEntity;

const COLUMNS = columnsOf(AgencyEntity, "ag");
const ID: Key = { expression: "ag.id", property: "id", type: "integer" };
const ORDER_KEYS: OrderKeys<AgencyOrderField> = {
  CODE: { expression: "ag.code", property: "code", type: "text" },
  NAME: { expression: "ag.name_vi", property: "nameVi", type: "text" },
};

const CONDITIONS: Conditions<AgencyFilter> = {
  codes: (codes) => sql`ag.code = ANY(${codes}::text[])`,
  kinds: (kinds) => sql`ag.kind = ANY(${kinds}::text[])`,
  validOn: (day) => validOn("ag", day),
};

/** Questions about agencies. Every viewer may see every agency. */
export class AgencyReads {
  constructor(
    private readonly db: Database,
    private readonly memory: RowMemory,
  ) {}

  byIds(_viewer: Viewer, ids: readonly number[], needs?: Needs): Promise<AgencyRow[]> {
    return this.memory.byIds("agency", ids, needs, (some, picked) =>
      this.db.rows<AgencyRow>(sql`SELECT ${COLUMNS.pick(picked)} FROM agency ag WHERE ag.id = ANY(${some}::int[])`),
    );
  }

  byCode(_viewer: Viewer, code: string, on: string | null): Promise<AgencyRow | undefined> {
    const day: Sql = on === null ? sql`TRUE` : validOn("ag", on);
    return this.db.one<AgencyRow>(sql`
      SELECT ${COLUMNS.all} FROM agency ag WHERE ag.code = ${code} AND ${day} ORDER BY ag.valid_from DESC LIMIT 1`);
  }

  async list(viewer: Viewer, args: AgenciesArgs, asked: Asked): Promise<Connection<AgencyRow>> {
    const order = args.orderBy ?? { field: AgencyOrderField.CODE, direction: "ASC" };
    const page = new Page<AgencyRow>(args, orderingBy(ORDER_KEYS, ID, order), 50);
    const where = compileFilter(args.filter, CONDITIONS);
    const [agencies] = await Promise.all([
      readPage(this.db, {
        columns: COLUMNS,
        asked,
        from: sql`agency ag`,
        where,
        page,
        remembered: this.memory.forList((ids) => this.byIds(viewer, ids)),
      }),
      checkCodes(this.db, viewer, args.filter, { codes: "agencies" }),
    ]);
    return agencies;
  }
}
