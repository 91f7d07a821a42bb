import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { AppError } from "../shared/errors.js";
import { demoFolder } from "./demo-folder.js";

/** The columns that each file must have; a file may have more. */
const COLUMNS = {
  areas: ["code", "name_vi", "name_en", "level", "kind", "parent_code", "valid_from", "valid_to", "weight"],
  "area-profiles": ["topic", "area", "factor"],
  agencies: ["code", "name_vi", "name_en", "abbreviation", "kind", "prefix", "remark_vi", "remark_en", "calendar"],
  topics: ["code", "name_vi", "name_en", "parent_code"],
  units: ["code", "name_vi", "name_en", "symbol_vi", "symbol_en"],
  dimensions: ["code", "name_vi", "name_en"],
  "dimension-codes": ["dimension", "code", "name_vi", "name_en", "position", "share"],
  calendars: ["code", "name_vi", "name_en", "start_day"],
  indicators: [
    "code",
    "name_vi",
    "name_en",
    "abbr",
    "unit",
    "frequency",
    "decimals",
    "direction",
    "aggregation",
    "topic",
    "geo",
    "breakdown",
    "level",
    "growth",
    "season",
    "noise",
    "definition_vi",
    "definition_en",
  ],
  plans: ["code", "name_vi", "name_en", "year", "decision_number", "issued_on", "remark_vi", "remark_en"],
  pillars: ["plan", "code", "name_vi", "name_en", "position"],
  targets: [
    "code",
    "plan",
    "pillar",
    "name_vi",
    "name_en",
    "agency",
    "indicator",
    "comparator",
    "value",
    "upper_value",
    "unit",
    "baseline_value",
    "baseline_date",
    "due_date",
    "provenance",
    "citation_vi",
    "citation_en",
    "milestones",
    "valid_from",
    "decision",
    "decided_on",
    "decision_note_vi",
    "decision_note_en",
  ],
  "composite-indices": [
    "code",
    "name_vi",
    "name_en",
    "version",
    "valid_from",
    "scale",
    "decimals",
    "citation_vi",
    "citation_en",
    "indicator",
    "weight",
    "worst",
    "best",
  ],
  formulas: ["indicator", "formula"],
  facts: ["indicator", "area", "period", "value", "status", "citation_vi", "citation_en"],
} as const;

type Table = keyof typeof COLUMNS;

/** A row of a file: text as written, "" where the cell is empty. */
export type FileRow<T extends Table> = Readonly<Record<(typeof COLUMNS)[T][number], string>>;

export type DemoFiles = { readonly [T in Table]: readonly FileRow<T>[] };

/**
 * All files of the demo province. Indicators come one file per agency, in the agencies' order.
 * @throws AppError INTERNAL when a file is absent or lacks a column
 */
export function readDemoFiles(folder: string = demoFolder()): DemoFiles {
  const file = <T extends Table>(table: T): FileRow<T>[] => readTable(join(folder, `${table}.csv`), table);
  const agencies = file("agencies");
  return {
    areas: file("areas"),
    "area-profiles": file("area-profiles"),
    agencies,
    topics: file("topics"),
    units: file("units"),
    dimensions: file("dimensions"),
    "dimension-codes": file("dimension-codes"),
    calendars: file("calendars"),
    indicators: agencies.flatMap(({ prefix }) =>
      readTable(join(folder, "indicators", `${prefix.toLowerCase()}.csv`), "indicators"),
    ),
    plans: file("plans"),
    pillars: file("pillars"),
    targets: file("targets"),
    "composite-indices": file("composite-indices"),
    formulas: file("formulas"),
    facts: file("facts"),
  };
}

function readTable<T extends Table>(path: string, table: T): FileRow<T>[] {
  if (!existsSync(path)) throw new AppError("INTERNAL", `the demo file ${table} is missing: ${path}`);
  const [header, ...records] = parse(readFileSync(path), { bom: true });
  const missing = COLUMNS[table].filter((column) => !header?.includes(column));
  if (missing.length > 0) throw new AppError("INTERNAL", `${path} lacks the columns ${missing.join(", ")}`);
  return records.map((cells) => Object.fromEntries(header!.map((column, i) => [column, cells[i]])) as FileRow<T>);
}
