import { addMonths, daysBetween } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";
import type { LabelLanguage } from "../shared/period-label.js";
import { Amounts } from "./amounts.js";
import type { ExactValue } from "./exact.js";
import { Exact, exact, percentOf } from "./exact.js";
import { ProgressMeasure } from "./plan-enums.js";
import type { ProgressRow } from "./progress-row.js";
import type { Assessment } from "./progress.rules.js";

/** What a sentence about a target is made from; what it is about, as numbers and words of one language. */
export interface Told extends Pick<
  Assessment,
  "status" | "goal" | "path" | "actual" | "expected" | "achievement" | "projected"
> {
  readonly row: ProgressRow;
  readonly on: LocalDate;
  readonly amounts: Amounts;
  readonly baseline: { readonly date: LocalDate; readonly value: ExactValue } | null;
  readonly isRunningTotal: boolean;
  /** Nothing was measured since it began, or for a whole year. */
  readonly isOld: boolean;
  /** Less is better: "at most" and "less than". */
  readonly wantsLess: boolean;
  /** Share of the promised value is worth telling: a total or a count, of which more is better. */
  readonly tellsShare: boolean;
  /** Share of the year so far, in percent, for which a running total has values; null for anything else. */
  readonly coverage: ExactValue | null;
}

/** Decimals of expected values where no indicator says how exact its values are. */
const DECIMALS = 2;
const MONTHS_TOLD = 12;

export function told(row: ProgressRow, assessment: Assessment, on: LocalDate, language: LabelLanguage): Told {
  const symbol = language === "vi" ? row.symbolVi : row.symbolEn;
  const baseline = row.points?.find(({ kind }) => kind === "BASELINE");
  const isRunningTotal = row.measure === ProgressMeasure.YEAR_TO_DATE;
  const wantsLess = row.comparator === "AT_MOST" || row.comparator === "LESS_THAN";
  const { status, goal, path, expected, achievement, projected } = assessment;
  const amounts = new Amounts(language, symbol, row.decimals ?? DECIMALS);
  const comparedWith = [goal.lower, goal.upper, path.from, expected];
  return {
    status,
    goal,
    path,
    actual: assessment.actual && amounts.shown(assessment.actual, comparedWith),
    expected,
    achievement,
    projected,
    row,
    on,
    amounts,
    baseline: baseline ? { date: baseline.date, value: exact(baseline.value) } : null,
    isRunningTotal,
    isOld: isOld(assessment, on < row.dueDate ? on : row.dueDate),
    wantsLess,
    tellsShare: !wantsLess && row.comparator !== "BETWEEN" && symbol !== "%" && symbol !== "‰",
    coverage: coverageOf(row),
  };
}

function isOld({ measurement, path }: Assessment, by: LocalDate): boolean {
  if (measurement === null) return false;
  return measurement.until <= path.startDate || measurement.until <= addMonths(by, -MONTHS_TOLD);
}

/** Days of the periods with a value, of the days from the beginning of the year to the end of the newest of them. */
export function coverageOf({ measure, totalsSince, totalDays, periodEnd }: ProgressRow): ExactValue | null {
  if (measure !== ProgressMeasure.YEAR_TO_DATE || !totalsSince || !periodEnd || totalDays === null) return null;
  return percentOf(new Exact(totalDays), new Exact(daysBetween(totalsSince, periodEnd) + 1));
}
