import iconv from "iconv-lite";
import { read, set_cptable, SSF } from "@e965/xlsx";
import type { CellObject, WorkBook } from "@e965/xlsx";
import type { SourceOfKind } from "../config/source.schema.js";
import { htmlFault, isHtmlPage } from "../html-page.js";
import type { Cell } from "../mapping/cell.js";
import { ofSerial } from "../mapping/date-reader.js";
import { tidy } from "../mapping/label.js";
import { fromVni } from "../mapping/vni.js";
import { SourceFault } from "../source-fault.js";
import { sheetGrid, sheetRows } from "./sheet-grid.js";
import type { Sheet } from "./sheet.js";
import { checkZip } from "./zip-check.js";

type Form = SourceOfKind<"excel">["workbook"];
type Format = Form["formats"][number];

/** `cellFormula`: a formula that was never worked out has no value, which is not the same as being empty. `raw`: numbers in pages of HTML stay texts, which the source's own profile reads. */
const OPTIONS = {
  type: "buffer",
  dense: true,
  raw: true,
  cellFormula: true,
  cellHTML: false,
  cellText: false,
  cellNF: true,
} as const;

/** What Excel shows for the errors that it stores as numbers. */
const ERRORS: Readonly<Record<number, string>> = {
  0x00: "#NULL!",
  0x07: "#DIV/0!",
  0x0f: "#VALUE!",
  0x17: "#REF!",
  0x1d: "#NAME?",
  0x24: "#NUM!",
  0x2a: "#N/A",
};

export interface WorkbookFile {
  readonly bytes: Buffer;
  readonly file: string | null;
  /** The file or the request, for messages. */
  readonly what: string;
}

/**
 * The wanted sheets of a workbook.
 * @throws SourceFault when it is none, holds more than `inflated` bytes, or lacks a sheet
 */
export async function workbookSheets(given: WorkbookFile, form: Form, inflated: number): Promise<Sheet[]> {
  const { bytes, what } = given;
  const format = formatOf(bytes, what);
  if (!form.formats.includes(format)) {
    if (format === "html") throw htmlFault(bytes.toString(), what);
    throw new SourceFault("BROKEN_WORKBOOK", `${what} is ${format}; declared is ${form.formats.join(", ")}`, false);
  }
  if (format === "html" && !/<table\b/i.test(bytes.toString("latin1"))) throw htmlFault(bytes.toString(), what);
  if (format === "xlsx") await checkZip(bytes, inflated, what);
  const book = await parse(bytes, what);
  return wanted(book, form, what).map((name) => sheetOf(name, book, given, form));
}

/** By what is inside: agencies name pages of HTML .xls. */
function formatOf(bytes: Buffer, what: string): Format {
  const beginning = bytes.toString("latin1", 0, 4_000);
  const start = beginning.replace(/^(?:\u00EF\u00BB\u00BF)?\s*/, "");
  if (start.startsWith("PK\u0003\u0004")) return "xlsx";
  if (bytes.toString("hex", 0, 8) === "d0cf11e0a1b11ae1" || /^0908|^0904|^0902|^0900/.test(bytes.toString("hex", 0, 2)))
    return "xls";
  if (isHtmlPage(beginning)) return "html";
  if (start.startsWith("<?xml") && start.includes("schemas-microsoft-com:office:spreadsheet")) return "xml";
  throw new SourceFault("BROKEN_WORKBOOK", `${what} is no workbook`, false);
}

async function parse(bytes: Buffer, what: string): Promise<WorkBook> {
  // Code pages of the workbooks before Excel 97; a large table that few need.
  set_cptable(await import("@e965/xlsx/dist/cpexcel.full.mjs"));
  try {
    return read(bytes, OPTIONS);
  } catch (error) {
    throw new SourceFault("BROKEN_WORKBOOK", `${what} can't be read as a workbook: ${(error as Error).message}`, false);
  }
}

function wanted(book: WorkBook, { sheets }: Form, what: string): string[] {
  const visible = book.SheetNames.filter((_name, i) => !book.Workbook?.Sheets?.[i]?.Hidden);
  const has = `it has ${book.SheetNames.map((name) => JSON.stringify(name)).join(", ")}`;
  if (sheets === undefined) {
    const filled = visible.filter((name) => book.Sheets[name]?.["!ref"] !== undefined);
    if (filled.length === 1) return filled;
    throw new SourceFault("FORM_CHANGED", `${what}: workbook.sheets must say which sheet is meant: ${has}`, false);
  }
  return sheets.flatMap((sheet) => {
    const pattern = /^\/(.+)\/$/.exec(sheet)?.[1];
    // A pattern is not meant for drafts that somebody has hidden; a name is.
    const found =
      pattern === undefined
        ? book.SheetNames.filter(sameName(sheet))
        : visible.filter((name) => new RegExp(pattern, "iu").test(name));
    if (found.length > 0) return found;
    throw new SourceFault("FORM_CHANGED", `${what} has no sheet ${JSON.stringify(sheet)}: ${has}`, false);
  });
}

function sameName(sheet: string): (name: string) => boolean {
  return (name) => tidy(name).toLowerCase() === tidy(sheet).toLowerCase();
}

function sheetOf(name: string, book: WorkBook, { file, what }: WorkbookFile, form: Form): Sheet {
  const sheet = book.Sheets[name]!;
  const rows = (sheet as { "!data"?: (CellObject | undefined)[][] })["!data"] ?? [];
  const grid = sheetGrid(rows, cellReader(book, form), `${what}, sheet ${name}`);
  return {
    name,
    file,
    rowWord: "row",
    rows: [sheetRows(grid, sheet["!merges"] ?? [])],
    at: (row, column) => grid.get(row - 1)?.[column - 1] ?? null,
  };
}

function cellReader(book: WorkBook, { encoding, percents }: Form): (cell: CellObject | undefined) => Cell {
  const since1904 = book.Workbook?.WBProps?.date1904 === true;
  const text = { unicode: (written: string) => written, tcvn3: fromTcvn3, vni: fromVniFont }[encoding];
  return (cell: CellObject | undefined) => {
    if (cell === undefined) return null;
    const { t, v, z, f } = cell;
    if (v === undefined && f !== undefined) return { error: `=${f}` };
    if (t === "e") return { error: (typeof v === "number" ? ERRORS[v] : undefined) ?? "#ERROR!" };
    if (t === "s") return text(String(v ?? ""));
    if (t === "b") return v === true ? "TRUE" : "FALSE";
    if (t !== "n" || typeof v !== "number") return null;
    if (typeof z === "string" && SSF.is_date(z)) return dateCell(v, since1904);
    const shown = percents === "shown" && typeof z === "string" && z.includes("%") ? v * 100 : v;
    return { number: numberText(shown) };
  };
}

/** Excel keeps 15 digits; what a double has beyond them is dust. */
function numberText(value: number): string {
  return `${Number(value.toPrecision(15))}`;
}

function dateCell(value: number, since1904: boolean): Cell {
  const date = ofSerial(`${value}`, since1904);
  return date === null ? { error: `${value} as a date` } : { date };
}

/** Fonts such as .VnTime show TCVN3 letters where the file has those of windows-1252. Other texts are in another font. */
function fromTcvn3(text: string): string {
  return isWestern(text) ? iconv.decode(iconv.encode(text, "windows-1252"), "tcvn") : text;
}

function fromVniFont(text: string): string {
  return isWestern(text) ? fromVni(text) : text;
}

function isWestern(text: string): boolean {
  return iconv.decode(iconv.encode(text, "windows-1252"), "windows-1252") === text;
}
