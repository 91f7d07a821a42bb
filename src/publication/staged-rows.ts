import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";

/**
 * What publishing takes: rows beside the warehouse, in temporary tables that end with the transaction.
 *
 * `staged_row`    a row of a source. `fault` is set where it is not to be published: {rule, column, value, message}.
 * `staged_series` the series that `series_ref` means. `series_id` is null until the series exists.
 */
const TABLES = `
  CREATE TEMP TABLE staged_row (
    line         integer NOT NULL,
    series_ref   integer,
    period_start date,
    period_end   date,
    value        numeric,
    status       char(1),
    comment      text,
    fault        jsonb
  ) ON COMMIT DROP;
  CREATE TEMP TABLE staged_series (
    ref          integer PRIMARY KEY,
    key          text NOT NULL,
    indicator_id integer NOT NULL,
    area_id      integer NOT NULL,
    frequency    text NOT NULL,
    breakdown    text NOT NULL,
    series_id    integer
  ) ON COMMIT DROP`;

export async function createStagedTables(client: ClientBase): Promise<void> {
  await client.query(TABLES);
}

/** Lines of COPY's text format into one of the tables, as they come. */
export async function copyStaged(
  client: ClientBase,
  table: "staged_row" | "staged_series",
  columns: readonly string[],
  lines: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<void> {
  await pipeline(lines, client.query(copyFrom(`COPY ${table} (${columns.join(", ")}) FROM STDIN`)));
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text as a field of COPY's text format. */
export function copyText(text: string | null): string {
  if (text === null) return "\\N";
  return /[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (char) => ESCAPES[char]!) : text;
}
