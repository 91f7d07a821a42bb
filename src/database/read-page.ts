import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import type { Connection } from "../shared/connection.js";
import type { Page } from "../shared/page.js";
import type { Database } from "./database.js";

/** A list to read a page of. All parts are SQL of ours; what a client gave stands in parameters. */
export interface ListQuery<Row extends object> {
  readonly columns: Sql;
  readonly from: Sql;
  readonly where: Sql;
  readonly page: Page<Row>;
  /** Is `totalCount` selected? */
  readonly count: boolean;
}

/** One page of a list, in one statement; two when it is counted. */
export async function readPage<Row extends object>(
  db: Database,
  { columns, from, where, page, count }: ListQuery<Row>,
): Promise<Connection<Row>> {
  const [rows, total] = await Promise.all([
    db.rows<Row>(sql`
      SELECT ${columns} FROM ${from}
      WHERE ${where} AND ${page.condition}
      ORDER BY ${page.orderBy} LIMIT ${page.limit}`),
    count ? db.one<{ total: number }>(sql`SELECT count(*)::int AS "total" FROM ${from} WHERE ${where}`) : undefined,
  ]);
  return page.connection(rows, total?.total);
}

/** The same page below each parent, in one statement for all of them; two when it is counted. */
export async function readPages<Row extends object>(
  db: Database,
  parents: readonly number[],
  parentColumn: Sql,
  { columns, from, where, page, count }: ListQuery<Row>,
): Promise<Connection<Row>[]> {
  // The lateral join runs once for each parent, in order, so each parent's rows arrive together and sorted.
  const [rows, totals] = await Promise.all([
    db.rows<Row & { parentKey: number }>(sql`
      SELECT parent.key AS "parentKey", page.*
      FROM unnest(${parents}::int[]) AS parent (key)
      CROSS JOIN LATERAL (
        SELECT ${columns} FROM ${from}
        WHERE ${parentColumn} = parent.key AND ${where} AND ${page.condition}
        ORDER BY ${page.orderBy} LIMIT ${page.limit}) AS page`),
    count
      ? db.rows<{ key: number; total: number }>(sql`
          SELECT ${parentColumn} AS "key", count(*)::int AS "total" FROM ${from}
          WHERE ${parentColumn} = ANY(${parents}::int[]) AND ${where} GROUP BY 1`)
      : [],
  ]);
  const byParent = Map.groupBy(rows, (row) => row.parentKey);
  const totalOf = new Map(totals.map(({ key, total }) => [key, total]));
  return parents.map((key) => page.connection(byParent.get(key) ?? [], count ? (totalOf.get(key) ?? 0) : undefined));
}
