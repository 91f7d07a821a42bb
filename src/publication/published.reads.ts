import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Asked } from "../database/columns.js";
import { columnsOf } from "../database/columns.js";
import type { Database } from "../database/database.js";
import { readPage } from "../database/read-page.js";
import { IndicatorEntity } from "../indicator/indicator.entity.js";
import type { IndicatorRow } from "../indicator/indicator.reads.js";
import { visibleIndicators, visibleSeries } from "../indicator/indicator.reads.js";
import { seriesTables } from "../observation/series.reads.js";
import type { Connection } from "../shared/connection.js";
import type { Ordering, PageRequest } from "../shared/page.js";
import { Page } from "../shared/page.js";
import { everythingOf } from "./change.sql.js";

export interface PublishedCounts {
  readonly created: number;
  readonly updated: number;
  readonly withdrawn: number;
}

const INDICATOR = columnsOf(IndicatorEntity, "i");
const BY_CODE: Ordering = { name: "CODE.ASC", keys: [{ expression: "i.code", property: "code", type: "text" }] };

/** Counts of so many versions and scopes are remembered. */
const MOST_COUNTS = 100;

/** What a publication touched, of what the viewer may see. */
export class PublishedReads {
  readonly #counts = new Map<string, Promise<PublishedCounts>>();

  constructor(private readonly db: Database) {}

  /** Once for all subscribers who see the same; a publication never changes. */
  counts(viewer: Viewer, version: number): Promise<PublishedCounts> {
    const key = `${version} ${viewer.scopeKey}`;
    const known = this.#counts.get(key);
    if (known) return known;
    const counting = this.#count(viewer, version);
    counting.catch(() => this.#counts.delete(key));
    if (this.#counts.size >= MOST_COUNTS) this.#counts.clear();
    this.#counts.set(key, counting);
    return counting;
  }

  /** Where the viewer may see all that it touched, the publication's own counts are his. */
  async #count(viewer: Viewer, version: number): Promise<PublishedCounts> {
    const whole = await this.db.behindTheWall.one<PublishedCounts>(sql`
      SELECT pu.created, pu.updated, pu.withdrawn FROM publication pu
      WHERE pu.id = ${version} AND NOT EXISTS (
        SELECT FROM publication_series ps JOIN series s ON s.id = ps.series_id JOIN indicator i ON i.id = s.indicator_id
        WHERE ps.publication_id = pu.id AND (${visibleSeries(viewer)}) IS NOT TRUE)`);
    if (whole) return whole;
    const seen = await this.db.one<PublishedCounts>(sql`
      SELECT count(*) FILTER (WHERE event.kind = 'INSERTED')::int AS "created",
        count(*) FILTER (WHERE event.kind = 'UPDATED')::int AS "updated",
        count(*) FILTER (WHERE event.kind = 'WITHDRAWN')::int AS "withdrawn"
      FROM publication_series ps JOIN (${seriesTables(null)}) ON s.id = ps.series_id
      CROSS JOIN LATERAL (${everythingOf}) AS event
      WHERE ps.publication_id = ${version} AND ${visibleSeries(viewer)}`);
    return seen!;
  }

  /** Indicators of which it touched a series. */
  indicators(viewer: Viewer, version: number, args: PageRequest, asked: Asked): Promise<Connection<IndicatorRow>> {
    return readPage(this.db, {
      columns: INDICATOR,
      asked,
      from: sql`indicator i`,
      where: sql`${visibleIndicators(viewer)} AND EXISTS (
        SELECT FROM series s JOIN publication_series ps ON ps.series_id = s.id
        WHERE s.indicator_id = i.id AND ps.publication_id = ${version} AND ${visibleSeries(viewer)})`,
      page: new Page<IndicatorRow>(args, BY_CODE, 20),
    });
  }
}
