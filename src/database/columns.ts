import type { Sql } from "sql-template-tag";
import { raw } from "sql-template-tag";
import type { EntityTarget } from "typeorm";
import { getMetadataArgsStorage } from "typeorm";

/** The properties of a row that an answer needs; undefined means all of them. */
export type Needs = ReadonlySet<string> | undefined;

/** What is selected below a field. */
export interface Asked {
  readonly needs: Needs;
  /** Is a field of that name selected? */
  has(field: string): boolean;
}

interface Column {
  readonly property: string;
  readonly expression: string;
  /** Part of the key: always selected, because rows are put together by it. */
  readonly key: boolean;
}

/** The select list of a table, which may be cut down to what an answer needs. */
export class Columns {
  constructor(private readonly columns: readonly Column[]) {}

  /** Every column. */
  get all(): Sql {
    return this.pick(undefined);
  }

  /** The key, and the columns that are needed: `i.id AS "id", i.name_vi AS "nameVi", …`. */
  pick(needs: Needs, also: readonly string[] = []): Sql {
    const picked = this.columns.filter(
      ({ property, key }) => key || !needs || needs.has(property) || also.includes(property),
    );
    const text = picked.map(({ property, expression }) => `${expression} AS "${property}"`).join(", ");
    return raw(text);
  }
}

/**
 * The columns of an entity, written from its metadata, and further expressions by property; those of its own that are among them
 * are read in that other way.
 * So a new column is selected as soon as its entity names it. Columns with `select: false` stay inside.
 */
export function columnsOf(
  entity: EntityTarget<object>,
  alias: string,
  further: Readonly<Record<string, string>> = {},
): Columns {
  const own = getMetadataArgsStorage().columns.filter(
    ({ target, options, propertyName }) => target === entity && options.select !== false && !(propertyName in further),
  );
  if (own.length === 0) throw new Error("an entity has no columns");
  return new Columns([
    ...own.map(({ propertyName, options }) => ({
      property: propertyName,
      expression: `${alias}.${options.name ?? propertyName}`,
      key: Boolean(options.primary),
    })),
    ...Object.entries(further).map(([property, expression]) => ({ property, expression, key: false })),
  ]);
}
