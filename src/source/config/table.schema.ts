import { z } from "zod";
import { ENCODINGS } from "../../shared/encodings.js";
import { constants, factor, pattern } from "./reading.schema.js";
import { flag, name, oneOf, oneOrMore, section, text, whole } from "./words.js";

/** How a table is found in a CSV file or on a sheet, and which of its cells are facts. */

const cell = text.regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/, "must be a cell such as B4");

/** A column by its header, or by its letter: $B. With ? behind it, it may be missing. */
const column = name;

const rowRule = section({
  column: column.optional(),
  /** Any cell of the row, when no column is named. */
  matches: pattern.optional(),
  blank: flag.optional(),
}).refine((rule) => rule.matches !== undefined || rule.blank === true, "must say matches: or blank: true");
export type RowRule = z.output<typeof rowRule>;

/** A text outside of the table: the unit under the title, the month in the heading. The first group, or all of it, is taken. */
const freeText = section({
  cell: cell.optional(),
  /** Instead of a cell: the first cell above the table that matches; or the sheet's or the file's name. */
  from: oneOf(["cell", "above", "sheet", "file"]).default("cell"),
  matches: pattern.optional(),
}).refine((at) => at.from !== "cell" || at.cell !== undefined, "must name a cell, or say from: above, sheet or file");
export type FreeText = z.output<typeof freeText>;

const unit = section({
  cell: cell.optional(),
  from: oneOf(["cell", "above", "sheet", "file"]).default("cell"),
  matches: pattern.optional(),
  /** What the unit's text means for the values; another text refuses the delivery. */
  multiply: z.record(name, factor),
});

const header = section({
  /** Number of the first header row, from 1. */
  row: whole(1, 10_000).optional(),
  /** Instead: the first row with a cell that matches. */
  find: pattern.optional(),
  rows: whole(1, 10).default(1),
  /** right: above the last row, an empty cell says what the cell left of it says, as if the two were merged. */
  fill: oneOf(["none", "right"]).default("none"),
}).refine((at) => at.row === undefined || at.find === undefined, "must say row or find, not both");

const columns = section({
  indicator: column.optional(),
  area: column.optional(),
  period: column.optional(),
  /** Beside a period column that holds years. */
  month: column.optional(),
  quarter: column.optional(),
  value: column.optional(),
  status: column.optional(),
  comment: column.optional(),
  withdrawn: column.optional(),
  /** What the value is counted in; codes.units says by what it is multiplied. */
  unit: column.optional(),
  breakdowns: z.record(name, column).default({}),
});

const told = text.regex(
  /^(?:indicator|area|period|month|quarter|breakdown:.+)$/,
  "must be indicator, area, period, month, quarter or breakdown:CODE",
);

/** What a header tells: where, and which part of its text; the first group, or all of it, is taken. */
const headerPart = section({ row: whole(1, 10).optional(), matches: pattern.optional() });

type HeaderPart = z.output<typeof headerPart>;

const across = section({
  /** One column, several, or from one to another: "$C:$N". */
  columns: oneOrMore(column),
  /** What the header above each of these columns tells; `breakdown:SEX` for a dimension. Several things: each with its place. */
  headerGives: z
    .union([told.transform((gives): Record<string, HeaderPart> => ({ [gives]: {} })), z.record(told, headerPart)], {
      error: () =>
        "must be one of indicator, area, period, month, quarter, breakdown:CODE, or such names with their places",
    })
    .default({}),
  /** Which header row tells it, from 1; the last one by default. */
  headerRow: whole(1, 10).optional(),
  ...constants.shape,
  multiplyBy: factor.optional(),
});
export type Across = z.output<typeof across>;

export const table = section({
  header: z.union([z.literal("none"), header]).prefault({}),
  columns: columns.prefault({}),
  /** Wide forms: these columns hold one value each. */
  across: oneOrMore(across).default([]),
  /** Texts outside of the table. */
  cells: section({
    indicator: freeText.optional(),
    area: freeText.optional(),
    period: freeText.optional(),
    month: freeText.optional(),
    quarter: freeText.optional(),
    comment: freeText.optional(),
  }).prefault({}),
  /** Of a column's text only the part that matches is meant: the first group, or all of it. Other texts stay whole. */
  parts: section({
    indicator: pattern.optional(),
    area: pattern.optional(),
    period: pattern.optional(),
    month: pattern.optional(),
    quarter: pattern.optional(),
    value: pattern.optional(),
    unit: pattern.optional(),
  }).prefault({}),
  unit: unit.optional(),
  /** A row of column numbers (A B 1 2 3 4=5+6) below the header: skipped in workbooks, read in CSV, unless declared. */
  columnNumbers: oneOf(["skip", "read"]).optional(),
  skip: oneOrMore(rowRule).default([]),
  /** Rows that say something about all rows below them. */
  sections: oneOrMore(
    section({
      column: column.optional(),
      /** Of its text, the first group or all of it is taken. */
      matches: pattern,
      gives: told,
      /** true: the row is a fact as well, such as a total above its parts. */
      fact: flag.default(false),
    }),
  ).default([]),
  /** The table ends before the first row of which this is true. */
  until: oneOrMore(rowRule).default([]),
  /** Columns whose empty cells mean the cell above. */
  fillDown: oneOrMore(column).default([]),
  /** Texts that must stand where they always stood; the form has changed otherwise. */
  expect: z.array(section({ cell, matches: pattern })).default([]),
});
export type TableLayout = z.output<typeof table>;

export const csv = section({
  encoding: oneOf(ENCODINGS).default("utf-8"),
  delimiter: z
    .enum([",", ";", "\t", "|", "tab"], "must be one of , ; | tab")
    .transform((mark) => (mark === "tab" ? "\t" : mark))
    .default(","),
});

export const workbook = section({
  /** Names of the sheets, or patterns between slashes; without it the only sheet that is not hidden. */
  sheets: oneOrMore(name).optional(),
  formats: z.array(oneOf(["xlsx", "xls", "html", "xml"])).default(["xlsx", "xls"]),
  /** tcvn3: texts are written for fonts such as .VnTime; vni: for those such as VNI-Times. */
  encoding: oneOf(["unicode", "tcvn3", "vni"]).default("unicode"),
  /** A cell that shows 12.5% holds 0.125: which of them is the value. */
  percents: oneOf(["stored", "shown"]).default("stored"),
});
