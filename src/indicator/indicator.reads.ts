import type { Sql } from "sql-template-tag";
import sql, { empty, join } from "sql-template-tag";
import { indicatorRule, mayRead, seriesRule } from "../access/row-rules.js";
import type { Viewer } from "../access/viewer.js";
import type { Asked, Needs } from "../database/columns.js";
import { columnsOf } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { RowMemory } from "../database/row-memory.js";
import type { Conditions } from "../database/filter.js";
import { compileFilter } from "../database/filter.js";
import { checkCodes } from "../database/known-codes.js";
import type { ListQuery } from "../database/read-page.js";
import { readPage, readPages } from "../database/read-page.js";
import { validOn } from "../database/validity.js";
import type { Connection } from "../shared/connection.js";
import { AppError } from "../shared/errors.js";
import type { OrderKeys } from "../shared/ordering.js";
import { orderingBy } from "../shared/ordering.js";
import type { Key } from "../shared/page.js";
import { Page } from "../shared/page.js";
import { foldText } from "../shared/text.js";
import { IndicatorEntity } from "./indicator.entity.js";
import type { IndicatorFilter, IndicatorsArgs } from "./indicator.inputs.js";
import { IndicatorOrderField } from "./indicator.inputs.js";

export type IndicatorRow = IndicatorEntity;

const COLUMNS = columnsOf(IndicatorEntity, "i");
const ID: Key = { expression: "i.id", property: "id", type: "integer" };
const ORDER_KEYS: OrderKeys<IndicatorOrderField> = {
  CODE: { expression: "i.code", property: "code", type: "text" },
  NAME: { expression: "i.name_vi", property: "nameVi", type: "text" },
  ABBREVIATION: { expression: "i.abbreviation", property: "abbreviation", type: "text", nullable: true },
  NATIONAL_CODE: { expression: "i.national_code", property: "nationalCode", type: "text", nullable: true },
};

const MAX_SEARCH_LENGTH = 200;
const PARENT_COLUMN = { agency: sql`i.agency_id`, topic: sql`i.topic_id` };

/** Conditions on `indicator i`; other features that filter by indicator use the same ones. */
export const INDICATOR_CONDITIONS: Conditions<IndicatorFilter> = {
  codes: (codes) => sql`i.code = ANY(${codes}::text[])`,
  agencies: (codes) => sql`i.agency_id = ANY(ARRAY(SELECT ag.id FROM agency ag WHERE ag.code = ANY(${codes}::text[])))`,
  topics: (codes) => sql`i.topic_id IN (
    WITH RECURSIVE below AS (
      SELECT t.id FROM topic t WHERE t.code = ANY(${codes}::text[])
      UNION SELECT t.id FROM topic t JOIN below ON t.parent_id = below.id)
    SELECT id FROM below)`,
  units: (codes) => sql`i.unit_id = ANY(ARRAY(SELECT u.id FROM unit u WHERE u.code = ANY(${codes}::text[])))`,
  frequencies: (letters) => sql`i.frequency = ANY(${letters}::text[])`,
  directions: (directions) => sql`i.direction = ANY(${directions}::text[])`,
  aggregations: (aggregations) => sql`i.aggregation = ANY(${aggregations}::text[])`,
  access: (classes) => sql`i.access = ANY(${classes}::text[])`,
  hasTarget: (wanted) => sql`${wanted}::boolean = EXISTS (SELECT FROM target t WHERE t.indicator_id = i.id)`,
  validOn: (day) => validOn("i", day),
};

/** The rows of `indicator i` that a viewer may see: the one place where that is decided for the table. */
export function visibleIndicators(viewer: Viewer): Sql {
  return indicatorRule(viewer, "i");
}

/** The rows of `series s` with their `indicator i` that a viewer may see, exceptions included. */
export function visibleSeries(viewer: Viewer): Sql {
  return sql`${indicatorRule(viewer, "i")} AND ${seriesRule(viewer, "s", "i")}`;
}

/** Questions about indicators. */
export class IndicatorReads {
  constructor(
    private readonly db: Database,
    private readonly memory: RowMemory,
  ) {}

  async byIds(viewer: Viewer, ids: readonly number[], needs?: Needs): Promise<IndicatorRow[]> {
    const rows = await this.memory.byIds("indicator", ids, needs, (some, picked) =>
      this.db.rows<IndicatorRow>(sql`
        SELECT ${COLUMNS.pick(picked, ["access", "agencyId"])} FROM indicator i WHERE i.id = ANY(${some}::int[])`),
    );
    return rows.filter((row) => mayRead(viewer, row));
  }

  async byCode(viewer: Viewer, code: string): Promise<IndicatorRow | undefined> {
    const row = await this.memory.byKey("indicator", code, () =>
      this.db.one<IndicatorRow>(sql`SELECT ${COLUMNS.all} FROM indicator i WHERE i.code = ${code}`),
    );
    return row && mayRead(viewer, row) ? row : undefined;
  }

  async list(viewer: Viewer, args: IndicatorsArgs, asked: Asked): Promise<Connection<IndicatorRow>> {
    const [page] = await Promise.all([
      readPage(this.db, this.#listQuery(viewer, args, asked)),
      checkCodes(this.db, viewer, args.filter, { codes: "indicators" }),
    ]);
    return page;
  }

  /** One page below each parent; below a topic, its own indicators only. */
  async listBelow(
    viewer: Viewer,
    parent: "agency" | "topic",
    ids: readonly number[],
    args: IndicatorsArgs,
    asked: Asked,
  ): Promise<Connection<IndicatorRow>[]> {
    const [pages] = await Promise.all([
      readPages(
        this.db,
        { keys: ids, column: PARENT_COLUMN[parent], rows: "FEW" },
        this.#listQuery(viewer, args, asked),
      ),
      checkCodes(this.db, viewer, args.filter, { codes: "indicators" }),
    ]);
    return pages;
  }

  #listQuery(viewer: Viewer, args: IndicatorsArgs, asked: Asked): ListQuery<IndicatorRow> {
    const order = args.orderBy ?? { field: IndicatorOrderField.CODE, direction: "ASC" };
    return {
      columns: COLUMNS,
      from: sql`indicator i`,
      where: sql`${visibleIndicators(viewer)} AND ${compileFilter(args.filter, INDICATOR_CONDITIONS)} ${holdsWords(args.search)}`,
      page: new Page<IndicatorRow>(args, orderingBy(ORDER_KEYS, ID, order), 20),
      asked,
      remembered: this.memory.forList((ids) => this.byIds(viewer, ids)),
    };
  }
}

function holdsWords(search: string | null | undefined): Sql {
  if (search == null) return empty;
  const words = foldText(search).split(" ");
  if (search.length > MAX_SEARCH_LENGTH || words[0] === "")
    throw new AppError(
      "BAD_USER_INPUT",
      `search needs at least one letter or digit and at most ${MAX_SEARCH_LENGTH} characters.`,
      { argument: "search" },
    );
  return sql`AND ${join(
    words.map((word) => sql`i.search_text LIKE ${`%${word}%`}`),
    " AND ",
  )}`;
}
