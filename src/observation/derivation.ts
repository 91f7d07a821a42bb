import { Aggregation } from "../indicator/indicator-enums.js";
import { compareDecimal } from "../shared/decimal.js";
import { AppError } from "../shared/errors.js";
import { kindOfFrequency } from "../shared/frequency.js";
import type { Frequency } from "../shared/frequency.js";
import { PeriodKind, kindOfCode } from "../shared/period-kind.js";
import type { DerivationArgs } from "./derivation.inputs.js";
import { Transform } from "./derivation.inputs.js";

const MAX_WINDOW = 366;

/** Combining into longer periods: of which kind, how, and how much must be there. */
export interface Collapse {
  readonly kind: PeriodKind;
  /** Null: as each indicator says. */
  readonly method: Aggregation | null;
  readonly minCoverage: string;
}

/** What is to be made of series, checked as far as it can be without knowing them. */
export interface Derivation {
  readonly collapse: Collapse | null;
  readonly transform: Transform;
  /** Periods in a moving average. */
  readonly window: number;
  /** Period that is 100 in an index. */
  readonly base: string | null;
}

/** What of a series' indicator decides what may be made of it. */
export interface Derivable {
  readonly indicatorCode: string;
  readonly frequency: Frequency;
  readonly aggregation: Aggregation;
  readonly unitVi: string;
}

/** Are these arguments more than the plain observations? */
export function isDerived({ collapse, transform, window, base }: DerivationArgs): boolean {
  return collapse != null || transform !== Transform.VALUE || window != null || base != null;
}

export function derivationOf({ collapse, transform, window, base }: DerivationArgs): Derivation {
  checkWindow(transform, window);
  if ((transform === Transform.INDEX) !== (base != null))
    throw bad("base", base == null ? "INDEX needs base, the period that is 100." : "base is only for INDEX.");
  return { collapse: collapse ? collapseOf(collapse) : null, transform, window: window ?? 1, base: base ?? null };
}

function checkWindow(transform: Transform, window: number | null | undefined): void {
  if (transform !== Transform.MOVING_AVERAGE) {
    if (window != null) throw bad("window", "window is only for MOVING_AVERAGE.");
    return;
  }
  if (window == null) throw bad("window", "MOVING_AVERAGE needs window, the number of periods.");
  if (window < 2 || window > MAX_WINDOW)
    throw bad("window", `window is ${window}; it must lie between 2 and ${MAX_WINDOW}.`);
}

function collapseOf({ frequency, method, minCoverage }: NonNullable<DerivationArgs["collapse"]>): Collapse {
  if (method === Aggregation.NONE)
    throw bad("collapse.method", "collapse.method NONE combines nothing; choose SUM, AVERAGE, LAST, MAX or MIN.");
  const least = minCoverage ?? "1";
  if (compareDecimal(least, "0") <= 0 || compareDecimal(least, "1") > 0)
    throw bad(
      "collapse.minCoverage",
      `collapse.minCoverage is ${least}; it must be more than 0 and at most 1, such as 0.9.`,
    );
  return { kind: kindOfFrequency(frequency) ?? PeriodKind.NINE_MONTHS, method: method ?? null, minCoverage: least };
}

/** Kinds of periods that are made up of whole periods of another kind. Weeks cross the ends of months and years. */
const FITS_INTO: Readonly<Partial<Record<PeriodKind, readonly PeriodKind[]>>> = {
  [PeriodKind.DAY]: [
    PeriodKind.WEEK,
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
    PeriodKind.NINE_MONTHS,
    PeriodKind.YEAR,
  ],
  [PeriodKind.MONTH]: [PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR],
  [PeriodKind.QUARTER]: [PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.YEAR],
  [PeriodKind.HALF]: [PeriodKind.YEAR],
};

export function fitsInto(kind: PeriodKind, longer: PeriodKind): boolean {
  return kind === longer || (FITS_INTO[kind]?.includes(longer) ?? false);
}

/** The kind of the points that come out; null for OTHER, which mixes nine months and ranges. */
export function kindOfResult({ collapse }: Derivation, frequency: Frequency): PeriodKind | null {
  return collapse ? collapse.kind : kindOfFrequency(frequency);
}

export function methodOf({ method }: Collapse, { aggregation }: Derivable): Aggregation {
  return method ?? aggregation;
}

/** Why this must not be made of this series; null when it may. */
export function refusalOf(derivation: Derivation, series: Derivable): AppError | null {
  const { collapse, transform, base } = derivation;
  return (
    (collapse && collapseRefusal(collapse, series)) ??
    transformRefusal(transform, series) ??
    (base === null ? null : baseRefusal(derivation, base, series))
  );
}

function collapseRefusal(collapse: Collapse, series: Derivable): AppError | null {
  const { indicatorCode: code, frequency, aggregation } = series;
  const kind = kindOfFrequency(frequency);
  if (kind === null) return bad("collapse", `${code} has no regular periods (OTHER), so they can't be combined.`);
  if (!fitsInto(kind, collapse.kind)) return bad("collapse.frequency", whyNotInto(code, kind, collapse.kind));
  if (kind === collapse.kind) return null;
  if (aggregation === Aggregation.NONE)
    return bad(
      "collapse",
      `${code} must not be combined over time (its aggregation is NONE), such as ranks and scores.`,
    );
  const isSummed = methodOf(collapse, series) === Aggregation.SUM;
  return isSummed && !addsUp(series) ? bad("collapse.method", whyNotSummed(series)) : null;
}

function whyNotInto(code: string, kind: PeriodKind, longer: PeriodKind): string {
  const [from, into] = [kind, longer].map((each) => each.toLowerCase().replace("_", " "));
  if (kind === PeriodKind.WEEK)
    return `${code} is weekly, and weeks cross the ends of months and years: they are combined into nothing longer.`;
  return `${code} is observed by ${from}, which does not make up a ${into}; collapse goes to longer periods only.`;
}

/** Flows add up over time; stocks, averages, ranks and shares do not, whatever a caller would like. */
function addsUp({ aggregation, unitVi }: Derivable): boolean {
  return aggregation === Aggregation.SUM && !isShare(unitVi);
}

function isShare(unit: string): boolean {
  return unit === "%" || unit === "‰";
}

function whyNotSummed({ indicatorCode, aggregation, unitVi }: Derivable): string {
  const reason = isShare(unitVi) ? `its unit is ${unitVi}` : `its aggregation is ${aggregation}`;
  return `${indicatorCode} does not add up over time (${reason}): its sum would mean nothing.`;
}

function transformRefusal(transform: Transform, series: Derivable): AppError | null {
  const { indicatorCode: code, aggregation, frequency } = series;
  if (transform === Transform.CUMULATIVE_YEAR) {
    if (!addsUp(series)) return bad("transform", `CUMULATIVE_YEAR: ${whyNotSummed(series)}`);
    if (kindOfFrequency(frequency) === null)
      return bad("transform", `CUMULATIVE_YEAR: ${code} has no regular periods (OTHER) to add up.`);
  }
  if (transform === Transform.MOVING_AVERAGE && aggregation === Aggregation.NONE)
    return bad("transform", `MOVING_AVERAGE: ${code} must not be combined over time (its aggregation is NONE).`);
  return null;
}

function baseRefusal(derivation: Derivation, base: string, { indicatorCode, frequency, aggregation }: Derivable) {
  const kind = kindOfResult(derivation, frequency);
  const baseKind = kindOfCode(base);
  if (kind === null || kind === baseKind) return null;
  if (!fitsInto(kind, baseKind))
    return bad(
      "base",
      `base is ${base}; the points of ${indicatorCode} are by ${kind.toLowerCase()}, give one of them or a longer period.`,
    );
  return aggregation === Aggregation.NONE
    ? bad(
        "base",
        `base is ${base}; ${indicatorCode} must not be averaged (its aggregation is NONE), give one of its own periods.`,
      )
    : null;
}

function bad(argument: string, message: string): AppError {
  return new AppError("BAD_USER_INPUT", message, { argument });
}
