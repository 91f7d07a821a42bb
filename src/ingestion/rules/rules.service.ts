import type { ClientBase } from "pg";
import { AppError } from "../../shared/errors.js";
import { inTransaction } from "../transaction.js";
import { readRulesFile } from "./rules.file.js";
import type { WrittenRule } from "./rules.file.js";

const STRANGERS = `
  SELECT r.line, format('there is no indicator %s', r.indicator) AS message
  FROM jsonb_to_recordset($1) AS r (line int, indicator text)
  WHERE r.indicator <> '*' AND NOT EXISTS (SELECT FROM indicator i WHERE i.code = r.indicator)
  UNION ALL
  SELECT r.line, format('there is no dimension %s', r.dimension)
  FROM jsonb_to_recordset($1) AS r (line int, dimension text)
  WHERE r.dimension IS NOT NULL AND NOT EXISTS (SELECT FROM dimension d WHERE d.code = r.dimension)
  UNION ALL
  SELECT r.line, format('%s has no code %s', r.dimension, c.code)
  FROM jsonb_to_recordset($1) AS r (line int, dimension text, codes jsonb)
  JOIN dimension d ON d.code = r.dimension
  CROSS JOIN LATERAL jsonb_array_elements_text(nullif(r.codes, 'null')) AS c (code)
  WHERE c.code <> '_T' AND NOT EXISTS (SELECT FROM dimension_code dc WHERE dc.dimension_id = d.id AND dc.code = c.code)
  ORDER BY 1`;

/** The file is all that is said of the indicators that it names. */
const FORGET = `
  DELETE FROM indicator_rule ir
  WHERE ir.indicator_id IN (SELECT i.id FROM indicator i WHERE i.code = ANY($1)) OR ir.indicator_id IS NULL AND '*' = ANY($1)`;

const LOAD = `
  INSERT INTO indicator_rule (indicator_id, kind, severity, minimum, maximum, allowed, dimension_id, codes, note)
  SELECT i.id, r.kind, r.severity, r.minimum, r.maximum, r.allowed, d.id, r.codes, r.note
  FROM jsonb_to_recordset($1) AS r (line int, indicator text, kind text, severity text, minimum numeric, maximum numeric,
    allowed numeric, dimension text, codes text[], note text)
  LEFT JOIN indicator i ON i.code = r.indicator
  LEFT JOIN dimension d ON d.code = r.dimension
  ORDER BY r.line`;

export interface LoadedRules {
  readonly loaded: number;
  /** Rules of the same indicators that the file took the place of. */
  readonly replaced: number;
}

/**
 * Loads rules from a CSV file, all or none; they take the place of the rules of the indicators that the file names. What
 * is published already is not judged again.
 * @throws AppError BAD_USER_INPUT with every fault of the file
 */
export async function loadRules(databaseUrl: string, path: string): Promise<LoadedRules> {
  const rules = await readRulesFile(path);
  const replaced = await inTransaction(databaseUrl, "kho rules", (client) => replaceRules(client, path, rules));
  return { loaded: rules.length, replaced };
}

async function replaceRules(client: ClientBase, path: string, rules: readonly WrittenRule[]): Promise<number> {
  const { rows: strangers } = await client.query<{ line: number; message: string }>(STRANGERS, [JSON.stringify(rules)]);
  const faults = strangers.map(({ line, message }) => `line ${line}: ${message}`);
  if (faults.length > 0)
    throw new AppError("BAD_USER_INPUT", `${path} holds faults, no rule was loaded: ${faults.join("; ")}`);
  const { rowCount } = await client.query(FORGET, [rules.map(({ indicator }) => indicator)]);
  await client.query(LOAD, [JSON.stringify(rules)]);
  return rowCount ?? 0;
}
