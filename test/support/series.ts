import { periodRange } from "../../src/shared/reporting-calendar.js";
import { insertIndicator, insertSeries, type Point, sqlOn } from "./sql.js";

/** Value and status of a period; a text alone is a value with the status A, null is MISSING. */
export type Observed = string | null | readonly [value: string | null, status: string];

export interface SeriesOptions {
  /** Letter of the frequency. */
  readonly frequency: string;
  readonly aggregation?: string;
  readonly direction?: string;
  /** First day of the calendar's months: 1 or 15. */
  readonly startDay?: number;
  /** Code of the unit. */
  readonly unit?: string;
  readonly access?: string;
}

/** An indicator of its own with one series in the province, from period codes and values. */
export async function insertObserved(
  url: string,
  code: string,
  { frequency, aggregation = "SUM", direction = "NONE", startDay = 1, unit = "NGUOI", access = "OPEN" }: SeriesOptions,
  values: Readonly<Record<string, Observed>>,
): Promise<void> {
  const [ids] = await sqlOn<{ calendar: number; unit: number }>(
    url,
    `SELECT (SELECT id FROM reporting_calendar WHERE start_day = $1) AS calendar, (SELECT id FROM unit WHERE code = $2) AS unit`,
    [startDay, unit],
  );
  await insertIndicator(url, code, {
    frequency,
    aggregation,
    direction,
    access,
    calendar_id: ids!.calendar,
    unit_id: ids!.unit,
  });
  const points = Object.entries(values).map(([period, observed]): Point => {
    const { start, end } = periodRange(period, { startDay });
    const [value, status] = Array.isArray(observed)
      ? (observed as [string, string])
      : [observed, observed === null ? "O" : "A"];
    return [start, end, value as string | null, status];
  });
  await insertSeries(url, { key: `${frequency}.${code}.77._T`, indicator: code }, points);
}
