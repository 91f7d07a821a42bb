import { daysBetween } from "../shared/local-date.js";
import { kindOfCode, PeriodKind } from "../shared/period-kind.js";
import type { ReportingCalendar } from "../shared/reporting-calendar.js";
import { periodRange } from "../shared/reporting-calendar.js";

const MONTHS: Readonly<Partial<Record<PeriodKind, number>>> = {
  [PeriodKind.MONTH]: 1,
  [PeriodKind.QUARTER]: 3,
  [PeriodKind.HALF]: 6,
  [PeriodKind.NINE_MONTHS]: 9,
  [PeriodKind.YEAR]: 12,
};

/** How many periods of a shorter kind make up a period, where they do: 31 days or 1 month in 2023-08, 4 quarters in 2023. */
export function shortPeriodsIn(code: string, kind: PeriodKind, calendar: ReportingCalendar): number {
  if (kindOfCode(code) === kind) return 1;
  if (kind !== PeriodKind.DAY) return (MONTHS[kindOfCode(code)] ?? 0) / (MONTHS[kind] ?? 1);
  const { start, end } = periodRange(code, calendar);
  return daysBetween(start, end) + 1;
}
