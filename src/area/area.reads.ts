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
import type { ListQuery } from "../database/read-page.js";
import { readPage, readPages } from "../database/read-page.js";
import { validOn } from "../database/validity.js";
import type { Connection } from "../shared/connection.js";
import type { OrderKeys } from "../shared/ordering.js";
import { orderingBy } from "../shared/ordering.js";
import type { Key } from "../shared/page.js";
import { Page } from "../shared/page.js";
import { AreaEntity } from "./area.entity.js";
import type { AreasArgs, AreaFilter } from "./area.inputs.js";
import { AreaOrderField } from "./area.inputs.js";

export type AreaRow = AreaEntity;

const COLUMNS = columnsOf(AreaEntity, "a");
const ID: Key = { expression: "a.id", property: "id", type: "integer" };
const ORDER_KEYS: OrderKeys<AreaOrderField> = {
  CODE: { expression: "a.code", property: "code", type: "text" },
  NAME: { expression: "a.name_vi", property: "nameVi", type: "text" },
  LEVEL: { expression: "a.level", property: "level", type: "integer" },
};

const CONDITIONS: Conditions<AreaFilter> = {
  codes: (codes) => sql`a.code = ANY(${codes}::text[])`,
  kinds: (kinds) => sql`a.kind = ANY(${kinds}::text[])`,
  levels: (levels) => sql`a.level = ANY(${levels}::int[])`,
  parents: (codes) => sql`a.parent_id = ANY(ARRAY(SELECT p.id FROM area p WHERE p.code = ANY(${codes}::text[])))`,
  validOn: (day) => validOn("a", day),
};

const CODE_NAMES = { codes: "areas", parents: "areas" } as const;

/** Questions about areas. Every viewer may see every area. */
export class AreaReads {
  constructor(
    private readonly db: Database,
    private readonly memory: RowMemory,
  ) {}

  byIds(_viewer: Viewer, ids: readonly number[], needs?: Needs): Promise<AreaRow[]> {
    return this.memory.byIds("area", ids, needs, (some, picked) =>
      this.db.rows<AreaRow>(sql`SELECT ${COLUMNS.pick(picked)} FROM area a WHERE a.id = ANY(${some}::int[])`),
    );
  }

  byCode(_viewer: Viewer, code: string, on: string | null): Promise<AreaRow | undefined> {
    const day: Sql = on === null ? sql`TRUE` : validOn("a", on);
    return this.db.one<AreaRow>(sql`
      SELECT ${COLUMNS.all} FROM area a WHERE a.code = ${code} AND ${day} ORDER BY a.valid_from DESC LIMIT 1`);
  }

  async list(viewer: Viewer, args: AreasArgs, asked: Asked): Promise<Connection<AreaRow>> {
    const [page] = await Promise.all([
      readPage(this.db, this.#listQuery(args, asked)),
      checkCodes(this.db, viewer, args.filter, CODE_NAMES),
    ]);
    return page;
  }

  /** One page below each parent. */
  async listByParent(
    viewer: Viewer,
    parentIds: readonly number[],
    args: AreasArgs,
    asked: Asked,
  ): Promise<Connection<AreaRow>[]> {
    const [pages] = await Promise.all([
      readPages(this.db, { keys: parentIds, column: sql`a.parent_id`, rows: "FEW" }, this.#listQuery(args, asked)),
      checkCodes(this.db, viewer, args.filter, CODE_NAMES),
    ]);
    return pages;
  }

  #listQuery(args: AreasArgs, asked: Asked): ListQuery<AreaRow> {
    const order = args.orderBy ?? { field: AreaOrderField.CODE, direction: "ASC" };
    const page = new Page<AreaRow>(args, orderingBy(ORDER_KEYS, ID, order), 50);
    return { columns: COLUMNS, from: sql`area a`, where: compileFilter(args.filter, CONDITIONS), page, asked };
  }
}
