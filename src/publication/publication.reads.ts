import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import { AccessClass, anonymous } from "../access/viewer.js";
import { align } from "../database/align.js";
import type { Needs } from "../database/columns.js";
import { columnsOf } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { RowMemory } from "../database/row-memory.js";
import { visibleIndicators, visibleSeries } from "../indicator/indicator.reads.js";
import { parseAsOf } from "../observation/as-of.js";
import { AppError } from "../shared/errors.js";
import { PublicationEntity } from "./publication.entity.js";

export interface PublicationRow extends PublicationEntity {
  readonly version: number;
}

export type HiddenCounts = Pick<PublicationEntity, "created" | "updated" | "withdrawn">;

const NONE_HIDDEN: HiddenCounts = { created: 0, updated: 0, withdrawn: 0 };

export interface WarehouseCounts {
  readonly agencies: number;
  readonly areas: number;
  readonly indicators: number;
  readonly series: number;
  readonly observations: number;
  readonly plans: number;
  readonly targets: number;
  readonly hasSampleData: boolean;
}

const textOf = (column: "origin" | "comment") => `(SELECT pt.${column} FROM publication_text pt WHERE pt.id = pu.id)`;
const COLUMNS = columnsOf(PublicationEntity, "pu", {
  version: "pu.id",
  origin: textOf("origin"),
  comment: textOf("comment"),
});

/** Questions about publications, and about the warehouse as a whole. */
export class PublicationReads {
  constructor(
    private readonly db: Database,
    private readonly memory: RowMemory,
  ) {}

  byIds(_viewer: Viewer, ids: readonly number[], needs?: Needs): Promise<PublicationRow[]> {
    return this.memory.byIds("publication", ids, needs, (some, picked) =>
      this.db.rows<PublicationRow>(
        sql`SELECT ${COLUMNS.pick(picked)} FROM publication pu WHERE pu.id = ANY(${some}::int[])`,
      ),
    );
  }

  /** The version that an `asOf` names. Version 0 is the warehouse before its first publication. */
  async versionNamed(asOf: string, argument = "asOf"): Promise<number> {
    const version = parseAsOf(asOf, argument) ?? 0;
    if (version === 0 || (await this.byIds(anonymous, [version], new Set())).length > 0) return version;
    const newest = (await this.newest())?.version ?? 0;
    throw new AppError("BAD_USER_INPUT", `There is no data version ${version}; the newest is ${newest}.`, {
      argument,
      newest: String(newest),
    });
  }

  /** Publications after a version, oldest first; of many only the newest hundred. */
  async since(version: number): Promise<PublicationRow[]> {
    const rows = await this.db.rows<PublicationRow>(
      sql`SELECT ${COLUMNS.all} FROM publication pu WHERE pu.id > ${version} ORDER BY pu.id DESC LIMIT 100`,
    );
    return rows.toReversed();
  }

  newest(): Promise<PublicationRow | undefined> {
    return this.db.one<PublicationRow>(sql`SELECT ${COLUMNS.all} FROM publication pu ORDER BY pu.id DESC LIMIT 1`);
  }

  /** What publications did to observations that a viewer may not see: to him they did not. */
  async hiddenCounts(viewer: Viewer, ids: readonly number[]): Promise<HiddenCounts[]> {
    if (viewer.classes.includes(AccessClass.RESTRICTED)) return ids.map(() => NONE_HIDDEN);
    const rows = await this.db.behindTheWall.rows<HiddenCounts & { id: number }>(sql`
      SELECT ps.publication_id AS "id", sum(did.came - did.revised)::int AS "created", sum(did.revised)::int AS "updated",
        sum(did.withdrawn)::int AS "withdrawn"
      FROM publication_series ps JOIN series s ON s.id = ps.series_id JOIN indicator i ON i.id = s.indicator_id
      CROSS JOIN LATERAL (
        SELECT (SELECT count(*) FROM observation o WHERE o.series_id = s.id AND o.publication_id = ps.publication_id)
            + (SELECT count(*) FROM observation_history h WHERE h.series_id = s.id AND h.from_publication = ps.publication_id) AS came,
          count(*) FILTER (WHERE gone.reason = 'REVISED') AS revised,
          count(*) FILTER (WHERE gone.reason = 'WITHDRAWN') AS withdrawn
        FROM observation_history gone WHERE gone.series_id = s.id AND gone.to_publication = ps.publication_id) AS did
      WHERE ps.publication_id = ANY(${ids}::int[]) AND (${visibleSeries(viewer)}) IS NOT TRUE GROUP BY ps.publication_id`);
    return align(ids, rows, (row) => row.id).map((row) => row ?? NONE_HIDDEN);
  }

  /** Observations are counted from the coverage that publishing keeps on their series. */
  async counts(viewer: Viewer): Promise<WarehouseCounts> {
    const counts = await this.db.one<WarehouseCounts>(sql`
      SELECT (SELECT count(*)::int FROM agency) AS "agencies",
        (SELECT count(*)::int FROM area) AS "areas",
        (SELECT count(*)::int FROM indicator i WHERE ${visibleIndicators(viewer)}) AS "indicators",
        (SELECT count(*)::int FROM plan) AS "plans",
        (SELECT count(*)::int FROM target WHERE valid_to IS NULL) AS "targets",
        coverage.series AS "series", coverage.observations AS "observations", coverage.sample AS "hasSampleData"
      FROM (
        SELECT count(*)::int AS series, coalesce(sum(s.observation_count), 0)::int AS observations,
          coalesce(bool_or(s.provenance = 'SAMPLE'), FALSE) AS sample
        FROM series s JOIN indicator i ON i.id = s.indicator_id WHERE ${visibleSeries(viewer)}) AS coverage`);
    return counts!;
  }
}
