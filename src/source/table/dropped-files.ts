import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { DeliveryContext } from "../delivery-context.js";
import { tooLarge } from "../http/body.js";
import { SourceFault } from "../source-fault.js";
import type { TableSource } from "./table-reader.js";

export interface DroppedFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Buffer;
}

const ENDINGS = { csv: /\.(?:csv|txt|tsv)$/i, excel: /\.(?:xlsx|xlsm|xls)$/i } as const;
const PACKED = { none: "", gzip: ".gz" } as const;

/**
 * The files of a source's folder, by name. Files of other kinds, and those that are still being written, are left with
 * a note in the log; a folder without a file is a delivery that did not come.
 */
export async function* droppedFiles(source: TableSource, context: DeliveryContext): AsyncGenerator<DroppedFile> {
  const folder = source.folder!;
  const place = resolve(source.directory, folder.path);
  const names = await filesIn(place);
  const wanted = names.filter((name) => globPattern(folder.files).test(name) && isVisible(name));
  const fitting = wanted.filter((name) => isOfKind(name, source));
  for (const name of wanted.filter((each) => !fitting.includes(each)))
    context.log.warn({ source: source.code, file: name }, "a file of another kind was left out");
  const settled = await Promise.all(fitting.map((name) => isSettled(join(place, name), folder.settle)));
  const ready = fitting.filter((name, i) => {
    if (!settled[i])
      context.log.warn({ source: source.code, file: name }, "a file that is still being written was left out");
    return settled[i];
  });
  if (ready.length === 0)
    throw new SourceFault("FILES_MISSING", `${place} holds no file ${folder.files} that is ready`, true);
  for (const name of folder.take === "newest" ? ready.slice(-1) : ready) {
    context.signal.throwIfAborted();
    yield await readWhole(name, join(place, name), source.limits.payload);
  }
}

function isOfKind(name: string, { kind, packed }: TableSource): boolean {
  const ending = PACKED[packed];
  if (!name.toLowerCase().endsWith(ending)) return false;
  return ENDINGS[kind].test(name.slice(0, name.length - ending.length));
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    throw new SourceFault("FILES_MISSING", `the folder ${folder} can't be read: ${(error as Error).message}`, true);
  }
}

/** Excel's own locks and hidden files are nobody's delivery. */
function isVisible(name: string): boolean {
  return !name.startsWith(".") && !name.startsWith("~$");
}

async function isSettled(path: string, settleMs: number): Promise<boolean> {
  const { mtimeMs } = await stat(path);
  return Date.now() - mtimeMs >= settleMs;
}

/** A file that grows while it is read is read in the next run. */
async function readWhole(name: string, path: string, limit: number): Promise<DroppedFile> {
  const before = await stat(path);
  if (before.size > limit) throw tooLarge(name, limit);
  const bytes = await readFile(path);
  await pause(0);
  const after = await stat(path);
  if (after.size !== bytes.length || after.mtimeMs !== before.mtimeMs)
    throw new SourceFault("BROKEN_TABLE", `${name} changed while it was read`, true);
  return { name, path, bytes };
}

function globPattern(files: string): RegExp {
  const source = files
    .split("*")
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${source}$`, "iu");
}
