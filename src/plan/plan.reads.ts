import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import { align, distinct } from "../database/align.js";
import type { Asked, Needs } from "../database/columns.js";
import { columnsOf } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { RowMemory } from "../database/row-memory.js";
import type { Conditions } from "../database/filter.js";
import { compileFilter } from "../database/filter.js";
import { checkCodes } from "../database/known-codes.js";
import { readPage } from "../database/read-page.js";
import type { Connection } from "../shared/connection.js";
import { AppError } from "../shared/errors.js";
import type { OrderKeys } from "../shared/ordering.js";
import { orderingBy } from "../shared/ordering.js";
import type { Key } from "../shared/page.js";
import { Page } from "../shared/page.js";
import { PillarEntity } from "./pillar.entity.js";
import { PlanEntity } from "./plan.entity.js";
import type { PlanFilter, PlansArgs } from "./plan.inputs.js";
import { PlanOrderField } from "./plan.inputs.js";

export type PlanRow = PlanEntity;
export type PillarRow = PillarEntity;

/** Plans in one comparison. */
const MOST_COMPARED = 20;

const PLAN = columnsOf(PlanEntity, "p");
const PILLAR = columnsOf(PillarEntity, "pi");
const ID: Key = { expression: "p.id", property: "id", type: "integer" };
const ORDER_KEYS: OrderKeys<PlanOrderField> = {
  CODE: { expression: "p.code", property: "code", type: "text" },
  YEAR: { expression: "p.year", property: "year", type: "integer" },
};

const CONDITIONS: Conditions<PlanFilter> = {
  codes: (codes) => sql`p.code = ANY(${codes}::text[])`,
  years: (years) => sql`p.year = ANY(${years}::int[])`,
};

/** Questions about plans and their pillars. Plans are public. */
export class PlanReads {
  constructor(
    private readonly db: Database,
    private readonly memory: RowMemory,
  ) {}

  byIds(_viewer: Viewer, ids: readonly number[], needs?: Needs): Promise<PlanRow[]> {
    return this.memory.byIds("plan", ids, needs, (some, picked) =>
      this.db.rows<PlanRow>(sql`SELECT ${PLAN.pick(picked)} FROM plan p WHERE p.id = ANY(${some}::int[])`),
    );
  }

  byCode(_viewer: Viewer, code: string): Promise<PlanRow | undefined> {
    return this.memory.byKey("plan", code, () =>
      this.db.one<PlanRow>(sql`SELECT ${PLAN.all} FROM plan p WHERE p.code = ${code}`),
    );
  }

  /** Plans with these codes, in their order. @throws AppError NOT_FOUND for unknown ones */
  async named(viewer: Viewer, codes: readonly string[]): Promise<PlanRow[]> {
    if (codes.length < 1 || codes.length > MOST_COMPARED)
      throw new AppError("BAD_USER_INPUT", `codes has ${codes.length} values; 1 to ${MOST_COMPARED} are allowed.`, {
        argument: "codes",
      });
    const [rows] = await Promise.all([
      this.db.rows<PlanRow>(sql`SELECT ${PLAN.all} FROM plan p WHERE p.code = ANY(${codes}::text[])`),
      checkCodes(this.db, viewer, { plans: codes }),
    ]);
    return align(distinct(codes), rows, ({ code }) => code).filter((row) => row !== null);
  }

  async list(viewer: Viewer, args: PlansArgs, asked: Asked): Promise<Connection<PlanRow>> {
    const order = args.orderBy ?? { field: PlanOrderField.CODE, direction: "ASC" };
    const page = new Page<PlanRow>(args, orderingBy(ORDER_KEYS, ID, order), 20);
    const where = compileFilter(args.filter, CONDITIONS);
    const [plans] = await Promise.all([
      readPage(this.db, { columns: PLAN, asked, from: sql`plan p`, where, page }),
      checkCodes(this.db, viewer, args.filter, { codes: "plans" }),
    ]);
    return plans;
  }

  pillars(_viewer: Viewer, ids: readonly number[], needs?: Needs): Promise<PillarRow[]> {
    return this.memory.byIds("pillar", ids, needs, (some, picked) =>
      this.db.rows<PillarRow>(sql`SELECT ${PILLAR.pick(picked)} FROM pillar pi WHERE pi.id = ANY(${some}::int[])`),
    );
  }

  pillarsOf(_viewer: Viewer, planIds: readonly number[]): Promise<PillarRow[]> {
    return this.db.rows<PillarRow>(sql`
      SELECT ${PILLAR.all} FROM pillar pi WHERE pi.plan_id = ANY(${planIds}::int[]) ORDER BY pi.plan_id, pi.position, pi.code`);
  }
}
