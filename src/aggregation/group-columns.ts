import type { Sql } from "sql-template-tag";
import sql, { empty, join, raw } from "sql-template-tag";
import { rowsAt } from "../database/catalogue-history.js";
import type { AsOf } from "../observation/as-of.js";
import { YEAR_OF_PERIOD } from "../observation/years/year-of.sql.js";
import type { KeyType } from "../shared/cursor.js";
import type { Key } from "../shared/page.js";
import { GroupKey } from "./aggregate-enums.js";

/** A column that groups are made by and ordered by. */
export interface GroupColumn {
  readonly property: string;
  readonly type: KeyType;
  readonly nullable?: boolean;
  /** Over a cell `c`, and what `join` adds. */
  readonly expression: Sql;
  readonly join?: Sql;
  /** It follows from another column: then it is looked up for the groups `g`, which are fewer than cells. */
  readonly isLate?: boolean;
}

/** Canonical codes, the same in all calendars; what has no regular step is told by its days until it is read. */
const PERIOD = `
  CASE s.frequency
    WHEN 'M' THEN to_char(o.period_end, 'YYYY-MM')
    WHEN 'A' THEN to_char(o.period_end, 'YYYY')
    WHEN 'Q' THEN to_char(o.period_end, 'YYYY"-Q"Q')
    WHEN 'S' THEN to_char(o.period_end, 'YYYY') || '-S' || CASE WHEN extract(month FROM o.period_end) > 6 THEN 2 ELSE 1 END
    WHEN 'D' THEN o.period_start::text
    WHEN 'W' THEN to_char(o.period_start, 'IYYY"-W"IW')
    ELSE o.period_start::text || '|' || o.period_end::text || '|' || rc.start_day END`;

/** Keys that tell observations of one series apart: cells are made by them. */
const OF_OBSERVATIONS: Readonly<Partial<Record<GroupKey, string>>> = {
  [GroupKey.YEAR]: YEAR_OF_PERIOD,
  [GroupKey.PERIOD]: PERIOD,
  [GroupKey.STATUS]: "o.status",
};

const targetsAt = (asOf: AsOf) => sql`
  LEFT JOIN (SELECT DISTINCT ta.indicator_id, ta.pillar_id FROM ${rowsAt("target", asOf)} ta WHERE ta.valid_to IS NULL) AS measured
    ON measured.indicator_id = c.indicator_id
  LEFT JOIN pillar pi ON pi.id = measured.pillar_id`;

const columnsAt = (asOf: AsOf): Readonly<Record<GroupKey, readonly GroupColumn[]>> => ({
  INDICATOR: [text("indicatorCode", "c.code"), id("indicatorId", "c.indicator_id")],
  AGENCY: [
    { ...text("agencyCode", "ag.code"), isLate: true, join: sql`JOIN agency ag ON ag.id = g."agencyId"` },
    id("agencyId", "c.agency_id"),
  ],
  TOPIC: [
    {
      ...text("topicCode", "t.code"),
      nullable: true,
      isLate: true,
      join: sql`LEFT JOIN topic t ON t.id = g."topicId"`,
    },
    { ...id("topicId", "c.topic_id"), nullable: true },
  ],
  AREA: [
    { ...text("areaCode", "a.code"), isLate: true, join: sql`JOIN area a ON a.id = g."areaId"` },
    id("areaId", "c.area_id"),
  ],
  AREA_LEVEL: [{ ...id("areaLevel", "level.level::int"), join: sql`JOIN area level ON level.id = c.area_id` }],
  PERIOD: [text("periodKey", "c.period")],
  YEAR: [id("year", "c.year")],
  PILLAR: [
    { ...text("pillarCode", "pi.code"), nullable: true, join: targetsAt(asOf) },
    { ...id("pillarId", "measured.pillar_id"), nullable: true },
  ],
  STATUS: [text("status", "c.status::text")],
  UNIT: [
    { ...text("unitCode", "u.code"), isLate: true, join: sql`JOIN unit u ON u.id = g."unitId"` },
    id("unitId", "c.unit_id"),
  ],
  FREQUENCY: [text("frequency", "c.frequency")],
});

const COLUMNS = columnsAt(null);

/** The columns of a grouping, each key once, dimensions last. */
export function groupColumns(keys: readonly GroupKey[], dimensions: readonly string[], asOf: AsOf): GroupColumn[] {
  const columns = asOf == null ? COLUMNS : columnsAt(asOf);
  return [...new Set(keys)].flatMap((key) => columns[key]).concat(dimensions.map(memberOf));
}

/** What splits the observations of a series into cells, as `, … AS year` for the select list and what groups by it. */
export function cellKeys(keys: readonly GroupKey[]): { select: Sql; groupBy: Sql } {
  const own = [...new Set(keys)].filter((key) => OF_OBSERVATIONS[key]);
  // A series without observations makes no cell.
  if (own.length === 0) return { select: empty, groupBy: raw("HAVING count(*) > 0") };
  return {
    select: raw(own.map((key) => `, ${OF_OBSERVATIONS[key]} AS ${key.toLowerCase()}`).join("")),
    groupBy: raw(`GROUP BY ${own.map((key) => key.toLowerCase()).join(", ")}`),
  };
}

/** `, expression AS "property"` for each column. */
export function selectColumns(columns: readonly GroupColumn[]): Sql {
  if (columns.length === 0) return empty;
  return sql`, ${join(columns.map(({ property, expression }) => sql`${expression} AS "${raw(property)}"`))}`;
}

export function joinsOf(columns: readonly GroupColumn[]): Sql {
  const joins = columns.map((column) => column.join).filter((each) => each !== undefined);
  return joins.length > 0 ? join(joins, " ") : empty;
}

/** Names of the columns, behind an alias, for GROUP BY and the select list of what comes after. */
export function namesOf(columns: readonly GroupColumn[], alias: string): string[] {
  return columns.map(({ property }) => `${alias}."${property}"`);
}

export function orderKeysOf(columns: readonly GroupColumn[]): Key[] {
  return columns.map(({ property, type, nullable = false }) => ({
    expression: `g."${property}"`,
    property,
    type,
    nullable,
  }));
}

function memberOf(dimension: string, i: number): GroupColumn {
  // A breakdown is written SEX=F,URB=U.
  const rest = sql`split_part(',' || c.breakdown || ',', ${`,${dimension}=`}::text, 2)`;
  return {
    property: `member${i}`,
    type: "text",
    expression: sql`coalesce(nullif(split_part(${rest}, ',', 1), ''), '_T')`,
  };
}

function text(property: string, expression: string): GroupColumn {
  return { property, type: "text", expression: raw(expression) };
}

function id(property: string, expression: string): GroupColumn {
  return { property, type: "integer", expression: raw(expression) };
}
