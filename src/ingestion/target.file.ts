import { z } from "zod";
import { multiplyDecimal, parseDecimal } from "../shared/decimal.js";
import { AppError } from "../shared/errors.js";
import { isLocalDate } from "../shared/local-date.js";
import { readCsvLines } from "./csv.lines.js";

export const day = z.string().refine(isLocalDate, "is no day YYYY-MM-DD");

const optional = z
  .string()
  .default("")
  .transform((cell) => (cell === "" ? null : cell));
const required = z.string("is missing").min(1, "is empty");
const optionalDay = optional.pipe(day.nullable());
const number = z
  .string()
  .transform((cell, context) => exact(cell) ?? refused(context, "is no decimal number such as 84818.2"));
const optionalNumber = optional.pipe(number.nullable());
const oneOf = <const Name extends string>(names: readonly Name[]) =>
  z.enum(names, `must be one of ${names.join(", ")}`);

const COMPARATORS = ["AT_LEAST", "MORE_THAN", "AT_MOST", "LESS_THAN", "EQUAL", "BETWEEN"] as const;

const ROW = z.strictObject({
  code: required,
  pillar: required,
  name_vi: required,
  name_en: optional,
  agency: optional,
  indicator: optional,
  series: optional,
  comparator: oneOf(COMPARATORS),
  value: number,
  upper_value: optionalNumber,
  unit: required,
  due_date: day,
  baseline_date: optionalDay,
  baseline_value: optionalNumber,
  milestones: z.string().default("").transform(milestonesOf),
  measured_as: optional.pipe(oneOf(["LATEST_VALUE", "YEAR_TO_DATE"]).nullable()),
  lineage: optional,
  provenance: optional.pipe(oneOf(["PUBLISHED", "SAMPLE", "DELIVERED"]).nullable()),
  citation_vi: optional,
  citation_en: optional,
  decision: optional,
  decided_on: optionalDay,
  decision_note_vi: optional,
  decision_note_en: optional,
  valid_from: optionalDay,
  valid_to: optionalDay,
});

export interface Point {
  readonly kind: "BASELINE" | "MILESTONE";
  readonly on: string;
  readonly value: string;
}

/** One wording of a target, as a row of the file has it. */
export interface WrittenTarget extends Omit<
  z.infer<typeof ROW>,
  "milestones" | "baseline_date" | "baseline_value" | "valid_from" | "provenance"
> {
  readonly line: number;
  readonly provenance: "PUBLISHED" | "SAMPLE" | "DELIVERED";
  readonly valid_from: string;
  /** In the order of their days. */
  readonly points: readonly Point[];
}

/**
 * @param firstDay from which a wording holds that says nothing else
 * @throws AppError BAD_USER_INPUT with every fault of the file, line by line
 */
export async function readTargets(path: string, firstDay: string): Promise<WrittenTarget[]> {
  const faults: string[] = [];
  const targets: WrittenTarget[] = [];
  for (const { line, cells } of await readCsvLines(path)) {
    const { data, error } = ROW.safeParse(cells);
    const found = error ? error.issues.map(({ path: at, message }) => [...at, message].join(" ")) : [];
    if (data) {
      const target = targetOf(line, data, firstDay);
      const twice = targets.find((one) => one.code === target.code && one.valid_from === target.valid_from);
      found.push(...faultsOf(data, target), ...(twice ? [`${target.code} stands on line ${twice.line} already`] : []));
      targets.push(target);
    }
    faults.push(...found.map((fault) => `line ${line}: ${fault}`));
  }
  if (faults.length > 0)
    throw new AppError("BAD_USER_INPUT", `${path} holds faults, nothing was loaded: ${faults.join("; ")}`);
  return targets;
}

type Row = z.infer<typeof ROW>;

function targetOf(line: number, row: Row, firstDay: string): WrittenTarget {
  const { milestones, baseline_date, baseline_value, provenance, valid_from, ...rest } = row;
  const baseline: Point[] =
    baseline_date !== null && baseline_value !== null
      ? [{ kind: "BASELINE", on: baseline_date, value: baseline_value }]
      : [];
  const points = [...baseline, ...milestones].sort((a, b) => (a.on < b.on ? -1 : 1));
  return { line, ...rest, provenance: provenance ?? "DELIVERED", valid_from: valid_from ?? firstDay, points };
}

function faultsOf(row: Row, target: WrittenTarget): string[] {
  const days = target.points.map(({ on }) => on);
  const said: [boolean, string][] = [
    [
      (row.comparator === "BETWEEN") !== (row.upper_value !== null),
      "upper_value goes with the comparator BETWEEN, and with no other",
    ],
    [(row.baseline_date === null) !== (row.baseline_value === null), "baseline_date and baseline_value go together"],
    [new Set(days).size < days.length, "two points of the way lie on one day"],
    [row.series !== null && row.indicator === null, "series needs its indicator"],
    [target.valid_to !== null && target.valid_to <= target.valid_from, `valid_to must lie after ${target.valid_from}`],
  ];
  return said.filter(([isSo]) => isSo).map(([, fault]) => fault);
}

/** "2023-06-30=55; 2023-09-30=80" */
function milestonesOf(cell: string, context: z.RefinementCtx): Point[] {
  return cell
    .split(";")
    .filter((part) => part.trim() !== "")
    .map((part): Point => {
      const [on = "", written = ""] = part.split("=").map((each) => each.trim());
      const value = exact(written);
      if (!isLocalDate(on) || value === null)
        return refused(context, 'are days with values, such as "2023-06-30=55; 2023-09-30=80"');
      return { kind: "MILESTONE", on, value };
    });
}

/** Without zeros at the end, so that 95 and 95.0 are one value. */
function exact(cell: string): string | null {
  const value = parseDecimal(cell);
  return value === null ? null : multiplyDecimal(value, "1");
}

function refused(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: "custom", message });
  return z.NEVER;
}
