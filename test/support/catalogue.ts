import pg from "pg";

/** A database's own tables; TypeORM's two account for its work and are no part of the schema. */
const OURS = `n.nspname = 'public' AND c.relkind = 'r' AND c.relname NOT IN ('migrations', 'typeorm_metadata')`;

/** TypeORM writes the default of a smallint as a text; the value is the same. */
const DEFAULT = `regexp_replace(pg_get_expr(d.adbin, d.adrelid), '^''(\\d+)''::smallint$', '\\1')`;

const TABLES = `
  SELECT concat_ws(' ', 'column', c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attcollation <> t.typcollation THEN 'COLLATE ' || o.collname END,
    CASE WHEN a.attnotnull THEN 'NOT NULL' END, 'identity=' || nullif(a.attidentity::text, ''),
    'generated=' || nullif(a.attgenerated::text, ''), 'default=' || ${DEFAULT}) AS line
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_collation o ON o.oid = a.attcollation
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE ${OURS}
  UNION ALL
  SELECT concat_ws(' ', 'constraint', c.relname, k.conname, pg_get_constraintdef(k.oid))
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${OURS}
  UNION ALL
  SELECT concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid))
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${OURS}`;

const PROGRAMS = `
  SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(g.oid)) AS line
  FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT g.tgisinternal AND ${OURS}
  UNION ALL
  SELECT concat_ws(' ', 'function', pg_get_functiondef(p.oid))
  FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')
  UNION ALL
  SELECT concat_ws(' ', 'collation', o.collname, o.collprovider)
  FROM pg_collation o WHERE o.collnamespace = 'public'::regnamespace
  UNION ALL
  SELECT concat_ws(' ', 'extension', extname) FROM pg_extension WHERE extname <> 'plpgsql'`;

/** Tables as Postgres spells them: a sorted line for each column, constraint and index. */
export function readTables(url: string): Promise<string[]> {
  return readLines(url, TABLES);
}

/** Everything that a migration makes: tables, and also triggers, functions, collations and extensions. */
export function readSchema(url: string): Promise<string[]> {
  return readLines(url, `${TABLES} UNION ALL ${PROGRAMS}`);
}

/** Columns, in their order, and primary keys of a schema's tables and views. */
const columnsAndKeys = (schema: string): string => `
  SELECT concat_ws(' ', c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN 'NOT NULL' END) AS line
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'v') AND c.relnamespace = ${schema}
  UNION ALL
  SELECT concat_ws(' ', c.relname, pg_get_constraintdef(k.oid))
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'p' AND c.relnamespace = ${schema}`;

/** Where rows are laid out to be published: tables that stand, or the temporary ones of a session. */
export async function readStaging(client: pg.ClientBase, which: "STANDING" | "TEMPORARY"): Promise<string[]> {
  const schema = which === "STANDING" ? "'kho_release'::regnamespace" : "pg_my_temp_schema()";
  const { rows } = await client.query<{ line: string }>(columnsAndKeys(schema));
  return rows.map(({ line }) => line).sort();
}

async function readLines(connectionString: string, query: string): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(query);
    return rows.map(({ line }) => line).sort();
  } finally {
    await client.end();
  }
}
