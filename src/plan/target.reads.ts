import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Asked, Needs } from "../database/columns.js";
import { rowsAt } from "../database/catalogue-history.js";
import { columnsOf } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { Conditions } from "../database/filter.js";
import { compileFilter } from "../database/filter.js";
import { checkCodes } from "../database/known-codes.js";
import type { ListQuery } from "../database/read-page.js";
import { readPage, readPages } from "../database/read-page.js";
import type { RowMemory } from "../database/row-memory.js";
import { validOn } from "../database/validity.js";
import { visibleIndicators } from "../indicator/indicator.reads.js";
import type { AsOf } from "../observation/as-of.js";
import type { Connection } from "../shared/connection.js";
import type { LocalDate } from "../shared/local-date.js";
import type { OrderKeys } from "../shared/ordering.js";
import { orderingBy } from "../shared/ordering.js";
import type { Key } from "../shared/page.js";
import { Page } from "../shared/page.js";
import { progressOf } from "./progress.js";
import type { ProgressReads } from "./progress.reads.js";
import { TargetMilestoneEntity } from "./target-milestone.entity.js";
import { asksForStandings, TargetStandings } from "./target-standings.js";
import { TargetEntity } from "./target.entity.js";
import type { TargetFilter, TargetsArgs } from "./target.inputs.js";
import { TargetOrderField } from "./target.inputs.js";

export type TargetRow = TargetEntity;
export type MilestoneRow = TargetMilestoneEntity;

/** One wording of a target, with what its values are written with. */
export interface TargetWording extends TargetRow {
  readonly symbolVi: string;
  readonly symbolEn: string;
}

const TARGET = columnsOf(TargetEntity, "ta");
const WITH_PLACE = columnsOf(TargetEntity, "ta", { statusPlace: "standing.place" });
const MILESTONE = columnsOf(TargetMilestoneEntity, "tm");
const ID: Key = { expression: "ta.id", property: "id", type: "integer" };
const ORDER_KEYS: OrderKeys<TargetOrderField> = {
  CODE: { expression: "ta.code", property: "code", type: "text" },
  NAME: { expression: "ta.name_vi", property: "nameVi", type: "text" },
  DUE_DATE: { expression: "ta.due_date", property: "dueDate", type: "date" },
  VALUE: { expression: "ta.value", property: "value", type: "numeric", nullable: true },
  STATUS: { expression: "standing.place", property: "statusPlace", type: "integer" },
};

/** A target that is measured by what the viewer may not see is, to him, not measured. */
const conditionsFor = (viewer: Viewer, standings: TargetStandings): Conditions<TargetFilter> => ({
  codes: (codes) => sql`ta.code = ANY(${codes}::text[])`,
  plans: (codes) => sql`ta.plan_id = ANY(ARRAY(SELECT p.id FROM plan p WHERE p.code = ANY(${codes}::text[])))`,
  pillars: (codes) => sql`ta.pillar_id = ANY(ARRAY(SELECT pi.id FROM pillar pi WHERE pi.code = ANY(${codes}::text[])))`,
  agencies: (codes) =>
    sql`ta.agency_id = ANY(ARRAY(SELECT ag.id FROM agency ag WHERE ag.code = ANY(${codes}::text[])))`,
  indicators: (codes) =>
    sql`ta.indicator_id = ANY(ARRAY(SELECT i.id FROM indicator i WHERE i.code = ANY(${codes}::text[])))`,
  comparators: (comparators) => sql`ta.comparator = ANY(${comparators}::text[])`,
  isMeasured: (wanted) => sql`
    ${wanted}::boolean = EXISTS (SELECT FROM indicator i WHERE i.id = ta.indicator_id AND ${visibleIndicators(viewer)})`,
  dueBy: (day) => sql`ta.due_date <= ${day}::date`,
  provenance: (values) => sql`ta.provenance = ANY(${values}::text[])`,
  statuses: (statuses) => standings.isOneOf(statuses),
});

/** Questions about targets. Targets are public, like the plans that they stand in. */
export class TargetReads {
  constructor(
    private readonly db: Database,
    private readonly memory: RowMemory,
    private readonly progress: ProgressReads,
    private readonly today: () => LocalDate,
  ) {}

  byIds(_viewer: Viewer, ids: readonly number[], needs?: Needs, asOf?: AsOf): Promise<TargetRow[]> {
    const read = (some: readonly number[], picked: Needs): Promise<TargetRow[]> =>
      this.db.rows(sql`
        SELECT ${TARGET.pick(picked)} FROM ${rowsAt("target", asOf)} ta WHERE ta.id = ANY(${some}::int[])`);
    return asOf == null ? this.memory.byIds("target", ids, needs, read) : read(ids, needs);
  }

  byCode(_viewer: Viewer, code: string, on: string | null, asOf?: AsOf): Promise<TargetRow | undefined> {
    return this.db.one<TargetRow>(
      sql`SELECT ${TARGET.all} FROM ${rowsAt("target", asOf)} ta WHERE ta.code = ${code} AND ${asItReads(on)}`,
    );
  }

  async list(viewer: Viewer, args: TargetsArgs, asked: Asked, asOf?: AsOf): Promise<Connection<TargetRow>> {
    const query = await this.#listQuery(viewer, args, asked, asOf);
    const [page] = await Promise.all([
      readPage(this.db, query),
      checkCodes(this.db, viewer, args.filter, { codes: "targets" }, asOf),
    ]);
    return page;
  }

  /** One page below each parent; `parent` says what the ids are of. */
  async listBelow(
    viewer: Viewer,
    parent: "plan" | "pillar" | "agency" | "indicator",
    ids: readonly number[],
    args: TargetsArgs,
    asked: Asked,
    asOf?: AsOf,
  ): Promise<Connection<TargetRow>[]> {
    const query = await this.#listQuery(viewer, args, asked, asOf);
    const [pages] = await Promise.all([
      readPages(this.db, { keys: ids, column: PARENT_COLUMN[parent], rows: "FEW" }, query),
      checkCodes(this.db, viewer, args.filter, { codes: "targets" }, asOf),
    ]);
    return pages;
  }

  /** Every wording of targets with these codes, oldest first. */
  wordingsOf(_viewer: Viewer, codes: readonly string[], asOf?: AsOf): Promise<TargetWording[]> {
    return this.db.rows<TargetWording>(sql`
      SELECT ${TARGET.all}, u.symbol_vi AS "symbolVi", coalesce(u.symbol_en, u.symbol_vi) AS "symbolEn"
      FROM ${rowsAt("target", asOf)} ta JOIN unit u ON u.id = ta.unit_id
      WHERE ta.code = ANY(${codes}::text[]) ORDER BY ta.code, ta.valid_from`);
  }

  milestonesOf(_viewer: Viewer, targetIds: readonly number[], asOf?: AsOf): Promise<MilestoneRow[]> {
    return this.db.rows<MilestoneRow>(sql`
      SELECT ${MILESTONE.all} FROM ${rowsAt("target_milestone", asOf)} tm
      WHERE tm.target_id = ANY(${targetIds}::int[]) ORDER BY tm.target_id, tm.on_date`);
  }

  async #listQuery(viewer: Viewer, args: TargetsArgs, asked: Asked, asOf: AsOf): Promise<ListQuery<TargetRow>> {
    const order = args.orderBy ?? { field: TargetOrderField.CODE, direction: "ASC" };
    const standings = await this.#standings(viewer, args, asOf);
    const byStatus = order.field === TargetOrderField.STATUS;
    const targets = sql`${rowsAt("target", asOf)} ta`;
    return {
      columns: byStatus ? WITH_PLACE : TARGET,
      from: byStatus ? sql`${targets} JOIN ${standings.table} ON standing.target_id = ta.id` : targets,
      where: sql`${asItReads(args.on)} AND ${compileFilter(args.filter, conditionsFor(viewer, standings))}`,
      page: new Page<TargetRow>(args, orderingBy(ORDER_KEYS, ID, order), 50),
      asked,
      remembered: asOf == null && !byStatus ? this.memory.forList((ids) => this.byIds(viewer, ids)) : undefined,
    };
  }

  /** None are read where the list does not ask for them. */
  async #standings(viewer: Viewer, args: TargetsArgs, asOf: AsOf): Promise<TargetStandings> {
    if (!asksForStandings(args)) return new TargetStandings([]);
    const on = args.on ?? this.today();
    const rows = await this.progress.ofAll(viewer, { on, asOf }, args.on ?? null);
    return new TargetStandings(rows.map((row) => progressOf(row, on)));
  }
}

const PARENT_COLUMN = {
  plan: sql`ta.plan_id`,
  pillar: sql`ta.pillar_id`,
  agency: sql`ta.agency_id`,
  indicator: sql`ta.indicator_id`,
};

function asItReads(on: string | null | undefined): Sql {
  return on == null ? sql`ta.valid_to IS NULL` : validOn("ta", on);
}
