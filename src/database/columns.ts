import type { Sql } from "sql-template-tag";
import { raw } from "sql-template-tag";
import type { EntityTarget } from "typeorm";
import { getMetadataArgsStorage } from "typeorm";

/**
 * The select list of an entity, written from its metadata: `i.name_vi AS "nameVi", …`.
 * So a new column is selected as soon as its entity names it. Columns with `select: false` stay inside.
 */
export function columnsOf(entity: EntityTarget<object>, alias: string): Sql {
  const columns = getMetadataArgsStorage().columns.filter(
    ({ target, options }) => target === entity && options.select !== false,
  );
  if (columns.length === 0) throw new Error(`${String(entity)} has no columns`);
  return raw(
    columns
      .map(({ propertyName, options }) => `${alias}.${options.name ?? propertyName} AS "${propertyName}"`)
      .join(", "),
  );
}
