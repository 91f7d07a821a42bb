import { readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { isMap, LineCounter, parseDocument } from "yaml";
import type { Document } from "yaml";
import { CodeListReader } from "./code-lists.js";
import { sourceSchema } from "./source.schema.js";
import type { SourceConfig } from "./source.schema.js";

/** One thing that is wrong with a configuration, and where. */
export interface ConfigFault {
  /** Path of the file. */
  readonly file: string;
  /** Line of the file, from 1; null where none is meant. */
  readonly line: number | null;
  /** Keys from the top of the file to the place, joined by dots; "" for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

export interface SourceFolder {
  readonly sources: readonly SourceConfig[];
  readonly faults: readonly ConfigFault[];
}

/** All sources of a folder, by their codes, and every fault of every file. A folder that is not there holds none. */
export async function readSourceFolder(folder: string): Promise<SourceFolder> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const files = names
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
  const read = await Promise.all(files.map(readSourceFile));
  const sources = read.flatMap(({ source }) => source ?? []);
  const faults = [...read.flatMap((each) => each.faults), ...twins(sources)];
  return { sources: sources.sort((a, b) => (a.code < b.code ? -1 : 1)), faults };
}

/** @returns the source, or null with the faults of its file */
export async function readSourceFile(path: string): Promise<{ source: SourceConfig | null; faults: ConfigFault[] }> {
  const lines = new LineCounter();
  let document: Document;
  try {
    document = parseDocument(await readFile(path, "utf8"), { schema: "failsafe", lineCounter: lines });
  } catch (error) {
    return { source: null, faults: [{ file: path, line: null, path: "", message: (error as Error).message }] };
  }
  const fault = (keys: readonly PropertyKey[], message: string): ConfigFault => ({
    file: path,
    line: lineOf(document, lines, keys),
    path: keys.map(String).join("."),
    message,
  });
  if (document.errors.length > 0) return { source: null, faults: syntaxFaults(path, document) };
  if (!isMap(document.contents)) return { source: null, faults: [fault([], "holds no configuration of a source")] };
  const parsed = sourceSchema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success)
    return {
      source: null,
      faults: inOrder(ownFaults(parsed.error.issues).map((issue) => fault(issue.path, issue.message))),
    };
  const directory = resolve(dirname(path));
  const reader = new CodeListReader(directory);
  const codes = await reader.read(parsed.data.codes);
  const faults = reader.faults.map(({ path: keys, message }) => fault(keys, message));
  const source = faults.length > 0 ? null : ({ ...parsed.data, codes, file: path, directory } as SourceConfig);
  return { source, faults };
}

/** A fault as one line: "sources/lris.yaml:12: paging.kind: must be one of …". */
export function faultLine({ file, line, path, message }: ConfigFault): string {
  return [line === null ? file : `${file}:${line}`, ...(path === "" ? [] : [path]), message].join(": ");
}

/** Without those that only follow from another one at their place or above it. */
function ownFaults<Issue extends { readonly path: readonly PropertyKey[] }>(issues: readonly Issue[]): Issue[] {
  const covers = (above: Issue, below: Issue): boolean =>
    above.path.length > 0 && above.path.every((key, i) => key === below.path[i]);
  return issues.filter((issue, i) => !issues.slice(0, i).some((earlier) => covers(earlier, issue)));
}

function inOrder(faults: ConfigFault[]): ConfigFault[] {
  return faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** The first one: what the parser says after it are guesses. */
function syntaxFaults(file: string, document: Document): ConfigFault[] {
  return document.errors.slice(0, 1).map(({ message, linePos }) => ({
    file,
    line: linePos?.[0].line ?? null,
    path: "",
    message: `is no YAML: ${message.split("\n")[0]!.replace(/ at line \d+.*$/, "")}`,
  }));
}

/** The line of the deepest of the keys that is there. */
function lineOf(document: Document, lines: LineCounter, keys: readonly PropertyKey[]): number | null {
  for (let length = keys.length; length >= 1; length--) {
    const node = document.getIn(keys.slice(0, length), true) as { range?: readonly number[] | null } | undefined;
    if (node?.range) return lines.linePos(node.range[0]!).line;
  }
  return null;
}

function twins(sources: readonly SourceConfig[]): ConfigFault[] {
  const first = new Map<string, string>();
  const faults: ConfigFault[] = [];
  for (const { code, file } of sources) {
    const other = first.get(code.toLowerCase());
    if (other === undefined) first.set(code.toLowerCase(), file);
    else faults.push({ file, line: null, path: "code", message: `${code} is the code of ${other} already` });
  }
  return faults;
}
