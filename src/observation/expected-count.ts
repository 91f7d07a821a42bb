import type { LocalDate } from "../shared/local-date.js";
import { kindOfCode, PeriodKind } from "../shared/period-kind.js";
import { nextPeriod, periodNumber, previousPeriod } from "../shared/period-steps.js";
import type { ReportingCalendar } from "../shared/reporting-calendar.js";
import { periodOf, periodRange } from "../shared/reporting-calendar.js";
import type { Window } from "./derivation-window.js";
import type { DerivedPoint } from "./derived-point.js";
import { windowOf } from "./period-window.js";

/** How many periods could have a point: those wholly in the window, or between the points where the window is open. */
export function expectedCount(
  points: readonly DerivedPoint[],
  kind: PeriodKind | null,
  { period, last }: Window,
  calendar: ReportingCalendar,
  today: () => LocalDate,
): number {
  if (kind === null) return points.length;
  if (period?.in) return new Set(period.in.filter((code) => kindOfCode(code) === kind)).size;
  const { start, end } = windowOf(period, calendar, today);
  const from = start === undefined || last != null ? points[0]?.period : firstFrom(start, kind, calendar);
  const to = end === undefined ? points.at(-1)?.period : lastTo(end, kind, calendar);
  return from == null || to == null ? 0 : Math.max(0, periodNumber(to)! - periodNumber(from)! + 1);
}

/** The first period of a kind that begins on a day or after it. */
export function firstFrom(start: LocalDate, kind: PeriodKind, calendar: ReportingCalendar): string | null {
  const code = holding(start, kind, calendar);
  return periodRange(code, calendar).start < start ? nextPeriod(code) : code;
}

/** The last period of a kind that is over on a day. */
export function lastTo(end: LocalDate, kind: PeriodKind, calendar: ReportingCalendar): string | null {
  const code = holding(end, kind, calendar);
  return periodRange(code, calendar).end > end ? previousPeriod(code) : code;
}

/** The period that holds a day; for nine months, that of the day's year, although it may be over. */
function holding(day: LocalDate, kind: PeriodKind, calendar: ReportingCalendar): string {
  if (kind !== PeriodKind.NINE_MONTHS) return periodOf(day, kind, calendar);
  return `${periodOf(day, PeriodKind.YEAR, calendar)}-09M`;
}
