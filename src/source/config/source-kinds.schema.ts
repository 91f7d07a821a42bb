import { CronExpressionParser } from "cron-parser";
import { z } from "zod";
import { isLocalDate } from "../../shared/local-date.js";
import { PIECES } from "../window-pieces.js";
import { address, each, failure, folder, paging, reach, request } from "./access.schema.js";
import { expression } from "./expression.schema.js";
import { codes, constants, fields, reading, skipExpressions } from "./reading.schema.js";
import { auth } from "./secret.js";
import { csv, table, workbook } from "./table.schema.js";
import { flag, isTimeZone, kinds, name, oneOf, section, text, whole } from "./words.js";

/** The configuration of one source, as it stands in its YAML file (docs/sources.md explains every key). */

const schedule = section({
  cron: text.superRefine(checkCron),
  timeZone: text.refine(isTimeZone, "must be an IANA time zone such as Asia/Ho_Chi_Minh").default("Asia/Ho_Chi_Minh"),
});

const window = section({
  /** First day that is ever asked for; without it the first delivery has no beginning. */
  since: text.refine(isLocalDate, "must be a date such as 2020-01-01").optional(),
  /** Days before the last delivery that are asked for again: late corrections. */
  overlapDays: whole(0, 36_600).default(0),
  /** The delivery is asked for once for each calendar month (or day, quarter, year) of the window. */
  pieces: oneOf(PIECES).optional(),
});

const common = {
  code: text.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/, "must be a code of letters, digits, - _ and ., such as LRIS"),
  name: section({ vi: name, en: name.optional() }).optional(),
  /** Code of the agency that owns the source. */
  agency: name,
  enabled: flag.default(true),
  schedule: schedule.optional(),
  window: window.prefault({}),
  /** snapshot: everything in the window, so what is absent is withdrawn; delta: only what is new or changed. */
  delivery: oneOf(["snapshot", "delta"]),
  /** sample: its figures are made up; they are marked so, and never come into a series of real ones. */
  provenance: oneOf(["delivered", "sample"]).default("delivered"),
  constants: constants.prefault({}),
  codes: codes.prefault({}),
  read: reading.prefault({}),
  ...reach,
};

const http = { address, request: request.prefault({}), auth: auth.prefault("none"), each };
const httpOrFolder = {
  address: address.optional(),
  request: request.prefault({}),
  auth: auth.prefault("none"),
  each,
  folder: folder.optional(),
};
const mapped = { fields: fields.prefault({}), skip: skipExpressions };

const json = section({
  ...common,
  ...http,
  kind: z.literal("json"),
  paging: paging.prefault("none"),
  /** lines: an answer is one record on each line (NDJSON). */
  format: oneOf(["json", "lines"]).default("json"),
  /** Expression: the list of records in an answer; without it the answer is the list. */
  records: expression.optional(),
  failure,
  ...mapped,
});

const csvFile = section({
  ...common,
  ...httpOrFolder,
  kind: z.literal("csv"),
  csv: csv.prefault({}),
  table: table.prefault({}),
});
const excel = section({
  ...common,
  ...httpOrFolder,
  kind: z.literal("excel"),
  workbook: workbook.prefault({}),
  table: table.prefault({}),
});
const sdmx = section({ ...common, ...http, kind: z.literal("sdmx-json"), ...mapped });
const worldBank = section({
  ...common,
  ...http,
  kind: z.literal("world-bank"),
  pageSize: whole(1, 32_500).default(1_000),
  ...mapped,
});
const DEFAULT_COMBO = "HllvX50cXC0";
const dhis2 = section({
  ...common,
  ...http,
  kind: z.literal("dhis2"),
  /** The combinations of categories that stand for the total, where no breakdown is read from them. */
  defaults: section({
    categoryOptionCombo: name.default(DEFAULT_COMBO),
    attributeOptionCombo: name.default(DEFAULT_COMBO),
  }).prefault({}),
  ...mapped,
});

const KINDS = ["json", "csv", "excel", "sdmx-json", "world-bank", "dhis2"] as const;

/** Key by key; what only shows together is checked in source-checks.ts. */
export const sourceKinds = kinds(KINDS, [json, csvFile, excel, sdmx, worldBank, dhis2]);

/** As the files say it, before code lists were read. */
export type WrittenSource = z.output<typeof sourceKinds>;

/** The same reader that the scheduler uses; five fields, since nobody needs seconds. */
function checkCron(cron: string, context: z.core.$RefinementCtx<string>): void {
  const parts = cron.trim().split(/\s+/);
  try {
    if (parts.length !== 5) throw new Error(`it has ${parts.length} fields`);
    CronExpressionParser.parse(cron);
  } catch (error) {
    const why = (error as Error).message;
    context.addIssue({ code: "custom", message: `must be five fields of cron such as "0 6 * * *" (${why})` });
  }
}
