import type { Sql } from "sql-template-tag";
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
import { AppError } from "../shared/errors.js";
import type { Ordering, PageRequest } from "../shared/page.js";
import { Page } from "../shared/page.js";
import { RejectedRowEntity } from "./rejected-row.entity.js";
import { SourceSystemEntity } from "./source-system.entity.js";
import { SyncRunEntity } from "./sync-run.entity.js";
import type { RejectedRowFilter, RejectedRowsArgs, SyncRunFilter, SyncRunsArgs } from "./sync-run.inputs.js";
import { runsFor } from "./visible-runs.js";

export type SourceSystemRow = SourceSystemEntity;
/** Null: the viewer may not know how much came. */
export type SyncRunRow = Omit<SyncRunEntity, "bytes" | "problems"> & {
  readonly bytes: SyncRunEntity["bytes"] | null;
  readonly problems: SyncRunEntity["problems"] | null;
};
export type RejectedRow = RejectedRowEntity;

const SOURCE = columnsOf(SourceSystemEntity, "ss");
const RUN = columnsOf(SyncRunEntity, "sr");
const REJECTED = columnsOf(RejectedRowEntity, "rr");
const BY_CODE: Ordering = { name: "CODE.ASC", keys: [{ expression: "ss.code", property: "code", type: "text" }] };
const newestFirst = (table: "sr" | "rr"): Ordering => ({
  name: "ID.DESC",
  keys: [{ expression: `${table}.id`, property: "id", type: "integer", descending: true }],
});
const sourcesNamed = (codes: readonly string[]) =>
  sql`ANY(ARRAY(SELECT ss.id FROM source_system ss WHERE ss.code = ANY(${codes}::text[])))`;
const agenciesNamed = (codes: readonly string[]) =>
  sql`ANY(ARRAY(SELECT ag.id FROM agency ag WHERE ag.code = ANY(${codes}::text[])))`;

const RUN_CONDITIONS: Conditions<SyncRunFilter> = {
  sources: (codes) => sql`sr.source_id = ${sourcesNamed(codes)}`,
  agencies: (codes) =>
    sql`sr.source_id IN (SELECT ss.id FROM source_system ss WHERE ss.agency_id = ${agenciesNamed(codes)})`,
  states: (states) => sql`sr.state = ANY(${states}::text[])`,
};
const REJECTED_CONDITIONS: Conditions<RejectedRowFilter> = {
  sources: (codes) => sql`rr.source_id = ${sourcesNamed(codes)}`,
  agencies: (codes) => sql`rr.agency_id = ${agenciesNamed(codes)}`,
  runs: (ids) => {
    const runs = numbersOf(ids);
    return sql`(rr.run_id = ANY(${runs}::int[]) OR rr.last_run_id = ANY(${runs}::int[]))`;
  },
  rules: (rules) => sql`rr.rule = ANY(${rules}::text[])`,
  severities: (severities) => sql`rr.severity = ANY(${severities}::text[])`,
  states: (states) => sql`rr.state = ANY(${states}::text[])`,
};

/** Rows that were not taken hold what agencies sent: they are for their agency and for stewards, and for nobody else there are none. */
function visibleRejected({ ownAgencyId, ...viewer }: Viewer): Sql {
  if (hasRole({ ownAgencyId, ...viewer }, Role.STEWARD)) return sql`TRUE`;
  return ownAgencyId === null ? sql`FALSE` : sql`rr.agency_id = ${ownAgencyId}`;
}

/**
 * Questions about sources, their runs, and what was not taken. Sources and runs are public, but for how much came: whether a run
 * brought what a viewer may not see is looked up behind the wall.
 */
export class SyncRunReads {
  constructor(private readonly db: Database) {}

  source(code: string): Promise<SourceSystemRow | undefined> {
    return this.db.one(sql`SELECT ${SOURCE.all} FROM source_system ss WHERE ss.code = ${code}`);
  }

  sources(args: PageRequest, asked: Asked): Promise<Connection<SourceSystemRow>> {
    const page = new Page<SourceSystemRow>(args, BY_CODE, 50);
    return readPage(this.db, { columns: SOURCE, asked, from: sql`source_system ss`, where: sql`TRUE`, page });
  }

  sourcesByIds(ids: readonly number[], needs?: Needs): Promise<SourceSystemRow[]> {
    return this.db.rows(sql`SELECT ${SOURCE.pick(needs)} FROM source_system ss WHERE ss.id = ANY(${ids}::int[])`);
  }

  /** The source that each series comes from; series that come from none are left out. */
  sourcesOfSeries(seriesIds: readonly number[], needs: Needs): Promise<(SourceSystemRow & { seriesId: number })[]> {
    return this.db.rows(sql`
      SELECT se.series_id AS "seriesId", ${SOURCE.pick(needs)} FROM series_source se JOIN source_system ss ON ss.id = se.source_id
      WHERE se.series_id = ANY(${seriesIds}::int[])`);
  }

  runsByIds(viewer: Viewer, ids: readonly number[], needs?: Needs): Promise<SyncRunRow[]> {
    return this.db.behindTheWall.rows(
      sql`SELECT ${RUN.pick(needs)} FROM ${runsFor(viewer)} sr WHERE sr.id = ANY(${ids}::int[])`,
    );
  }

  async runs(viewer: Viewer, args: SyncRunsArgs, asked: Asked): Promise<Connection<SyncRunRow>> {
    const page = new Page<SyncRunRow>(args, newestFirst("sr"), 20);
    const where = compileFilter(args.filter, RUN_CONDITIONS);
    const [runs] = await Promise.all([
      readPage(this.db.behindTheWall, { columns: RUN, asked, from: sql`${runsFor(viewer)} sr`, where, page }),
      checkCodes(this.db, viewer, args.filter),
    ]);
    return runs;
  }

  async rejected(viewer: Viewer, args: RejectedRowsArgs, asked: Asked): Promise<Connection<RejectedRow>> {
    const page = new Page<RejectedRow>(args, newestFirst("rr"), 20);
    const where = sql`${visibleRejected(viewer)} AND ${compileFilter(args.filter, REJECTED_CONDITIONS)}`;
    const [rows] = await Promise.all([
      readPage(this.db, { columns: REJECTED, asked, from: sql`rejected_row rr`, where, page }),
      checkCodes(this.db, viewer, args.filter),
    ]);
    return rows;
  }
}

function numbersOf(ids: readonly string[]): number[] {
  return ids.map((id) => {
    if (/^[1-9]\d{0,8}$/.test(id)) return Number(id);
    throw new AppError("BAD_USER_INPUT", "filter.runs holds what is no number of a run.", { argument: "filter.runs" });
  });
}
