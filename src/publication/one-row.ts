import type { ClientBase, QueryResultRow } from "pg";

/** The one row of a statement that always gives one. */
export async function one<Row extends QueryResultRow>(
  client: ClientBase,
  text: string,
  values?: unknown[],
): Promise<Row> {
  return (await client.query<Row>(text, values)).rows[0]!;
}
