import type { ClientBase } from "pg";
import { readDeadlinesFile, refuseFaulty } from "./deadlines.file.js";
import type { WrittenDeadline } from "./deadlines.file.js";
import { inTransaction } from "./transaction.js";

/** Locks the indicators, so that what is compared is what is changed. */
const FIND = `
  SELECT i.code AS "code", i.frequency AS "frequency", i.delivery_days AS "days" FROM indicator i
  WHERE i.code = ANY($1) ORDER BY i.id FOR UPDATE`;

const SET = `
  UPDATE indicator i SET delivery_days = d.days
  FROM jsonb_to_recordset($1) AS d (indicator text, days smallint) WHERE i.code = d.indicator`;

interface Found {
  readonly code: string;
  readonly frequency: string;
  readonly days: number | null;
}

export interface LoadedDeadlines {
  readonly set: number;
  /** Those that the warehouse had already. */
  readonly unchanged: number;
}

/**
 * Says of the indicators in a CSV file (indicator, delivery_days) how many days after a period's end it is due, all or none.
 * Other indicators keep what they have.
 * @throws AppError BAD_USER_INPUT with every fault of the file
 */
export async function loadDeadlines(databaseUrl: string, path: string): Promise<LoadedDeadlines> {
  const deadlines = await readDeadlinesFile(path);
  const set = await inTransaction(databaseUrl, "kho deadlines", (client) => setDeadlines(client, path, deadlines));
  return { set, unchanged: deadlines.length - set };
}

async function setDeadlines(client: ClientBase, path: string, deadlines: readonly WrittenDeadline[]): Promise<number> {
  const { rows } = await client.query<Found>(FIND, [deadlines.map(({ indicator }) => indicator)]);
  const known = new Map(rows.map((row) => [row.code, row]));
  refuseFaulty(
    path,
    deadlines.flatMap((deadline) => faultOf(deadline, known.get(deadline.indicator))),
  );
  const changed = deadlines.filter(({ indicator, days }) => known.get(indicator)!.days !== days);
  // An update of nothing would be a new version of the catalogue all the same, and forget every kept answer.
  if (changed.length > 0) await client.query(SET, [JSON.stringify(changed)]);
  return changed.length;
}

function faultOf({ line, indicator, days }: WrittenDeadline, found: Found | undefined): string[] {
  if (!found) return [`line ${line}: there is no indicator ${indicator}`];
  return found.frequency === "R" && days !== null
    ? [`line ${line}: ${indicator} comes at no regular times, so it is never due`]
    : [];
}
