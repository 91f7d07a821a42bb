import type { FormulaFlags, FormulaSpec, Session } from "./commands/app-door.js";
import { readCompositeIndexFile } from "./composite/composite-index.file.js";
import { saveCompositeIndex } from "./composite/composite-index.loading.js";
import { createDataSource, migrate } from "./database/data-source.js";
import { openDatabase } from "./app-serving.js";
import { readFormulaFile } from "./formula/formula.file.js";
import { FormulaReads } from "./formula/formula.reads.js";
import type { FormulaOutcome } from "./publication/formula-entry.service.js";
import { removeFormula, setFormulas } from "./publication/formula-entry.service.js";

/** The lines of `kho formula set`. */
export async function setFormula({ url }: Session, spec: FormulaSpec, flags: FormulaFlags): Promise<readonly string[]> {
  await migrateTo(url);
  return linesOf(flags, await setFormulas([spec], { databaseUrl: url, ...flags }));
}

/** The lines of `kho formula load`. */
export async function loadFormulaFile({ url }: Session, file: string, flags: FormulaFlags): Promise<readonly string[]> {
  const formulas = await readFormulaFile(file);
  await migrateTo(url);
  return linesOf(flags, await setFormulas(formulas, { databaseUrl: url, ...flags }));
}

/** The lines of `kho formula remove`. */
export async function dropFormula({ url }: Session, code: string, flags: FormulaFlags): Promise<readonly string[]> {
  await migrateTo(url);
  return linesOf(flags, await removeFormula(code, { databaseUrl: url, ...flags }));
}

/** The lines of `kho formula list`. */
export async function listFormulas({ url, config }: Session): Promise<readonly string[]> {
  await migrateTo(url);
  const db = openDatabase(config, url);
  try {
    const formulas = await new FormulaReads(db).all();
    if (formulas.length === 0) return ["No indicator has a formula."];
    return formulas.map(({ code, expression }) => `${code} = ${expression}`);
  } finally {
    await db.close();
  }
}

/** The lines of `kho index load`. */
export async function loadCompositeIndex(
  { url, config }: Session,
  path: string,
  flags: Pick<FormulaFlags, "replace">,
): Promise<readonly string[]> {
  const file = await readCompositeIndexFile(path);
  await migrateTo(url);
  const db = openDatabase(config, url);
  try {
    await saveCompositeIndex(db, file, flags);
    return file.versions.map(({ version, components }) => `${file.code} ${version}: ${components.length} components`);
  } finally {
    await db.close();
  }
}

function linesOf({ dryRun }: FormulaFlags, outcome: FormulaOutcome): string[] {
  const { created, updated, withdrawn, publication } = outcome;
  const counts = `${created} computed, ${updated} changed, ${withdrawn} withdrawn`;
  if (dryRun) return [`Would be: ${counts}. Nothing was changed (--dry-run).`];
  return [publication === null ? `${counts}: no new data version` : `${counts}: data version ${publication}`];
}

async function migrateTo(url: string): Promise<void> {
  const dataSource = createDataSource(url);
  try {
    await migrate(dataSource);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}
