import type { Sql } from "sql-template-tag";
import sql, { join, raw } from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Asked } from "../database/columns.js";
import type { Database } from "../database/database.js";
import { checkCodes } from "../database/known-codes.js";
import type { AsOf } from "../observation/as-of.js";
import type { ObservationReads } from "../observation/observation.reads.js";
import type { Connection } from "../shared/connection.js";
import { AppError } from "../shared/errors.js";
import type { Key, Ordering } from "../shared/page.js";
import { Page } from "../shared/page.js";
import { AggregateOrderField, GroupKey } from "./aggregate-enums.js";
import type { AggregateFault, Check, FaultKind } from "./aggregate-fault.js";
import { refusal } from "./aggregate-fault.js";
import type { GroupFact, Grouping } from "./aggregate.sql.js";
import { groupsOf } from "./aggregate.sql.js";
import type { AggregateArgs, AggregateHaving, AggregateOrder } from "./aggregate.inputs.js";
import type { AggregateRow, GroupRow } from "./group-row.js";
import { aggregateRow } from "./group-row.js";
import { groupColumns, orderKeysOf } from "./group-columns.js";

const MAX_KEYS = 6;

const ORDER: Readonly<Record<Exclude<AggregateOrderField, "GROUP">, Key>> = {
  VALUE: { expression: "g.value", property: "value", type: "numeric", nullable: true },
  COUNT: { expression: "g.count", property: "count", type: "integer" },
};

interface Reading {
  readonly dimensions: readonly string[];
  readonly page: Page<AggregateRow>;
  readonly asked: Asked;
  readonly asOf: AsOf;
}

interface Found {
  /** Is something wrong with a group? Then there are no groups, and this is the one row. */
  readonly refused: boolean | null;
}

/** What a group is asked for, by the properties of its row. */
const FACTS: Readonly<Record<GroupFact, readonly (keyof AggregateRow)[]>> = {
  method: ["method"],
  valueCount: ["valueCount", "missingCount"],
  seriesCount: ["seriesCount"],
  coverage: ["coverage"],
  places: ["firstPeriod", "lastPeriod"],
};

/** Questions about observations put together. They choose observations as lists do, by the same compiled filter. */
export class AggregateReads {
  constructor(
    private readonly db: Database,
    private readonly observations: ObservationReads,
  ) {}

  async list(viewer: Viewer, args: AggregateArgs, asked: Asked, asOf?: AsOf): Promise<Connection<AggregateRow>> {
    const dimensions = [...new Set(args.groupByDimensions ?? [])];
    if (new Set(args.groupBy).size + dimensions.length > MAX_KEYS)
      throw new AppError("BAD_USER_INPUT", `groupBy and groupByDimensions name more than ${MAX_KEYS} keys.`, {
        argument: "groupBy",
      });
    const page = new Page<AggregateRow>(
      args,
      orderingOf(args.orderBy, groupColumns(args.groupBy, dimensions, asOf)),
      100,
    );
    // Before, not beside: a statement that puts millions of rows together would go on after the refusal, and hold a connection.
    await checkCodes(
      this.db,
      viewer,
      [args.filter, { breakdown: dimensions.map((dimension) => ({ dimension, codes: ["_T"] })) }],
      { keys: "series" },
      asOf,
    );
    return this.#read(viewer, args, { dimensions, page, asked, asOf });
  }

  /** The groups of a page, whether anything is wrong with any group, and how many there are, in one statement. */
  async #read(
    viewer: Viewer,
    args: AggregateArgs,
    { dimensions, page, asked, asOf }: Reading,
    check: Check = "MAYBE",
  ): Promise<Connection<AggregateRow>> {
    const grouping: Grouping = {
      where: this.observations.conditions(viewer, args.filter),
      years: this.observations.wholeYears(args.filter),
      asOf,
      groupBy: args.groupBy,
      dimensions,
      method: args.method ?? null,
      facts: factsOf(asked, args.having),
      ruledOut: ruledOut(args),
      check,
    };
    const wanted = havingOf(args.having);
    const total = asked.has("totalCount")
      ? sql`, (SELECT count(*)::int FROM groups g WHERE ${wanted}) AS "total"`
      : sql``;
    const found = await this.db.rows<Found & GroupRow & { total?: number }>(sql`
      ${groupsOf(grouping)},
      problem AS MATERIALIZED (SELECT bool_or(g.fault) AS fault FROM groups g)
      SELECT problem.fault AS "refused", g.* ${total}
      FROM problem
      LEFT JOIN groups g ON problem.fault IS NOT TRUE AND ${wanted} AND ${page.condition}
      ORDER BY ${page.orderBy} LIMIT ${page.limit}`);
    if (found[0]?.refused) {
      const fault = await this.#faultOf(grouping);
      if (fault) throw refusal(fault, grouping.method);
      // Nothing was wrong, or what was published in between has mended it.
      return this.#read(viewer, args, { dimensions, page, asked, asOf }, "WHETHER");
    }
    const rows = found.filter((row) => row.count !== null).map((row) => aggregateRow(row, dimensions));
    return page.connection(rows, found[0]?.total);
  }

  /** What is wrong with a group; asked for only when something is. */
  async #faultOf(grouping: Grouping): Promise<AggregateFault | undefined> {
    const found = await this.db.one<{ fault: AggregateFault }>(sql`
      ${groupsOf({ ...grouping, facts: new Set(), check: "WHAT" })}
      SELECT g.fault FROM groups g WHERE g.fault IS NOT NULL ORDER BY g.fault::text LIMIT 1`);
    return found?.fault;
  }
}

function orderingOf(orderBy: AggregateOrder | null | undefined, columns: ReturnType<typeof groupColumns>): Ordering {
  const { field, direction } = orderBy ?? { field: AggregateOrderField.GROUP, direction: "ASC" };
  const chosen = field === AggregateOrderField.GROUP ? [] : [ORDER[field]];
  const keys = [...chosen, ...orderKeysOf(columns)];
  // Without any key there is one group; its count orders it.
  const terms = keys.length > 0 ? keys : [ORDER.COUNT];
  const descending = direction === "DESC";
  const shape = columns.map(({ property }) => property).join(",");
  return { name: `${field}.${direction}.${shape}`, keys: terms.map((key) => ({ ...key, descending })) };
}

function factsOf({ needs }: Asked, having: AggregateHaving | null | undefined): Set<GroupFact> {
  const names = Object.keys(FACTS) as GroupFact[];
  const facts = new Set(names.filter((name) => !needs || FACTS[name].some((property) => needs.has(property))));
  if (having?.minValues != null) facts.add("valueCount");
  if (having?.minCoverage != null) facts.add("coverage");
  return facts;
}

/** A group has one unit, or one frequency, where the filter takes only one or the grouping tells them apart. */
function ruledOut({ filter, groupBy }: AggregateArgs): ReadonlySet<FaultKind> {
  const kinds = new Set<FaultKind>();
  if (filter.units?.length === 1 || groupBy.includes(GroupKey.UNIT)) kinds.add("UNITS");
  if (filter.frequencies?.length === 1 || groupBy.includes(GroupKey.FREQUENCY)) kinds.add("FREQUENCIES");
  return kinds;
}

function havingOf(having: AggregateHaving | null | undefined): Sql {
  const parts: Sql[] = [];
  const bounds = Object.entries(having?.value ?? {}) as [keyof typeof SIGN, string | null][];
  for (const [name, bound] of bounds) parts.push(sql`g.value ${raw(SIGN[name])} ${bound}::numeric`);
  if (having?.minValues != null) parts.push(sql`g."valueCount" >= ${having.minValues}::int`);
  if (having?.minCoverage != null) parts.push(sql`g.coverage >= ${having.minCoverage}::numeric`);
  return parts.length > 0 ? sql`(${join(parts, " AND ")})` : sql`TRUE`;
}

const SIGN = { gte: ">=", gt: ">", lte: "<=", lt: "<" } as const;
