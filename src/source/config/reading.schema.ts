import { z } from "zod";
import { PeriodKind } from "../../shared/period-kind.js";
import { parseDecimal } from "../../shared/decimal.js";
import { STATUS_LETTERS } from "../../shared/status-letters.js";
import type { StatusName } from "../../shared/status-letters.js";
import { expression } from "./expression.schema.js";
import { name, oneOf, oneOrMore, isTimeZone, section, text, whole } from "./words.js";

/** How texts of a source become numbers, dates, periods and codes: declared here, never guessed per cell. */

/** Names of CL_OBS_STATUS as people write them in a configuration. */
export const statusName = oneOf(Object.keys(STATUS_LETTERS) as [StatusName, ...StatusName[]]);

/** Text between slashes-free quotes, compiled once; letters match in any case. */
export const pattern = text.transform((source, context) => {
  try {
    return new RegExp(source, "iu");
  } catch (error) {
    context.addIssue({ code: "custom", message: `is no regular expression: ${(error as Error).message}` });
    return z.NEVER;
  }
});

export const factor = text.transform((written, context) => {
  const decimal = parseDecimal(written);
  if (decimal === null || !/[1-9]/.test(decimal))
    context.addIssue({ code: "custom", message: "must be a number such as 1000 or 0.001" });
  return decimal ?? "1";
});

const periods = section({
  /** code: any unambiguous spelling of a period; date: a day inside the period; year: a year, beside a month or quarter. */
  as: oneOf(["code", "date"]).default("code"),
  kind: z.enum(PeriodKind, `must be one of ${Object.values(PeriodKind).join(", ")}`).optional(),
  /** First day of the months that a date is counted into: 15 for the province's report months. */
  startDay: whole(1, 28).default(1),
}).refine((given) => given.as === "code" || (given.kind !== undefined && given.kind !== PeriodKind.RANGE), {
  path: ["kind"],
  message: "must say which kind of period a date stands for",
});

export const reading = section({
  /** plain 1234.5, vi 1.234,5, en 1,234.5; typed numbers of JSON and workbooks need no profile. */
  numbers: oneOf(["plain", "vi", "en"]).default("plain"),
  /** (1.234) is -1234; otherwise it may be a footnote mark and is refused. */
  parentheses: oneOf(["refuse", "negative"]).default("refuse"),
  /** 12,5% is 12.5; otherwise it is no number, since 0.125 may be meant. */
  percentSign: oneOf(["refuse", "drop"]).default("refuse"),
  /** Texts in place of a value and the status that they mean. */
  signs: z.record(z.string(), statusName).default({}),
  empty: oneOf(["missing", "refuse", "skip"]).default("missing"),
  /** Of JSON: what it means when no record of a delivery has the field of the value, which may have been renamed. */
  absent: oneOf(["refuse", "empty"]).default("refuse"),
  /** Values are multiplied by this, exactly. */
  multiplyBy: factor.default("1"),
  dates: oneOf(["dmy", "iso", "mdy", "excel"]).default("dmy"),
  /** Of moments with an offset, such as 2023-08-29T17:00:00Z: the day it was then here. */
  timeZone: text.refine(isTimeZone, "must be an IANA time zone such as Asia/Ho_Chi_Minh").default("Asia/Ho_Chi_Minh"),
  periods: periods.prefault({}),
  /** Marks such as (1) or * behind a label or a number: taken off, or part of the text. */
  footnotes: oneOf(["refuse", "strip"]).default("refuse"),
  /** Kinds of codes that a spreadsheet saved as 26506.0. */
  floatCodes: z.array(oneOf(["indicators", "areas", "periods", "breakdowns"])).default([]),
  /** Kinds of codes that lost their leading zeros, and how long they are. */
  codeWidths: z.partialRecord(oneOf(["indicators", "areas", "periods", "breakdowns"]), whole(1, 30)).default({}),
});

/** What becomes of a code that the list does not have. */
const others = oneOf(["refuse", "keep", "skip"]).default("refuse");
const pairs = z.record(z.string(), text);

const codeList = z.union(
  [
    /** CSV beside the configuration with the columns from and to. */
    section({ file: name, others }),
    section({ map: pairs, others }),
    pairs.transform((map) => ({ map, others: "refuse" as const })),
  ],
  "must be a file (file: codes.csv) or a map from their code to ours",
);

export const codes = section({
  indicators: codeList.optional(),
  areas: codeList.optional(),
  periods: codeList.optional(),
  statuses: z.record(z.string(), statusName).default({}),
  /** By what a value in this unit is multiplied. */
  units: z.record(z.string(), factor).default({}),
  breakdowns: z.record(name, codeList).default({}),
});

/** The same for every record, instead of a field or column. `{name}` stands for a value of `each`. */
export const constants = section({
  indicator: name.optional(),
  area: name.optional(),
  period: name.optional(),
  status: statusName.optional(),
  comment: name.optional(),
  breakdowns: z.record(name, name).default({}),
});

/** Where a record has what, as JSONata expressions over the record. */
export const fields = section({
  indicator: expression.optional(),
  area: expression.optional(),
  period: expression.optional(),
  /** Beside a period that is a year. */
  month: expression.optional(),
  quarter: expression.optional(),
  value: expression.optional(),
  status: expression.optional(),
  comment: expression.optional(),
  /** True where the source withdraws the fact. */
  withdrawn: expression.optional(),
  /** What the value is counted in; codes.units says by what it is multiplied. */
  unit: expression.optional(),
  breakdowns: z.record(name, expression).default({}),
});
export type Fields = z.output<typeof fields>;

/** Records that are no facts: the expression is true for them. */
export const skipExpressions = oneOrMore(expression).default([]);
