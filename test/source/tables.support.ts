import { utimesSync } from "node:fs";
import type { WrittenSheet } from "../support/workbooks.js";
import { TestSources } from "./config.support.js";
import { deliver, lines } from "./delivery.support.js";
import type { Delivered } from "./delivery.support.js";

export type Files = Readonly<Record<string, string | Buffer>>;

/** Fetches from a folder of dropped files. */
export async function fromFolder(yaml: string, files: Files, { age = 60_000, take = "all" } = {}): Promise<Delivered> {
  const sources = new TestSources();
  try {
    const then = (Date.now() - age) / 1_000;
    for (const [name, content] of Object.entries(files)) utimesSync(sources.file(`inbox/${name}`, content), then, then);
    sources.file("source.yaml", `code: S\nagency: A\nfolder: { path: inbox, take: ${take} }\ndelivery: delta\n${yaml}`);
    return await deliver(await sources.source());
  } finally {
    sources.remove();
  }
}

/** What CSV files say. */
export async function csv(text: string | Buffer, yaml = ""): Promise<string[]> {
  const columns = /^table:/m.test(yaml)
    ? ""
    : "table: { columns: { indicator: ct, area: dv, period: ky, value: v } }\n";
  return lines(await fromFolder(`kind: csv\n${columns}${yaml}`, { "a.csv": text }));
}

/** What one value means, under a profile of reading. */
export async function valueOf(cell: string, read = "{}"): Promise<string> {
  const [only] = await csv(`ct;dv;ky;v\nA;77;2023;${cell}\n`, `read: ${read}\ncsv: { delimiter: ";" }`);
  return only!.replace("A 77 2023 ", "");
}

/** What one period means. */
export async function periodOf(cell: string, read = "{}", more = ""): Promise<string> {
  const [only] = await csv(`ct;dv;ky;v\nA;77;${cell};1\n`, `read: ${read}\ncsv: { delimiter: ";" }\n${more}`);
  return only!.replace(/^A 77 (.*) 1 A$/, "$1");
}

/** The columns of a table with one fact in a row. */
export const LONG = "table: { columns: { indicator: ct, area: dv, period: ky, value: v } }";
export const HEADER = ["ct", "dv", "ky", "v"];

export function sheet(rows: WrittenSheet["rows"], more: Partial<WrittenSheet> = {}): WrittenSheet {
  return { name: "Sheet1", rows, ...more };
}

/** What a workbook says. */
export async function readWorkbook(file: Buffer, yaml = LONG): Promise<string[]> {
  return lines(await fromFolder(`kind: excel\n${yaml}`, { "bieu.xls": file }));
}
