import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";

/** The publication with which the first version of `observation o` came: a later revision makes nobody late. */
export const FIRST_PUBLICATION = sql`least(o.publication_id, (
  SELECT min(h.from_publication) FROM observation_history h
  WHERE h.series_id = o.series_id AND h.period_start = o.period_start))`;

/** The day, in the warehouse's time zone, of a publication; publications are numbered in the order of their days. */
export function dayOfPublication(id: Sql, timeZone: string): Sql {
  return sql`(SELECT (p.published_at AT TIME ZONE ${timeZone})::date FROM publication p WHERE p.id = ${id})`;
}

/** Rows of `observation o` that say something: a value, or that there will never be one. O and L only say that it is not there yet. */
export const DELIVERED = sql`o.status NOT IN ('O', 'L')`;
