import { InvalidArgumentError, type Command } from "commander";

type Tree = Record<string, unknown>;

/** Options that say how the file is to be read. Each one is a place in the column map (docs/import.md). */
export interface MapOptions {
  readonly map?: string;
  readonly set: Readonly<Record<string, string>>;
  readonly breakdown: Readonly<Record<string, string>>;
  readonly missing: Readonly<Record<string, string>>;
  readonly create?: "all" | readonly string[];
  readonly [option: string]: unknown;
}

/** Options that name a place in the map and hold its value as it is. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  indicator: ["columns", "indicator"],
  area: ["columns", "area"],
  period: ["columns", "period"],
  month: ["columns", "month"],
  quarter: ["columns", "quarter"],
  value: ["columns", "value"],
  status: ["columns", "status"],
  unit: ["columns", "unit"],
  comment: ["columns", "comment"],
  indicatorName: ["columns", "indicatorName"],
  areaName: ["columns", "areaName"],
  unitName: ["columns", "unitName"],
  breakdown: ["columns", "breakdowns"],
  delimiter: ["delimiter"],
  encoding: ["encoding"],
  headerLine: ["headerLine"],
  numbers: ["numbers"],
  parentheses: ["allowParentheses"],
  empty: ["empty"],
  missing: ["signs"],
  periodKind: ["periodKind"],
  floatCodes: ["floatCodes"],
  create: ["create"],
  agency: ["newIndicators", "agency"],
  frequency: ["newIndicators", "frequency"],
  decimals: ["newIndicators", "decimals"],
  deliveryDays: ["newIndicators", "deliveryDays"],
  calendar: ["newIndicators", "calendar"],
  agencyName: ["newAgency", "nameVi"],
  agencyKind: ["newAgency", "kind"],
  parentArea: ["newAreas", "parent"],
  areaLevel: ["newAreas", "level"],
  areaKind: ["newAreas", "kind"],
};

const CONSTANTS = ["indicator", "area", "period", "status", "unit", "comment"];

export function addMapOptions(command: Command): Command {
  return command
    .option("--map <file>", "YAML file that says all of this (docs/import.md); options go before it")
    .option("--indicator <column>", 'column of the indicator\'s code (default "indicator"; likewise for the next ones)')
    .option("--area <column>", "column of the area's code")
    .option("--period <column>", "column of the period: 2023, 2023-Q3, 2023-08, Quý III/2023, ...")
    .option("--month <column>", "column of the month, beside a period column of years")
    .option("--quarter <column>", "column of the quarter, beside a period column of years")
    .option("--value <column>", "column of the value")
    .option("--status <column>", "column of the status: NORMAL or A, PROVISIONAL or P, ...")
    .option("--unit <column>", "column of the unit's code")
    .option("--comment <column>", "column of a remark on the value")
    .option("--breakdown <DIM=column>", "column of a dimension's codes; may be repeated", pair, {})
    .option("--set <name=code>", "the same for every row: indicator, area, period, unit, or a dimension", pair, {})
    .option("--indicator-name <column>", "names of indicators that are created")
    .option("--area-name <column>", "names of areas that are created")
    .option("--unit-name <column>", "names of units that are created")
    .option("--delimiter <mark>", "between the cells: , ; | or tab (default ,)")
    .option("--encoding <name>", "utf-8 (default), utf-16le, windows-1258, windows-1252, tcvn3 or vni")
    .option("--header-line <n>", "line of the column names (default 1)")
    .option("--numbers <profile>", "plain 1234.5 (default), vi 1.234,5 or en 1,234.5")
    .option("--parentheses", "(1234) is a negative number")
    .option("--empty <meaning>", "an empty value is missing (default), or reject the row")
    .option("--missing <sign=STATUS>", "another sign for a missing value, such as n/a=NOT_COLLECTED", pair, {})
    .option("--period-kind <kind>", "take periods of this kind only: YEAR, MONTH, ...")
    .option("--float-codes", "codes were saved as numbers: 26506.0 is 26506")
    .option("--create <kinds>", "create what is missing: indicators,areas,units,dimensions,agencies, or all", list)
    .option("--agency <code>", "agency of created indicators")
    .option("--agency-name <name>", "its name, when it is created too")
    .option("--agency-kind <kind>", "PROVINCIAL or CENTRAL, when it is created too")
    .option("--frequency <letter>", "frequency of created indicators (default: the finest of the file)")
    .option("--decimals <n>", "decimals of created indicators (default: the most of the file)")
    .option("--delivery-days <n>", "days after the end of a period by which created indicators are due")
    .option("--calendar <code>", "reporting calendar of created indicators (default: calendar months)")
    .option("--parent-area <code>", "area that created areas belong to")
    .option("--area-level <n>", "level of created areas: 0 country, 1 province, ... (default: below the parent)")
    .option("--area-kind <kind>", "kind of created areas, such as PROVINCE (default OTHER)");
}

/** What the options say, in the shape of a map file. */
export function mapOfOptions(options: MapOptions): Tree {
  const map: Tree = {};
  for (const [option, place] of Object.entries(PLACES)) {
    const value = options[option];
    if (value !== undefined && !(typeof value === "object" && isEmpty(value as Tree))) put(map, place, value);
  }
  for (const [name, code] of Object.entries(options.set))
    put(map, CONSTANTS.includes(name) ? ["constants", name] : ["constants", "breakdowns", name], code);
  return map;
}

/** What the options say goes before what the file says, place by place. */
export function mergeMaps(file: Tree, options: Tree): Tree {
  const merged: Tree = { ...file };
  for (const [key, value] of Object.entries(options)) {
    const under = merged[key];
    merged[key] = isTree(value) && isTree(under) ? mergeMaps(under, value) : value;
  }
  return merged;
}

function put(map: Tree, [key, ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) map[key!] = value;
  else put((map[key!] ??= {}) as Tree, rest, value);
}

function pair(text: string, others: Record<string, string>): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("It must be NAME=VALUE.");
  return { ...others, [text.slice(0, at)]: text.slice(at + 1) };
}

function list(text: string): "all" | string[] {
  return text === "all" ? "all" : text.split(",").map((kind) => kind.trim());
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value: Tree): boolean {
  return Object.keys(value).length === 0;
}
