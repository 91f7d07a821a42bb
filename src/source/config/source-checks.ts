import type { z } from "zod";
import { endsIn, placesOf } from "../template.js";
import type { WrittenSource } from "./source-kinds.schema.js";

type Context = z.core.$RefinementCtx<WrittenSource>;
type Fault = (path: string[], message: string) => void;

/** What no single key shows. */
export function checkWhole(source: WrittenSource, context: Context): void {
  try {
    checkTogether(source, context);
  } catch (error) {
    // A section is missing or of another shape, which its own fault says.
    if (context.issues.length === 0) throw error;
  }
}

function checkTogether(source: WrittenSource, context: Context): void {
  const fault = (path: string[], message: string): void => context.addIssue({ code: "custom", path, message });
  if (source.kind === "csv" || source.kind === "excel") {
    if ((source.address === undefined) === (source.folder === undefined))
      fault(["address"], "say where it comes from: either address or folder");
    if (source.delivery === "snapshot" && source.folder?.take === "new")
      fault(["folder", "take"], "new files alone are no snapshot: what lies in the others would be withdrawn");
    checkTable(source, fault);
  }
  if (source.kind === "json") checkFields(source, ["indicator", "area", "period", "value"], fault);
  if (source.kind === "sdmx-json") checkFields(source, ["indicator", "area"], fault);
  checkUnits(source, fault);
  checkPieces(source, fault);
  if ("each" in source) checkPlaces(source, pagePlacesOf(source), fault);
  for (const dimension of Object.keys(source.codes.breakdowns))
    if (!dimensionsOf(source).has(dimension))
      fault(["codes", "breakdowns", dimension], "there is no such breakdown among fields, columns and constants");
}

/** A unit that nobody can tell would refuse every record; factors that nobody asks for would change none. */
function checkUnits(source: WrittenSource, fault: Fault): void {
  const told = "fields" in source ? source.fields.unit : source.table.columns.unit;
  const known = Object.keys(source.codes.units).length > 0;
  if (told !== undefined && !known)
    fault(["codes", "units"], "must say by what a value is multiplied in each unit: { tỷ đồng: 1, triệu đồng: 0.001 }");
  if (told === undefined && known)
    fault(["codes", "units"], "is not asked for: fields.unit or table.columns.unit says where a record has its unit");
}

/** Where a request names one end of the window by its month, nobody knows which days a snapshot stands for. */
function checkPieces(source: WrittenSource, fault: Fault): void {
  const ends = endsIn(JSON.stringify([source.address, source.request]));
  const { pieces, since } = source.window;
  if (pieces !== undefined && pieces !== "none") {
    if (ends.length === 0) fault(["window", "pieces"], "needs {from} or {to} in address, query or body");
    if (since === undefined) fault(["window", "since"], "must say with which piece the first delivery begins");
  }
  const oneMonth = new Set(ends.map(({ end }) => end)).size === 1 && ends.every(({ asDay }) => !asDay);
  if (source.delivery === "snapshot" && pieces === undefined && oneMonth)
    fault(
      ["window", "pieces"],
      "must say what a request brings that names one month or year: pieces: month (or day, quarter, year) asks for each of the window; none: it brings all before or after it",
    );
}

function checkFields(
  source: Extract<WrittenSource, { fields: unknown }>,
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

function checkTable(
  { table: layout, constants: fixed }: Extract<WrittenSource, { table: unknown }>,
  fault: Fault,
): void {
  const wide = layout.across;
  for (const role of ["indicator", "area", "period"] as const) {
    const sections = layout.sections.find(({ gives }) => gives === role);
    const ways = [layout.columns[role], fixed[role], layout.cells[role], sections].filter(
      (way) => way !== undefined,
    ).length;
    const everywhere = wide.length > 0 && wide.every((block) => block[role] !== undefined || role in block.headerGives);
    if (ways === 0 && !everywhere)
      fault(
        ["table", "columns", role],
        "must say where the table has it (columns, cells, sections, across or constants)",
      );
    if (ways > 1) fault(["table", "columns", role], "is given twice among columns, cells, sections and constants");
  }
  if ((layout.columns.value === undefined) === (wide.length === 0))
    fault(["table", "columns", "value"], "must say where the values are: either columns.value or across");
}

/** Places of the address that the number of the page fills. */
function pagePlacesOf(source: WrittenSource): string[] {
  const asked = source.kind === "json" ? source.paging : { kind: "none" as const };
  if (!("in" in asked) || asked.in !== "path") return [];
  return [asked.parameter, asked.size?.parameter].filter((place) => place !== undefined);
}

/** `{from}`, `{to}` and the names of `each` are filled in; another name is a typing error. */
function checkPlaces(
  { address: written, request: asked, each: values }: Extract<WrittenSource, { each: unknown }>,
  pagePlaces: readonly string[],
  fault: Fault,
): void {
  const known = ["from", "to", ...Object.keys(values), ...pagePlaces];
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

function dimensionsOf(source: WrittenSource): Set<string> {
  const own = "fields" in source ? [source.fields.breakdowns] : [];
  const columns =
    "table" in source
      ? [
          source.table.columns.breakdowns,
          ...source.table.across.map(acrossBreakdowns),
          ...source.table.sections.map(({ gives }) =>
            acrossBreakdowns({ breakdowns: {}, headerGives: { [gives]: {} } }),
          ),
        ]
      : [];
  return new Set([source.constants.breakdowns, ...own, ...columns].flatMap((names) => Object.keys(names)));
}

function acrossBreakdowns(block: { breakdowns: Record<string, string>; headerGives: Record<string, object> }) {
  const given = Object.keys(block.headerGives).flatMap((gives) => /^breakdown:(.+)$/.exec(gives)?.[1] ?? []);
  return { ...block.breakdowns, ...Object.fromEntries(given.map((dimension) => [dimension, ""])) };
}
