import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseYaml } from "yaml";
import { errorLine } from "../database/startup.error.js";
import { AppError } from "../shared/errors.js";

type Tree = Record<string, unknown>;

/**
 * A column map from a YAML (or JSON) file. A code map may be kept in a CSV file of its own with the columns `from` and
 * `to`: `areas: { file: areas.csv }`, told from the map's folder.
 * @throws AppError BAD_USER_INPUT when a file can't be read
 */
export async function readMapFile(path: string): Promise<Tree> {
  const map = parsed(path, await read(path), (text) => parseYaml(text, { schema: "failsafe" }) as unknown);
  if (!isTree(map)) throw new AppError("BAD_USER_INPUT", `${path} holds no column map`);
  const typed = withWords(map);
  if (isTree(typed.codes)) typed.codes = await withFiles(typed.codes, dirname(path));
  return typed;
}

/** Texts stay texts (the area 01 is no number, NO is no boolean); only the two switches of a map are words. */
function withWords(map: Tree): Tree {
  const words: Readonly<Record<string, boolean>> = { true: true, false: false };
  const switches = ["allowParentheses", "floatCodes"].filter((key) => typeof map[key] === "string");
  return { ...map, ...Object.fromEntries(switches.map((key) => [key, words[map[key] as string] ?? map[key]])) };
}

async function withFiles(codes: Tree, folder: string): Promise<Tree> {
  const entries = Object.entries(codes).map(async ([key, value]) => [key, await codesOf(value, folder)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function codesOf(value: unknown, folder: string): Promise<unknown> {
  if (!isTree(value)) return value;
  if (typeof value.file === "string" && Object.keys(value).length === 1) return readPairs(resolve(folder, value.file));
  return Object.values(value).some(isTree) ? withFiles(value, folder) : value;
}

async function readPairs(path: string): Promise<Tree> {
  const rows = parsed(path, await read(path), (text) =>
    parseCsv(text, { bom: true, columns: true, skip_empty_lines: true }),
  ) as Record<string, string>[];
  if (rows.some(({ from, to }) => from === undefined || to === undefined))
    throw new AppError("BAD_USER_INPUT", `${path} must have the columns from and to`);
  return Object.fromEntries(rows.map(({ from, to }) => [from, to]));
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new AppError("BAD_USER_INPUT", `Can't read ${path}: ${errorLine(error)}`);
  }
}

function parsed<Result>(path: string, text: string, parse: (text: string) => Result): Result {
  try {
    return parse(text);
  } catch (error) {
    throw new AppError("BAD_USER_INPUT", `${path} can't be read: ${errorLine(error)}`);
  }
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
