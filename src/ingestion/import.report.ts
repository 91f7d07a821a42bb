import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { errorLine } from "../database/startup.error.js";
import { AppError } from "../shared/errors.js";
import type { Fault } from "./fault.js";
import type { RejectedRow } from "./import.result.js";
import { countProblems } from "./rejected.store.js";
import type { ProblemCount } from "./rejected.store.js";
import { byRule } from "./run.record.js";

export interface Rejections {
  readonly rejected: number;
  readonly quarantined: number;
  readonly warned: number;
  readonly rejectedByRule: Readonly<Record<string, number>>;
  readonly examples: readonly RejectedRow[];
}

export const NO_REJECTIONS: Rejections = { rejected: 0, quarantined: 0, warned: 0, rejectedByRule: {}, examples: [] };

/** Ten different faults, turn by turn from each rule, so that a frequent one hides no other. */
const EXAMPLES = `
  WITH faults AS (
    SELECT min(r.line) AS line, count(*)::int AS rows, coalesce(r.fault, r.warning) AS fault,
      row_number() OVER (PARTITION BY coalesce(r.fault, r.warning)->>'rule' ORDER BY min(r.line)) AS turn
    FROM staged_row r
    WHERE r.fault->>'rule' <> 'DUPLICATE' OR r.fault IS NULL AND r.warning IS NOT NULL
    GROUP BY 3)
  SELECT e.line, e.rows, e.fault
  FROM (SELECT f.* FROM faults f ORDER BY f.turn, f.line LIMIT 10) AS e
  ORDER BY e.line`;

/** One line for each row of the file: what publishing did is read off the rows it left. */
const outcomes = (publication: number | null): string => `
  COPY (
    SELECT r.line,
      CASE
        WHEN r.fault->>'rule' = 'DUPLICATE' THEN 'unchanged'
        WHEN r.fault->>'severity' = 'QUARANTINE' THEN 'quarantined'
        WHEN r.fault IS NOT NULL THEN 'rejected'
        WHEN o.publication_id IS DISTINCT FROM ${publication ?? -1} THEN 'unchanged'
        WHEN h.series_id IS NOT NULL THEN 'updated'
        ELSE 'created' END AS outcome,
      n.note->>'rule' AS rule, n.note->>'column' AS column, n.note->>'value' AS value, n.note->>'message' AS message
    FROM staged_row r
    CROSS JOIN LATERAL (SELECT coalesce(r.fault, r.warning) AS note) AS n
    LEFT JOIN staged_series ss ON ss.ref = r.series_ref
    LEFT JOIN observation o ON o.series_id = ss.series_id AND o.period_start = r.period_start
    LEFT JOIN observation_history h ON h.series_id = o.series_id AND h.period_start = o.period_start
      AND h.to_publication = ${publication ?? -1} AND h.reason = 'REVISED'
    ORDER BY r.line
  ) TO STDOUT (FORMAT csv, HEADER)`;

export async function readRejections(client: ClientBase): Promise<Rejections> {
  const problems = await countProblems(client);
  const rowsOf = (severity: ProblemCount["severity"]): number =>
    problems.filter((each) => each.severity === severity).reduce((sum, { rows }) => sum + rows, 0);
  return {
    rejected: rowsOf("REJECT"),
    quarantined: rowsOf("QUARANTINE"),
    warned: rowsOf("WARN"),
    rejectedByRule: byRule(problems),
    examples: await readExamples(client),
  };
}

async function readExamples(client: ClientBase): Promise<RejectedRow[]> {
  const { rows } = await client.query<{ line: number; rows: number; fault: Fault }>(EXAMPLES);
  return rows.map(({ line, rows: count, fault: { rule, column, value, message } }) => {
    return { line, rows: count, rule, column, value, message };
  });
}

/**
 * Writes what became of every row as CSV: line, outcome, rule, column, value, message. The file appears when it is whole.
 * @throws AppError BAD_USER_INPUT when it can't be written
 */
export async function writeReport(client: ClientBase, path: string, publication: number | null): Promise<void> {
  const part = `${path}.part`;
  try {
    await pipeline(client.query(copyTo(outcomes(publication))), createWriteStream(part));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw new AppError("BAD_USER_INPUT", `Can't write the report ${path}, nothing was imported: ${errorLine(error)}`);
  }
}
