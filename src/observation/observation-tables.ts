import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import type { Needs } from "../database/columns.js";
import { columnsOf } from "../database/columns.js";
import type { AsOf } from "./as-of.js";
import { observationsAt } from "./as-of.js";
import { ObservationEntity } from "./observation.entity.js";
import { seriesTables } from "./series.reads.js";

const OF_SERIES = {
  indicatorId: "s.indicator_id",
  areaId: "s.area_id",
  frequency: "s.frequency",
  startDay: "rc.start_day",
};
export const COLUMNS = columnsOf(ObservationEntity, "o", OF_SERIES);
/** The same of a series' latest observation, which the series holds itself. */
const LATEST_COLUMNS = columnsOf(ObservationEntity, "o", {
  seriesId: "s.id",
  periodStart: "s.latest_start",
  periodEnd: "s.latest_end",
  value: "s.last_value",
  status: "s.last_status",
  ...OF_SERIES,
});
const LATEST_KEY = ["seriesId", "periodStart", "indicatorId"];
/** What only the observation holds. */
const ONLY_OBSERVATION = ["publicationId", "comment"];
const tablesAt = (asOf: AsOf) => sql`${seriesTables(asOf)} JOIN ${observationsAt(asOf)} o ON o.series_id = s.id`;
const TABLES = tablesAt(null);
/** Observations as of a version, with their `series s`, `indicator i` and `reporting_calendar rc`. */
export const observationTables = (asOf: AsOf) => (asOf == null ? TABLES : tablesAt(asOf));

/** What is read of the latest observations, which the series hold but for what is seldom asked. */
export function latestOf(needs: Needs, asOf: AsOf): { readonly columns: Sql; readonly from: Sql } {
  const isHeld = needs && !ONLY_OBSERVATION.some((property) => needs.has(property));
  if (isHeld) return { columns: LATEST_COLUMNS.pick(needs, LATEST_KEY), from: seriesTables(asOf) };
  const from = sql`${observationTables(asOf)} AND o.period_start = s.latest_start`;
  return { columns: COLUMNS.pick(needs, ["indicatorId"]), from };
}
