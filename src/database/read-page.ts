import type { Sql } from "sql-template-tag";
import sql, { raw } from "sql-template-tag";
import type { Asked, Columns } from "./columns.js";
import type { Connection } from "../shared/connection.js";
import type { Page } from "../shared/page.js";
import { distinct } from "./align.js";
import type { Reading } from "./database.js";

/** A list to read a page of. All parts are SQL of ours; what a client gave stands in parameters. */
export interface ListQuery<Row extends object> {
  readonly columns: Columns;
  readonly asked: Asked;
  readonly from: Sql;
  readonly where: Sql;
  readonly page: Page<Row>;
  /** The same tables with fewer rows than all, of which a page is read the same; they are not counted. */
  readonly pageFrom?: Sql | undefined;
  /** Where rows are remembered whole: then the statement finds their ids, and reads nothing else. */
  readonly remembered?: Remembered<Row> | undefined;
}

type Remembered<Row> = (ids: readonly number[]) => Promise<readonly Row[]>;

interface Identified {
  readonly id: number;
}

/** One page of a list, in one statement; two when it is counted. */
export async function readPage<Row extends object>(db: Reading, query: ListQuery<Row>): Promise<Connection<Row>> {
  const { asked, from, where, page } = query;
  const count = asked.has("totalCount");
  const [rows, total] = await Promise.all([
    db.rows<Row>(sql`
      SELECT ${picked(query)} FROM ${query.pageFrom ?? from}
      WHERE ${where} AND ${page.condition}
      ORDER BY ${page.orderBy} LIMIT ${page.limit}`),
    count ? db.one<{ total: number }>(sql`SELECT count(*)::int AS "total" FROM ${from} WHERE ${where}`) : undefined,
  ]);
  const wholeRow = await wholeRows(query, rows);
  return page.connection(rows.flatMap(wholeRow), total?.total);
}

function picked<Row extends object>({ columns, asked, page, remembered }: ListQuery<Row>): Sql {
  return remembered ? columns.pick(NOTHING) : columns.pick(asked.needs, page.keyProperties);
}

const NOTHING: ReadonlySet<string> = new Set();

/** The row to be answered for one that was read: itself, or the remembered one; nothing when that has gone since. */
async function wholeRows<Row extends object>(
  { remembered }: ListQuery<Row>,
  rows: readonly Row[],
): Promise<(row: Row) => Row | readonly Row[]> {
  if (!remembered || rows.length === 0) return (row) => row;
  const idOf = (row: Row): number => (row as unknown as Identified).id;
  const known = new Map((await remembered(rows.map(idOf))).map((row) => [idOf(row), row]));
  return (row) => known.get(idOf(row)) ?? [];
}

/** Where the parents of a list stand in its rows, and how its rows are numbered below each of them. */
export interface Parents {
  readonly keys: readonly number[];
  readonly column: Sql;
  /** Rows below one parent: FEW are ranked all at once; of MANY only the page is read, parent by parent. */
  readonly rows: "FEW" | "MANY";
}

/** The same page below each parent, in one statement for all of them; two when it is counted. */
export async function readPages<Row extends object>(
  db: Reading,
  parents: Parents,
  query: ListQuery<Row>,
): Promise<Connection<Row>[]> {
  const count = query.asked.has("totalCount");
  const [rows, totals] = await Promise.all([
    db.rows<Row & { parentKey: number }>(parents.rows === "FEW" ? ranked(parents, query) : oneByOne(parents, query)),
    count ? countsBelow(db, parents, query) : new Map<number, number>(),
  ]);
  const wholeRow = await wholeRows<Row>(query, rows);
  const byParent = Map.groupBy(rows, (row) => row.parentKey);
  return parents.keys.map((key) =>
    query.page.connection((byParent.get(key) ?? []).flatMap(wholeRow), count ? (totals.get(key) ?? 0) : undefined),
  );
}

function ranked<Row extends object>({ keys, column }: Parents, query: ListQuery<Row>): Sql {
  const { from, where, page, remembered } = query;
  return sql`
    SELECT ${remembered ? raw(`ranked."parentKey", ranked.id`) : raw("ranked.*")} FROM (
      SELECT ${column} AS "parentKey", ${picked(query)},
        row_number() OVER (PARTITION BY ${column} ORDER BY ${page.orderBy}) AS place
      FROM ${from}
      WHERE ${column} = ANY(${keys}::int[]) AND ${where} AND ${page.condition}) AS ranked
    WHERE ranked.place <= ${page.limit} ORDER BY ranked."parentKey", ranked.place`;
}

/** The lateral join runs once for each parent, in order, so each parent's rows arrive together and sorted. */
function oneByOne<Row extends object>({ keys, column }: Parents, query: ListQuery<Row>): Sql {
  const { from, where, page } = query;
  return sql`
    SELECT parent.key AS "parentKey", page.*
    FROM unnest(${distinct(keys)}::int[]) AS parent (key)
    CROSS JOIN LATERAL (
      SELECT ${picked(query)} FROM ${from}
      WHERE ${column} = parent.key AND ${where} AND ${page.condition}
      ORDER BY ${page.orderBy} LIMIT ${page.limit}) AS page`;
}

async function countsBelow<Row extends object>(
  db: Reading,
  { keys, column }: Parents,
  { from, where }: ListQuery<Row>,
): Promise<Map<number, number>> {
  const totals = await db.rows<{ key: number; total: number }>(sql`
    SELECT ${column} AS "key", count(*)::int AS "total" FROM ${from}
    WHERE ${column} = ANY(${keys}::int[]) AND ${where} GROUP BY 1`);
  return new Map(totals.map(({ key, total }) => [key, total]));
}
