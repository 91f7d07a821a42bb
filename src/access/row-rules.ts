import type { Sql } from "sql-template-tag";
import sql, { raw } from "sql-template-tag";
import { AccessClass, hasRole, Role } from "./viewer.js";
import type { Viewer } from "./viewer.js";

/** Aliases of the tables that a rule is about; never a client's text. */
type Alias = "i" | "x" | "s";

/**
 * The rows of `indicator` that a viewer may read. Reads use it through `visibleIndicators` and `visibleSeries`
 * (src/indicator/indicator.reads.ts), which are the one place per table.
 */
export function indicatorRule({ classes, ownAgencyId }: Viewer, indicator: Alias): Sql {
  const table = raw(indicator);
  if (classes.includes(AccessClass.RESTRICTED)) return sql`TRUE`;
  const byClass = sql`${table}.access = ANY(${classes}::text[])`;
  return ownAgencyId === null ? byClass : sql`(${byClass} OR ${table}.agency_id = ${ownAgencyId})`;
}

/** The exceptions: rows of `series` that are closer than their indicator. None is more open than it. */
export function seriesRule({ classes, ownAgencyId }: Viewer, series: Alias, indicator: Alias): Sql {
  const access = raw(`${series}.access`);
  if (classes.includes(AccessClass.RESTRICTED)) return sql`TRUE`;
  if (!classes.includes(AccessClass.SHARED)) return sql`${access} IS NULL`;
  const byClass = sql`${access} IS NULL OR ${access} = ${AccessClass.SHARED}`;
  return ownAgencyId === null ? sql`(${byClass})` : sql`(${byClass} OR ${raw(indicator)}.agency_id = ${ownAgencyId})`;
}

/** The rows of `indicator` that a viewer may change, and with them their series: an agency its own ones, stewards all. */
export function writeRule(viewer: Viewer, indicator: Alias): Sql {
  if (hasRole(viewer, Role.STEWARD)) return sql`TRUE`;
  return viewer.ownAgencyId === null ? sql`FALSE` : sql`${raw(indicator)}.agency_id = ${viewer.ownAgencyId}`;
}

/** The rule of `indicator` for a row that has been read. */
export function mayRead({ classes, ownAgencyId }: Viewer, row: { access: AccessClass; agencyId: number }): boolean {
  return classes.includes(row.access) || (ownAgencyId !== null && row.agencyId === ownAgencyId);
}
