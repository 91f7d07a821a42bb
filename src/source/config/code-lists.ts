import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { spellingKey } from "../../shared/text.js";
import type { WrittenSource } from "./source-kinds.schema.js";
import type { CodeList, CodeLists } from "./source.schema.js";

type WrittenList = NonNullable<WrittenSource["codes"]["areas"]>;

interface CodeListFault {
  readonly path: readonly string[];
  readonly message: string;
}

/** Completes a configuration with the code lists that it names; what is wrong with them is gathered. */
export class CodeListReader {
  readonly faults: CodeListFault[] = [];

  constructor(private readonly directory: string) {}

  async read(written: WrittenSource["codes"]): Promise<CodeLists> {
    const [indicators, areas, periods] = await Promise.all(
      (["indicators", "areas", "periods"] as const).map((kind) => this.#list(written[kind], ["codes", kind])),
    );
    const breakdowns = await Promise.all(
      Object.entries(written.breakdowns).map(async ([dimension, list]) => {
        return [dimension, (await this.#list(list, ["codes", "breakdowns", dimension]))!] as const;
      }),
    );
    return {
      indicators: indicators ?? null,
      areas: areas ?? null,
      periods: periods ?? null,
      statuses: written.statuses,
      units: written.units,
      breakdowns: Object.fromEntries(breakdowns),
    };
  }

  async #list(written: WrittenList | undefined, path: readonly string[]): Promise<CodeList | null> {
    if (written === undefined) return null;
    const pairs = "map" in written ? Object.entries(written.map) : await this.#pairs(written.file, path);
    return { map: this.#map(pairs, path), others: written.others };
  }

  async #pairs(file: string, path: readonly string[]): Promise<[string, string][]> {
    try {
      const bytes = await readFile(resolve(this.directory, file));
      const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      const rows = parse(text, { columns: true, skip_empty_lines: true, trim: true }) as Record<string, string>[];
      if (rows.every(({ from, to }) => from !== undefined && to !== undefined))
        return rows.map(({ from, to }) => [from!, to!]);
      this.faults.push({ path, message: `${file} must have the columns from and to` });
    } catch (error) {
      this.faults.push({ path, message: `${file} can't be read: ${(error as Error).message}` });
    }
    return [];
  }

  /** Hoà and Hòa are one spelling, so they may not mean two things. */
  #map(pairs: readonly (readonly [string, string])[], path: readonly string[]): Map<string, string> {
    const map = new Map<string, string>();
    for (const [from, to] of pairs) {
      const key = codeKey(from);
      const other = map.get(key);
      if (to.trim() === "") this.faults.push({ path, message: `${JSON.stringify(from)} stands for nothing` });
      else if (other !== undefined && other !== to)
        this.faults.push({ path, message: `${JSON.stringify(from)} stands for ${other} and for ${to}` });
      else map.set(key, to.trim());
    }
    return map;
  }
}

/** How codes are compared: one spelling for Hoà and Hòa, and white space that nobody sees is one blank. */
export function codeKey(code: string): string {
  return spellingKey(code.trim().replace(/\s+/g, " "));
}
