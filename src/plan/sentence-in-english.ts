import type { Amounts } from "./amounts.js";
import type { ExactValue } from "./exact.js";
import { shortfall } from "./goal.js";
import { ProgressStatus } from "./plan-enums.js";
import { bestPlaces } from "./sentence-in-vietnamese.js";
import type { Told } from "./progress-told.js";
import { dateText, untilText } from "./progress-until.js";

const day = (date: string) => dateText(date, "en");

/** The same in English. */
export function sentenceInEnglish(it: Told): string {
  return `Target “${it.row.nameEn ?? it.row.nameVi}”: ${BODIES[it.status](it)}.`;
}

const BODIES: Readonly<Record<ProgressStatus, (it: Told) => string>> = {
  [ProgressStatus.ACHIEVED]: (it) =>
    `${measured(it)}${share(it)}, which meets the target of ${goal(it)} ${it.on < it.row.dueDate ? "before it is due" : "on time"} (${dueDay(it)})${sinceBaseline(it)}`,
  [ProgressStatus.ON_TRACK]: (it) =>
    `${measured(it)}${share(it)}, ${comparedWithPath(it)}; on track for the target of ${goal(it)} by ${dueDay(it)}`,
  [ProgressStatus.AT_RISK]: (it) =>
    it.on === it.row.dueDate
      ? notMetOnDueDay(it)
      : `${measured(it)}${share(it)}, ${behind(it)}; the target of ${goal(it)} by ${dueDay(it)} is at risk${projection(it)}`,
  [ProgressStatus.OFF_TRACK]: (it) =>
    it.on === it.row.dueDate
      ? notMetOnDueDay(it)
      : `${measured(it)}${share(it)}, ${behind(it)}; off track for the target of ${goal(it)} by ${dueDay(it)}${projection(it)}`,
  [ProgressStatus.REGRESSING]: (it) =>
    `${measured(it)}, ${change(it)} from the baseline of ${it.amounts.exactly(from(it))} (${day(it.path.startDate)}), moving away from the target of ${goal(it)} by ${dueDay(it)}`,
  [ProgressStatus.MISSED]: (it) =>
    it.isOld
      ? `${measured(it)}${share(it)}; with nothing newer, the target of ${goal(it)} due on ${dueDay(it)} is missed: ${missing(it)}`
      : `${measured(it)}${share(it)}, which misses the target of ${goal(it)} due on ${dueDay(it)}: ${missing(it)}`,
  [ProgressStatus.NOT_STARTED]: (it) =>
    `not started on ${day(it.on)} (it counts from the day after ${day(it.path.startDate)}); the target is ${goal(it)} by ${dueDay(it)}`,
  [ProgressStatus.NO_DATA]: (it) =>
    `no figure yet by ${day(it.on)}, so it can't be judged; the target is ${goal(it)}, ${due(it)}`,
  [ProgressStatus.NO_INDICATOR]: (it) =>
    `no indicator measures it yet, so it can't be judged; the target is ${goal(it)}, ${due(it)}`,
};

function notMetOnDueDay(it: Told): string {
  return `${measured(it)}${share(it)}, ${missing(it)}; the target of ${goal(it)} is not met on the day it is due, ${dueDay(it)}`;
}

/** What was promised, as it follows on "the target of". */
export function goalInEnglish(comparator: string, lower: ExactValue, upper: ExactValue, amounts: Amounts): string {
  if (amounts.isRank && (comparator === "AT_MOST" || comparator === "LESS_THAN"))
    return `a place among the top ${amounts.number(bestPlaces(comparator, upper))}`;
  const value = amounts.exactly(comparator === "AT_MOST" ? upper : lower);
  const words: Readonly<Record<string, string>> = {
    AT_LEAST: lower.eq(100) && value.endsWith("%") ? value : `at least ${value}`,
    MORE_THAN: `more than ${value}`,
    AT_MOST: `at most ${value}`,
    LESS_THAN: `less than ${value}`,
    EQUAL: value,
    BETWEEN: `between ${amounts.inRange(lower)} and ${amounts.exactly(upper)}`,
  };
  return words[comparator]!;
}

function goal({ goal: { comparator, lower, upper }, amounts }: Told): string {
  return goalInEnglish(comparator, lower, upper, amounts);
}

function measured(it: Told): string {
  const total = it.isRunningTotal ? " in the year so far" : "";
  const value = `${it.amounts.exactly(it.actual!)}${total} ${untilText(it.row, "en")}${remarks(it)}`;
  return it.isOld ? `latest figure ${value}` : value;
}

export const WORTH: Readonly<Record<string, string>> = {
  P: "provisional",
  E: "estimated",
  I: "imputed",
  V: "not validated",
  U: "of low reliability",
  B: "after a break in the series",
};

function remarks({ row, isRunningTotal, coverage }: Told): string {
  const worth = isRunningTotal ? (row.totalIsProvisional ? "partly provisional" : null) : WORTH[row.status!];
  const gaps = coverage?.lt(100) ? "some periods missing" : null;
  const found = [row.seriesProvenance === "SAMPLE" ? "sample data" : null, worth, gaps].filter(Boolean);
  return found.length > 0 ? ` (${found.join(", ")})` : "";
}

function share({ tellsShare, achievement, amounts }: Told): string {
  return tellsShare && achievement ? `, ${amounts.percent(achievement)} of the plan` : "";
}

function sinceBaseline(it: Told): string {
  const { baseline, isRunningTotal, actual, amounts } = it;
  if (!baseline || isRunningTotal || actual!.eq(baseline.value)) return "";
  return `, ${change(it)} from the baseline of ${amounts.exactly(baseline.value)} (${day(baseline.date)})`;
}

function change(it: Told): string {
  const up = it.actual!.gt(from(it)) !== it.amounts.isRank;
  return `${up ? "up" : "down"} ${it.amounts.apart(it.actual!, from(it))}`;
}

function from({ path, baseline }: Told): ExactValue {
  return path.from ?? baseline!.value;
}

function comparedWithPath({ amounts, actual, expected, on }: Told): string {
  if (!expected) return "which keeps the promise";
  const shown = amounts.rounded(expected, actual);
  if (shown.eq(actual!)) return `as expected by ${day(on)}`;
  const above = actual!.gt(shown) !== amounts.isRank;
  return `${amounts.apart(actual!, shown)} ${above ? "above" : "below"} the ${amounts.about(expected, actual)} expected by ${day(on)}`;
}

function behind(it: Told): string {
  if (it.expected) return comparedWithPath(it);
  return `${missing(it)} (the plan gives no baseline, so there is no path to compare with)`;
}

function missing({ goal: promised, actual, amounts }: Told): string {
  if (shortfall(promised, actual!).eq(0)) return `exactly ${amounts.exactly(actual!)}`;
  const bound = actual!.lt(promised.lower) ? promised.lower : promised.upper;
  const size = amounts.apart(actual!, bound);
  if (amounts.isRank) return `${size} behind`;
  return actual!.lt(bound) ? `${size} short` : `${size} over the target`;
}

function projection({ projected, amounts, actual }: Told): string {
  if (!projected || projected.eq(actual!)) return "";
  return `; at the present pace it would be ${amounts.about(projected)} by then`;
}

function dueDay({ row }: Told): string {
  return day(row.dueDate);
}

function due({ on, row }: Told): string {
  return on > row.dueDate ? `which was due on ${day(row.dueDate)}` : `due on ${day(row.dueDate)}`;
}
