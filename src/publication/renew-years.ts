import type { ClientBase } from "pg";
import { HAS_YEARS, yearOf } from "../observation/years/year-of.sql.js";
import { one } from "./one-row.js";

/** Any number that no other session lock of Kho uses. */
const YEARS_LOCK = 1_692_800_007;
/** Series made anew in one transaction: a second's work for series of ten years by month. */
const SERIES_AT_ONCE = 5_000;

const STANDING = `
  SELECT v.publication_id AS "done", v.left_out AS "leftOut", (SELECT coalesce(max(p.id), 0) FROM publication p) AS "newest"
  FROM series_year_version v`;

/** From here on, a row of this publication that comes later was changed by hand. */
const REACH = `UPDATE series_year_version SET reaching = $1`;

/** Not when somebody has changed observations by hand meanwhile. */
const REACHED = `UPDATE series_year_version SET publication_id = reaching, left_out = $2 WHERE reaching = $1`;

const BEHIND = `SELECT DISTINCT ps.series_id AS "id" FROM publication_series ps WHERE ps.publication_id > $1 ORDER BY 1`;
const ALL = `SELECT s.id AS "id" FROM series s ORDER BY 1`;

const REMOVE = `DELETE FROM series_year y WHERE y.series_id = ANY($1::int[])`;

/** A series with a period that lies in no single year is left out, and told. */
const MAKE = `
  WITH made AS MATERIALIZED (
    SELECT s.id AS series_id, own.*, ${yearOf("own.first_start")} = own.year AS is_whole
    FROM series s JOIN indicator i ON i.id = s.indicator_id JOIN reporting_calendar rc ON rc.id = i.calendar_id
    CROSS JOIN LATERAL (
      SELECT ${yearOf("o.period_end")} AS year, count(*) AS counted, count(o.value) AS valued,
        sum(o.value) AS total, max(o.value) AS largest, min(o.value) AS smallest,
        (array_agg(o.value ORDER BY o.period_start DESC) FILTER (WHERE o.value IS NOT NULL))[1] AS newest,
        max(o.period_start) FILTER (WHERE o.value IS NOT NULL) AS newest_start,
        min(o.period_start) AS first_start, max(o.period_start) AS last_start
      FROM observation o WHERE o.series_id = s.id GROUP BY 1) AS own
    WHERE s.id = ANY($1::int[]) AND ${HAS_YEARS}),
  odd AS (SELECT DISTINCT m.series_id FROM made m WHERE NOT m.is_whole),
  kept AS (
    INSERT INTO series_year (series_id, year, counted, valued, total, largest, smallest, newest, newest_start, first_start, last_start)
    SELECT m.series_id, m.year, m.counted, m.valued, m.total, m.largest, m.smallest, m.newest, m.newest_start, m.first_start, m.last_start
    FROM made m WHERE NOT EXISTS (SELECT FROM odd WHERE odd.series_id = m.series_id) ORDER BY m.series_id, m.year)
  SELECT coalesce(array_agg(odd.series_id), '{}') AS "odd" FROM odd`;

/**
 * Makes the yearly totals of all series that publications have changed since the last time, in one process at a time. Readers see each
 * series as it was, and know that it is behind, until all are made.
 * @param isWanted false ends it before the next series
 * @returns how many series were made anew; null when another process does it
 */
export async function renewYears(client: ClientBase, isWanted: () => boolean = () => true): Promise<number | null> {
  const { locked } = await one<{ locked: boolean }>(client, `SELECT pg_try_advisory_lock(${YEARS_LOCK}) AS "locked"`);
  if (!locked) return null;
  try {
    let made = 0;
    for (;;) {
      const standing = await one<Standing>(client, STANDING);
      if (standing.newest <= standing.done || !isWanted()) return made;
      made += await catchUp(client, standing, isWanted);
    }
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${YEARS_LOCK})`);
  }
}

interface Standing {
  readonly done: number;
  readonly newest: number;
  readonly leftOut: readonly number[];
}

/** Publications that come meanwhile leave their series behind once more; what was read of them does no harm. */
async function catchUp(
  client: ClientBase,
  { done, newest, leftOut }: Standing,
  isWanted: () => boolean,
): Promise<number> {
  await client.query(REACH, [newest]);
  const { rows } =
    done === 0 ? await client.query<{ id: number }>(ALL) : await client.query<{ id: number }>(BEHIND, [done]);
  const ids = rows.map(({ id }) => id);
  const odd = new Set(leftOut);
  for (let from = 0; from < ids.length; from += SERIES_AT_ONCE) {
    if (!isWanted()) return from;
    const batch = ids.slice(from, from + SERIES_AT_ONCE);
    for (const id of batch) odd.delete(id);
    for (const id of await makeAnew(client, batch)) odd.add(id);
  }
  await client.query(REACHED, [newest, [...odd]]);
  return ids.length;
}

/** @returns the series that can't be made */
async function makeAnew(client: ClientBase, ids: readonly number[]): Promise<readonly number[]> {
  await client.query("BEGIN");
  try {
    await client.query(REMOVE, [ids]);
    const { odd } = await one<{ odd: number[] }>(client, MAKE, [ids]);
    await client.query("COMMIT");
    return odd;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
