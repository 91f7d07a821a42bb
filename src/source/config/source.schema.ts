import { CronExpressionParser } from "cron-parser";
import { z } from "zod";
import { isLocalDate } from "../../shared/local-date.js";
import { placesOf } from "../template.js";
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
const dhis2 = section({ ...common, ...http, kind: z.literal("dhis2"), ...mapped });

export const KINDS = ["json", "csv", "excel", "sdmx-json", "world-bank", "dhis2"] as const;

/** Also when single keys have faults, so that all are told at once; a fault that follows from another is left out (source-folder.ts). */
export const sourceSchema = kinds(KINDS, [json, csvFile, excel, sdmx, worldBank, dhis2]).superRefine(checkWhole, {
  when: () => true,
});

type Parsed = z.output<typeof sourceSchema>;
/** As the files say it, before code lists were read. */
export type WrittenSource = Parsed;

/** From the source's code to ours, read from its file. */
export interface CodeList {
  readonly map: ReadonlyMap<string, string>;
  readonly others: "refuse" | "keep" | "skip";
}

export interface CodeLists {
  readonly indicators: CodeList | null;
  readonly areas: CodeList | null;
  readonly periods: CodeList | null;
  readonly statuses: WrittenSource["codes"]["statuses"];
  readonly breakdowns: Readonly<Record<string, CodeList>>;
}

/** Distributes over the kinds, so that `kind` still tells them apart. */
type Complete<Written> = Written extends unknown ? Omit<Written, "codes"> & Located : never;

interface Located {
  readonly codes: CodeLists;
  /** The YAML file, for messages. */
  readonly file: string;
  /** Absolute path of its folder, from which other paths are told. */
  readonly directory: string;
}

/** A source, parsed and checked, with its code lists. */
export type SourceConfig = Complete<WrittenSource>;
export type SourceOfKind<Kind extends SourceConfig["kind"]> = Extract<SourceConfig, { kind: Kind }>;

/** What no single key shows. */
function checkWhole(source: Parsed, context: z.core.$RefinementCtx<Parsed>): void {
  try {
    checkTogether(source, context);
  } catch (error) {
    // A section is missing or of another shape, which its own fault says.
    if (context.issues.length === 0) throw error;
  }
}

function checkTogether(source: Parsed, context: z.core.$RefinementCtx<Parsed>): void {
  const fault = (path: string[], message: string): void => context.addIssue({ code: "custom", path, message });
  if (source.kind === "csv" || source.kind === "excel") {
    if ((source.address === undefined) === (source.folder === undefined))
      fault(["address"], "say where it comes from: either address or folder");
    checkTable(source, fault);
  }
  if (source.kind === "json") checkFields(source, ["indicator", "area", "period", "value"], fault);
  if (source.kind === "sdmx-json") checkFields(source, ["indicator", "area"], fault);
  if ("each" in source) checkPlaces(source, fault);
  for (const dimension of Object.keys(source.codes.breakdowns))
    if (!dimensionsOf(source).has(dimension))
      fault(["codes", "breakdowns", dimension], "there is no such breakdown among fields, columns and constants");
}

type Fault = (path: string[], message: string) => void;

function checkFields(
  source: Extract<Parsed, { fields: unknown }>,
  needed: readonly ("indicator" | "area" | "period" | "value")[],
  fault: Fault,
): void {
  for (const role of needed) {
    const constant = role === "value" ? undefined : source.constants[role];
    if (source.fields[role] === undefined && constant === undefined)
      fault(["fields", role], "must say where a record has it (or constants, where it is the same for all)");
    if (source.fields[role] !== undefined && constant !== undefined)
      fault(["fields", role], "is given twice, here and in constants");
  }
}

function checkTable({ table: layout, constants: fixed }: Extract<Parsed, { table: unknown }>, fault: Fault): void {
  const wide = layout.across;
  for (const role of ["indicator", "area", "period"] as const) {
    const ways = [layout.columns[role], fixed[role], layout.cells[role]].filter((way) => way !== undefined).length;
    const everywhere =
      wide.length > 0 && wide.every((block) => block[role] !== undefined || block.headerGives === role);
    if (ways === 0 && !everywhere)
      fault(["table", "columns", role], "must say where the table has it (columns, cells, across or constants)");
    if (ways > 1) fault(["table", "columns", role], "is given twice among columns, cells and constants");
  }
  if ((layout.columns.value === undefined) === (wide.length === 0))
    fault(["table", "columns", "value"], "must say where the values are: either columns.value or across");
}

/** `{from}`, `{to}` and the names of `each` are filled in; another name is a typing error. */
function checkPlaces(
  { address: written, request: asked, each: values }: Extract<Parsed, { each: unknown }>,
  fault: Fault,
): void {
  const known = ["from", "to", ...Object.keys(values)];
  const texts: [string[], string | undefined][] = [
    [["address"], written],
    [["request", "body"], asked.body],
    ...Object.entries({ ...asked.query.plain }).map(([key, value]): [string[], string] => [
      ["request", "query", key],
      value,
    ]),
  ];
  for (const [path, template] of texts)
    for (const place of placesOf(template ?? ""))
      if (!known.includes(place))
        fault(path, `{${place}} is nothing that can be filled in: there is ${known.join(", ")}`);
}

function dimensionsOf(source: Parsed): Set<string> {
  const own = "fields" in source ? [source.fields.breakdowns] : [];
  const columns =
    "table" in source ? [source.table.columns.breakdowns, ...source.table.across.map(acrossBreakdowns)] : [];
  return new Set([source.constants.breakdowns, ...own, ...columns].flatMap((names) => Object.keys(names)));
}

function acrossBreakdowns(block: { breakdowns: Record<string, string>; headerGives?: string | undefined }) {
  const given = /^breakdown:(.+)$/.exec(block.headerGives ?? "")?.[1];
  return given === undefined ? block.breakdowns : { ...block.breakdowns, [given]: "" };
}

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
