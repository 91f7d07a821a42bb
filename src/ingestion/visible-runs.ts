import type { Sql } from "sql-template-tag";
import sql, { raw } from "sql-template-tag";
import { AccessClass } from "../access/viewer.js";
import type { Viewer } from "../access/viewer.js";
import { visibleIndicators, visibleSeries } from "../indicator/indicator.reads.js";

const OPEN = `id source_id origin cause attempt state window_from window_to started_at ended_at
  version_before version_after error_code`.split(/\s+/);
/** What tells how much came, and of what. */
const OF_ROWS = `pages bytes received created updated unchanged rejected quarantined warned withdrawn
  problems error_message`.split(/\s+/);

/**
 * `sync_run` as a viewer sees it. That a source ran, and how it ended, is for everybody; how many rows came is for those who may
 * see all series of the source: from the counts of a single hidden series its deliveries could be told. Whose series a file was
 * about that could not be imported, nobody knows.
 */
export function runsFor(viewer: Viewer): Sql {
  if (viewer.classes.includes(AccessClass.RESTRICTED)) return sql`sync_run`;
  const columns = OPEN.map((name) => `r.${name}`);
  const masked = OF_ROWS.map((name) => `CASE WHEN seen.whole THEN r.${name} END AS ${name}`);
  return sql`(
    SELECT ${raw([...columns, ...masked].join(", "))}
    FROM sync_run r
    CROSS JOIN LATERAL (SELECT (r.source_id IS NOT NULL OR r.state <> 'FAILED')
      AND NOT EXISTS (
        SELECT FROM series_source se JOIN series s ON s.id = se.series_id JOIN indicator i ON i.id = s.indicator_id
        WHERE se.source_id = r.source_id AND (${visibleSeries(viewer)}) IS NOT TRUE)
      AND NOT EXISTS (
        SELECT FROM publication_series ps JOIN series s ON s.id = ps.series_id JOIN indicator i ON i.id = s.indicator_id
        WHERE r.version_after > r.version_before AND ps.publication_id = r.version_after AND (${visibleSeries(viewer)}) IS NOT TRUE)
      AND NOT EXISTS (
        SELECT FROM rejected_row rr JOIN indicator i ON i.id = rr.indicator_id
        WHERE (rr.run_id = r.id OR rr.last_run_id = r.id) AND (${visibleIndicators(viewer)}) IS NOT TRUE) AS whole) AS seen)`;
}
