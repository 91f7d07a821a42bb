import sql from "sql-template-tag";
import { system } from "../access/viewer.js";
import type { Database } from "../database/database.js";
import { checkCodes } from "../database/known-codes.js";
import { AppError } from "../shared/errors.js";
import type { CompositeIndexFile } from "./composite-index.file.js";

const OVERLAP = "23P01";

/**
 * Writes an index with the versions of a file, all or none, in one statement.
 * @throws AppError NOT_FOUND for unknown indicators, CONFLICT for versions that stand and for validities that overlap
 */
export async function saveCompositeIndex(
  db: Database,
  file: CompositeIndexFile,
  { replace = false }: { readonly replace?: boolean | undefined },
): Promise<void> {
  const indicators = file.versions.flatMap(({ components }) => components.map(({ indicator }) => indicator));
  await checkCodes(db, system, { indicators: [...new Set(indicators)] });
  if (!replace) await refuseStanding(db, file);
  try {
    await write(db, file);
  } catch (error) {
    if ((error as { code?: string }).code !== OVERLAP) throw error;
    throw new AppError("CONFLICT", `Two versions of ${file.code} are valid on the same day: give them validTo.`);
  }
}

async function refuseStanding(db: Database, { code, versions }: CompositeIndexFile): Promise<void> {
  const names = versions.map(({ version }) => version);
  const standing = await db.rows<{ version: string }>(sql`
    SELECT cv.version AS "version" FROM composite_index ci JOIN composite_index_version cv ON cv.index_id = ci.id
    WHERE ci.code = ${code} AND cv.version = ANY(${names}::text[]) ORDER BY 1`);
  if (standing.length === 0) return;
  const list = standing.map(({ version }) => version).join(", ");
  throw new AppError("CONFLICT", `${code} has the version ${list} already; --replace writes it anew.`);
}

async function write(db: Database, { code, name, nameEn, versions }: CompositeIndexFile): Promise<void> {
  const rows = JSON.stringify(
    versions.map(({ components, ...version }) => ({
      ...version,
      components: components.map((component, position) => ({ ...component, position })),
    })),
  );
  await db.rows(sql`
    WITH named AS (
      INSERT INTO composite_index (code, name_vi, name_en) VALUES (${code}, ${name}, ${nameEn ?? null})
      ON CONFLICT (code) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en RETURNING id),
    given AS (
      SELECT v.* FROM jsonb_to_recordset(${rows}::jsonb) AS v (version text, "validFrom" date, "validTo" date, scale numeric,
        decimals smallint, citation text, "citationEn" text, components jsonb)),
    written AS (
      INSERT INTO composite_index_version (index_id, version, valid_from, valid_to, scale, decimals, citation_vi, citation_en)
      SELECT named.id, g.version, g."validFrom", g."validTo", g.scale, g.decimals, g.citation, g."citationEn" FROM named, given g
      ON CONFLICT (index_id, version) DO UPDATE SET valid_from = excluded.valid_from, valid_to = excluded.valid_to, scale = excluded.scale,
        decimals = excluded.decimals, citation_vi = excluded.citation_vi, citation_en = excluded.citation_en
      RETURNING id, version),
    component AS (
      SELECT w.id AS version_id, i.id AS indicator_id, c.position, c.weight, c.worst, c.best
      FROM written w JOIN given g USING (version)
      CROSS JOIN LATERAL jsonb_to_recordset(g.components) AS c (indicator text, position smallint, weight numeric, worst numeric, best numeric)
      JOIN indicator i ON i.code = c.indicator),
    gone AS (
      DELETE FROM composite_component cc USING written w
      WHERE cc.version_id = w.id AND NOT EXISTS (
        SELECT FROM component c WHERE c.version_id = cc.version_id AND c.indicator_id = cc.indicator_id))
    INSERT INTO composite_component (version_id, indicator_id, position, weight, worst, best)
    SELECT c.version_id, c.indicator_id, c.position, c.weight, c.worst, c.best FROM component c
    ON CONFLICT (version_id, indicator_id) DO UPDATE
      SET position = excluded.position, weight = excluded.weight, worst = excluded.worst, best = excluded.best`);
}
