import pg from "pg";

export interface ListedRow {
  readonly id: number;
  readonly run: number;
  readonly severity: string;
  readonly state: string;
  readonly rule: string;
  readonly place: string;
  readonly key: string | null;
  readonly period: string | null;
  readonly value: string | null;
  readonly message: string;
}

export interface ListOptions {
  readonly source?: string | undefined;
  readonly run?: number | undefined;
  readonly severity?: string | undefined;
  readonly all?: boolean | undefined;
  readonly limit: number;
}

const LIST = `
  SELECT x.id, x.last_run_id AS "run", x.severity, x.state, x.rule, x.place, x.series_key AS "key",
    x.period_start::text AS "period", coalesce(x.number::text, x.value) AS "value", x.message_en AS "message"
  FROM rejected_row x LEFT JOIN source_system s ON s.id = x.source_id
  WHERE ($1::text IS NULL OR s.code = $1) AND ($2::int IS NULL OR $2 IN (x.run_id, x.last_run_id))
    AND ($3::text IS NULL OR x.severity = $3) AND ($4 OR x.state = 'OPEN')
  ORDER BY x.id LIMIT $5`;

/** Rows that were not simply taken, for the operator: those that wait for a decision, or all. */
export async function listRejected(databaseUrl: string, options: ListOptions): Promise<ListedRow[]> {
  const { source = null, run = null, severity = null, all = false, limit } = options;
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "kho rejected" });
  await client.connect();
  try {
    return (await client.query<ListedRow>(LIST, [source, run, severity, all, limit])).rows;
  } finally {
    await client.end();
  }
}
