import { z } from "zod";
import { parseDecimal } from "../../shared/decimal.js";
import { AppError } from "../../shared/errors.js";
import { readCsvLines } from "../csv.lines.js";

const decimal = z
  .string()
  .refine((text) => text === "" || parseDecimal(text) !== null, "must be a number such as 12.5");
const text = z.string().trim().default("");

const row = z
  .strictObject({
    indicator: text,
    rule: z.enum(
      ["RANGE", "DECIMALS", "MONOTONE", "JUMP", "BREAKDOWN", "TOTAL"],
      "must be RANGE, DECIMALS, MONOTONE, JUMP, BREAKDOWN or TOTAL",
    ),
    severity: z.enum(["REJECT", "QUARANTINE", "WARN"], "must be REJECT, QUARANTINE or WARN"),
    minimum: decimal.default(""),
    maximum: decimal.default(""),
    allowed: decimal.default(""),
    dimension: text,
    codes: text,
    note: text,
  })
  .superRefine((given, context) => {
    for (const message of contradictions(given)) context.addIssue({ code: "custom", message });
  });

/** A rule as a line of a file says it; empty cells are null. */
export interface WrittenRule {
  readonly line: number;
  /** "*" for every indicator. */
  readonly indicator: string;
  readonly kind: string;
  readonly severity: string;
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly allowed: string | null;
  readonly dimension: string | null;
  readonly codes: readonly string[] | null;
  readonly note: string | null;
}

/** @throws AppError BAD_USER_INPUT with every fault of the file, line by line */
export async function readRulesFile(path: string): Promise<WrittenRule[]> {
  const records = await readCsvLines(path);
  const faults: string[] = [];
  const rules = records.map(({ line, cells }) => {
    const parsed = row.safeParse(cells);
    if (parsed.success) return written(parsed.data, line);
    for (const {
      path: [column],
      message,
    } of parsed.error.issues)
      faults.push(`line ${line}: ${column === undefined ? "" : `${String(column)} `}${message}`);
    return null;
  });
  if (faults.length > 0)
    throw new AppError("BAD_USER_INPUT", `${path} holds faults, no rule was loaded: ${faults.join("; ")}`);
  return rules.filter((rule) => rule !== null);
}

function contradictions({
  indicator,
  rule,
  minimum,
  maximum,
  allowed,
  dimension,
  codes,
}: z.output<typeof row>): string[] {
  const wants = (wanted: boolean, given: string, name: string): string[] => {
    if (wanted && given === "") return [`${name} is needed by ${rule}`];
    return !wanted && given !== "" ? [`${name} means nothing to ${rule}`] : [];
  };
  const range = rule === "RANGE";
  return [
    ...(indicator === "" ? ["indicator is empty: name one, or * for all"] : []),
    ...(range && minimum === "" && maximum === "" ? ["minimum or maximum is needed by RANGE"] : []),
    ...(range ? [] : [...wants(false, minimum, "minimum"), ...wants(false, maximum, "maximum")]),
    ...wants(!range && rule !== "BREAKDOWN", allowed, "allowed"),
    ...(rule === "TOTAL" ? [] : wants(rule === "BREAKDOWN", dimension, "dimension")),
    ...(codes !== "" && dimension === "" ? ["codes need a dimension"] : []),
    ...(allowed.startsWith("-") ? ["allowed must not be negative"] : []),
  ];
}

function written({ rule, indicator, severity, codes, ...rest }: z.output<typeof row>, line: number): WrittenRule {
  const { minimum, maximum, allowed, dimension, note } = rest;
  const list = codes === "" ? null : codes.split(/[ ;]+/).filter((code) => code !== "");
  const texts = { minimum, maximum, allowed, dimension, note };
  const nullable = Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [name, value === "" ? null : value]),
  );
  return {
    line,
    indicator,
    kind: rule,
    severity,
    codes: list,
    ...(nullable as Record<keyof typeof texts, string | null>),
  };
}
