import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";

/**
 * What publishing takes: rows beside the warehouse, in temporary tables.
 *
 * `staged_row`        a row of a source. `fault` is set where it is not to be published: {rule, column, value, message}, and
 *                     a severity other than REJECT; `warning` is the same for a row that is published nevertheless.
 *                     Without a fault and without a status, the source says that the observation is withdrawn.
 * `staged_series`     the series that `series_ref` means. `series_id` is null until the series exists. Where whoever reads the rows
 *                     counts them too: how many there are, and the first days of their earliest and their latest period.
 * `staged_withdrawal` current observations that end without a successor.
 * `staged_raw`        the record behind a row, and where it stood.
 */
const TABLES: Readonly<Record<string, string>> = {
  staged_row: `
    line         integer NOT NULL,
    series_ref   integer,
    period_start date,
    period_end   date,
    value        numeric,
    status       char(1),
    comment      text,
    fault        jsonb,
    warning      jsonb`,
  staged_series: `
    ref          integer PRIMARY KEY,
    key          text NOT NULL,
    indicator_id integer NOT NULL,
    area_id      integer NOT NULL,
    frequency    text NOT NULL,
    breakdown    text NOT NULL,
    series_id    integer,
    rows         integer,
    earliest     date,
    latest       date`,
  staged_withdrawal: `
    series_id    integer NOT NULL,
    period_start date NOT NULL,
    PRIMARY KEY (series_id, period_start)`,
  staged_raw: `
    line         integer NOT NULL,
    place        text NOT NULL,
    raw          jsonb NOT NULL`,
};

/**
 * @param lifetime of the tables: most callers stage inside the transaction that publishes; where a source is slow, they
 * must be there before it
 */
export async function createStagedTables(
  client: ClientBase,
  lifetime: "TRANSACTION" | "SESSION" = "TRANSACTION",
): Promise<void> {
  const end = lifetime === "TRANSACTION" ? "ON COMMIT DROP" : "";
  const tables = Object.entries(TABLES).map(([name, columns]) => `CREATE TEMP TABLE ${name} (${columns}) ${end}`);
  await client.query(`${tables.join("; ")}; ${FEW_STATISTICS}`);
}

/** The planner wants to know how many rows and series there are, not how their values are spread. */
const FEW_STATISTICS = `
  ALTER TABLE staged_row ALTER series_ref SET STATISTICS 10, ALTER period_start SET STATISTICS 10,
    ALTER fault SET STATISTICS 10, ALTER status SET STATISTICS 10`;

export async function analyseStagedRows(client: ClientBase): Promise<void> {
  await client.query("ANALYZE staged_row (series_ref, period_start, fault, status)");
}

/** How far reading may be ahead of Postgres, so that the two work at the same time. */
const BYTES_AHEAD = 4_000_000;

/** Lines of COPY's text format into one of the tables, as they come. */
export async function copyStaged(
  client: ClientBase,
  table: "staged_row" | "staged_series" | "staged_raw",
  columns: readonly string[],
  lines: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<void> {
  const copy = copyFrom(`COPY ${table} (${columns.join(", ")}) FROM STDIN`, { highWaterMark: BYTES_AHEAD });
  await pipeline(lines, client.query(copy));
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text as a field of COPY's text format. */
export function copyText(text: string | null): string {
  if (text === null) return "\\N";
  return /[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (char) => ESCAPES[char]!) : text;
}
