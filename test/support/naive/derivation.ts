import type { Span, Step } from "./calendar.js";
import { allPeriods, within } from "./calendar.js";
import type { Fraction } from "./fraction.js";
import { add, divide, fraction, fromText, isLess, magnitude, multiply, subtract, total, written } from "./fraction.js";

export interface NaivePoint {
  readonly code: string;
  readonly value: Fraction | null;
  /** SDMX letter. */
  readonly status: string;
  readonly reason: string | null;
  readonly coverage: Fraction | null;
  readonly hasBreak: boolean;
}

export interface Question {
  readonly step: Step;
  readonly startDay: number;
  readonly transform: string;
  readonly window: number;
  readonly base: string | null;
  readonly collapse: { readonly step: Step; readonly method: string; readonly minCoverage: Fraction } | null;
}

const WORST_FIRST = "FEIUVPBA";
const worstOf = (letters: readonly string[]) => WORST_FIRST.split("").find((letter) => letters.includes(letter))!;
const HUNDRED = fraction(100);

/** Each rule said once more, in the plainest way: look up every period that is needed, whatever it costs. */
export function naiveDerivation(points: readonly NaivePoint[], question: Question): NaivePoint[] {
  const { collapse, step, startDay } = question;
  const combined = collapse ? naiveCollapse(points, question) : points;
  const spans = allPeriods(collapse ? collapse.step : step, startDay);
  const byCode = new Map(combined.map((point) => [point.code, point]));
  return combined.map((point) => transformOne(point, { points: combined, byCode, spans }, question));
}

function naiveCollapse(points: readonly NaivePoint[], { step, startDay, collapse }: Question): NaivePoint[] {
  const byCode = new Map(points.map((point) => [point.code, point]));
  return allPeriods(collapse!.step, startDay).flatMap((long): NaivePoint[] => {
    const short = step === collapse!.step ? [long] : within(long, step, startDay);
    const there = short.flatMap(({ code }) => byCode.get(code) ?? []);
    if (there.length === 0) return [];
    const valued = there.filter(({ value }) => value !== null);
    const letters = [...new Set(there.map(({ status }) => status))];
    const coverage = fraction(valued.length, short.length);
    const point = { code: long.code, coverage, hasBreak: letters.includes("B") };
    if (!isLess(coverage, collapse!.minCoverage))
      return [{ ...point, value: combine(valued, collapse!.method), status: worstOf(letters), reason: null }];
    const status = valued.length === 0 && letters.length === 1 ? letters[0]! : "O";
    return [{ ...point, value: null, status, reason: short.length === 1 ? null : "INCOMPLETE" }];
  });
}

function combine(points: readonly NaivePoint[], method: string): Fraction {
  const values = points.map(({ value }) => value!);
  if (method === "SUM") return total(values);
  // What is compared or added up next are the points as they are answered, rounded.
  if (method === "AVERAGE") return fromText(written(divide(total(values), fraction(values.length))));
  if (method === "LAST") return values.at(-1)!;
  return values.reduce((best, value) => (isLess(value, best) === (method === "MIN") ? value : best));
}

/** All points of the series, and all periods that there are. */
interface World {
  readonly points: readonly NaivePoint[];
  readonly byCode: ReadonlyMap<string, NaivePoint>;
  readonly spans: readonly Span[];
}

function transformOne(point: NaivePoint, { points, byCode, spans }: World, question: Question): NaivePoint {
  const { transform, window } = question;
  const at = spans.findIndex(({ code }) => code === point.code);
  const named = (code: string | undefined) => byCode.get(code ?? "");
  if (transform === "VALUE" || point.value === null) return point;
  if (transform === "CUMULATIVE_YEAR") return sumOf(point, yearToDate(spans, at, question).map(named));
  if (transform === "MOVING_AVERAGE")
    return meanOf(
      point,
      Array.from({ length: window }, (_, i) => named(spans[at - window + 1 + i]?.code)),
    );
  if (transform === "INDEX") return indexOne(point, { points, byCode, spans }, question);
  const lastYear = `${Number(point.code.slice(0, 4)) - 1}${point.code.slice(4)}`;
  const base = named(transform.endsWith("ON_YEAR") ? lastYear : spans[at - 1]?.code);
  return compareOne(point, base, points, transform.startsWith("PERCENT"));
}

function compareOne(point: NaivePoint, base: NaivePoint | undefined, points: readonly NaivePoint[], percent: boolean) {
  if (base?.value == null)
    return { ...point, value: null, status: base?.status === "Q" ? "Q" : "O", reason: "NO_BASE" };
  if (isBroken(points, base, point)) return { ...point, value: null, status: "M", reason: "BREAK" };
  const change = subtract(point.value!, base.value);
  if (percent && base.value.n === 0n) return { ...point, value: null, status: "M", reason: "DIVISION_BY_ZERO" };
  const value = percent ? divide(multiply(change, HUNDRED), magnitude(base.value)) : change;
  return { ...point, value, status: worstOf([...unbroken(point), ...unbroken(base), "A"]) };
}

/** A break stands between two points when the later one, or one between them, has it. */
function isBroken(points: readonly NaivePoint[], a: NaivePoint, b: NaivePoint): boolean {
  const [i, j] = [points.indexOf(a), points.indexOf(b)].sort((x, y) => x - y) as [number, number];
  return points.slice(i + 1, j + 1).some(({ hasBreak }) => hasBreak);
}

function unbroken({ status }: NaivePoint): string[] {
  return status === "B" ? [] : [status];
}

function yearToDate(spans: readonly Span[], at: number, { startDay, step, collapse }: Question): string[] {
  const span = spans[at]!;
  const codes = spans.slice(0, at + 1).map(({ code }) => code);
  if ((collapse?.step ?? step) === "W") return codes.filter((code) => code.slice(0, 4) === span.code.slice(0, 4));
  const year = allPeriods("A", startDay).find(({ start, end }) => start <= span.start && span.start <= end)!;
  return codes.filter((_, i) => spans[i]!.start >= year.start);
}

function sumOf(point: NaivePoint, parts: readonly (NaivePoint | undefined)[]): NaivePoint {
  if (parts.some((part) => part?.value == null)) return { ...point, value: null, status: "O", reason: "INCOMPLETE" };
  const value = parts.map((part) => part!.value!).reduce(add);
  return { ...point, value, status: worstOf(parts.map((part) => part!.status)) };
}

function meanOf(point: NaivePoint, parts: readonly (NaivePoint | undefined)[]): NaivePoint {
  const sum = sumOf(point, parts);
  return sum.value === null ? sum : { ...sum, value: divide(sum.value, fraction(parts.length)) };
}

function indexOne(point: NaivePoint, { points, byCode }: World, { base, step, startDay, collapse }: Question) {
  const own = collapse?.step ?? step;
  const long = (["D", "W", "M", "Q", "S", "N", "A"] as const)
    .flatMap((each) => allPeriods(each, startDay))
    .find(({ code }) => code === base)!;
  const codes = within(long, own, startDay).map(({ code }) => code);
  const members = codes.map((code) => byCode.get(code));
  if (members.some((member) => member?.value == null)) {
    const withheld = members.some((member) => member?.status === "Q");
    return { ...point, value: null, status: withheld ? "Q" : "O", reason: "NO_BASE" };
  }
  const all = members as NaivePoint[];
  if ([all[0]!, all.at(-1)!].some((member) => isBroken(points, member, point)))
    return { ...point, value: null, status: "M", reason: "BREAK" };
  const mean = divide(total(all.map(({ value }) => value!)), fraction(all.length));
  if (mean.n === 0n) return { ...point, value: null, status: "M", reason: "DIVISION_BY_ZERO" };
  const value = divide(multiply(point.value!, HUNDRED), mean);
  return { ...point, value, status: worstOf([...unbroken(point), ...all.flatMap(unbroken), "A"]) };
}
