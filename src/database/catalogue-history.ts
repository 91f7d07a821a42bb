import type { Sql } from "sql-template-tag";
import sql, { raw } from "sql-template-tag";

/** Tables whose rows keep their history by triggers (docs/decisions/0018). */
export type VersionedTable = "target" | "target_milestone";

/** The table as it stood in a data version, used as `FROM ${rowsAt("target", version)} ta`; null is now. */
export function rowsAt(table: VersionedTable, version: number | null | undefined): Sql {
  const name = raw(table);
  if (version == null) return name;
  return sql`(
    SELECT now.* FROM ${name} now
    WHERE NOT EXISTS (SELECT FROM ${pastRows(table, version)} AND past.row_id = now.id)
    UNION ALL
    SELECT was.* FROM (SELECT past.content FROM ${pastRows(table, version)} AND past.content IS NOT NULL) AS kept
    CROSS JOIN LATERAL jsonb_populate_record(NULL::${name}, kept.content) AS was)`;
}

/** History of a table in a version, as `catalogue_history past WHERE …`. */
function pastRows(table: string, version: number): Sql {
  return sql`catalogue_history past
    WHERE past.table_name = ${table} AND past.from_publication <= ${version} AND ${version} < past.to_publication`;
}

/**
 * The condition that `series s` stood in a data version. A series came with its first observation; one that never had any
 * came with no version, and so stands in all of them.
 */
export function seriesStoodAt(version: number | null | undefined): Sql {
  if (version == null) return sql`TRUE`;
  // Subselects with LIMIT, because EXISTS below OR may become a scan of a whole table.
  return sql`coalesce(
    (SELECT TRUE FROM observation o WHERE o.series_id = s.id AND o.publication_id <= ${version} LIMIT 1),
    (SELECT TRUE FROM observation_history h WHERE h.series_id = s.id AND h.from_publication <= ${version} LIMIT 1),
    s.observation_count = 0 AND (SELECT TRUE FROM observation_history h WHERE h.series_id = s.id LIMIT 1) IS NULL)`;
}
