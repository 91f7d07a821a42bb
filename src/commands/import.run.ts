import { migrateTo } from "../database/data-source.js";
import { readMapFile } from "../ingestion/map.file.js";
import { importFile, type ImportOptions } from "../ingestion/import.service.js";
import { importSummary } from "../ingestion/import.summary.js";
import { mergeMaps } from "./import.options.js";
import { ImportProgress } from "./import.progress.js";
import { print } from "./output.js";

export interface ImportRequest extends Omit<ImportOptions, "map" | "onProgress"> {
  readonly mapFile?: string | undefined;
  /** What the options say about the file; it goes before what the map file says. */
  readonly map: Readonly<Record<string, unknown>>;
  readonly json?: boolean | undefined;
}

/**
 * Imports a file into the warehouse of this session and prints what became of it.
 * @returns false when --strict refused it
 */
export async function runImport({ mapFile, map, json, ...options }: ImportRequest): Promise<boolean> {
  const merged = mergeMaps(mapFile === undefined ? {} : await readMapFile(mapFile), map);
  await migrateTo(options.databaseUrl);
  const progress = new ImportProgress(process.stderr);
  try {
    const result = await importFile({ ...options, map: merged, onProgress: (step) => progress.show(step) });
    progress.stop();
    print(...(json ? [JSON.stringify(result)] : importSummary(result)));
    return result.outcome !== "REFUSED";
  } finally {
    progress.stop();
  }
}
