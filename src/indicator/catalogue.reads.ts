import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Needs } from "../database/columns.js";
import { columnsOf } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { RowMemory } from "../database/row-memory.js";
import { DimensionCodeEntity } from "./dimension-code.entity.js";
import { DimensionEntity } from "./dimension.entity.js";
import { ReportingCalendarEntity } from "./reporting-calendar.entity.js";
import { TopicEntity } from "./topic.entity.js";
import { UnitEntity } from "./unit.entity.js";

const UNIT = columnsOf(UnitEntity, "u");
const TOPIC = columnsOf(TopicEntity, "t");
const DIMENSION = columnsOf(DimensionEntity, "d");
const DIMENSION_CODE = columnsOf(DimensionCodeEntity, "dc");
const CALENDAR = columnsOf(ReportingCalendarEntity, "rc");

/** Questions about what describes indicators: units, topics, dimensions, calendars. Every viewer may see them. */
export class CatalogueReads {
  constructor(
    private readonly db: Database,
    private readonly memory: RowMemory,
  ) {}

  units(_viewer: Viewer, ids: readonly number[], needs?: Needs): Promise<UnitEntity[]> {
    return this.memory.byIds("unit", ids, needs, (some, picked) =>
      this.db.rows<UnitEntity>(sql`SELECT ${UNIT.pick(picked)} FROM unit u WHERE u.id = ANY(${some}::int[])`),
    );
  }

  topics(_viewer: Viewer, ids: readonly number[], needs?: Needs): Promise<TopicEntity[]> {
    return this.memory.byIds("topic", ids, needs, (some, picked) =>
      this.db.rows<TopicEntity>(sql`SELECT ${TOPIC.pick(picked)} FROM topic t WHERE t.id = ANY(${some}::int[])`),
    );
  }

  topicByCode(_viewer: Viewer, code: string): Promise<TopicEntity | undefined> {
    return this.db.one(sql`SELECT ${TOPIC.all} FROM topic t WHERE t.code = ${code}`);
  }

  topLevelTopics(_viewer: Viewer): Promise<TopicEntity[]> {
    return this.db.rows(sql`SELECT ${TOPIC.all} FROM topic t WHERE t.parent_id IS NULL ORDER BY t.code`);
  }

  topicsBelow(_viewer: Viewer, parentIds: readonly number[]): Promise<TopicEntity[]> {
    return this.db.rows(
      sql`SELECT ${TOPIC.all} FROM topic t WHERE t.parent_id = ANY(${parentIds}::int[]) ORDER BY t.code`,
    );
  }

  calendars(_viewer: Viewer, ids: readonly number[], needs?: Needs): Promise<ReportingCalendarEntity[]> {
    return this.memory.byIds("reporting_calendar", ids, needs, (some, picked) =>
      this.db.rows<ReportingCalendarEntity>(
        sql`SELECT ${CALENDAR.pick(picked)} FROM reporting_calendar rc WHERE rc.id = ANY(${some}::int[])`,
      ),
    );
  }

  dimensions(_viewer: Viewer, ids: readonly number[], needs?: Needs): Promise<DimensionEntity[]> {
    return this.memory.byIds("dimension", ids, needs, (some, picked) =>
      this.db.rows<DimensionEntity>(
        sql`SELECT ${DIMENSION.pick(picked)} FROM dimension d WHERE d.id = ANY(${some}::int[])`,
      ),
    );
  }

  dimensionsOf(
    _viewer: Viewer,
    indicatorIds: readonly number[],
  ): Promise<(DimensionEntity & { indicatorId: number })[]> {
    return this.db.rows(sql`
      SELECT id.indicator_id AS "indicatorId", ${DIMENSION.all}
      FROM indicator_dimension id JOIN dimension d ON d.id = id.dimension_id
      WHERE id.indicator_id = ANY(${indicatorIds}::int[]) ORDER BY d.code`);
  }

  dimensionCodes(_viewer: Viewer, dimensionIds: readonly number[]): Promise<DimensionCodeEntity[]> {
    return this.db.rows(sql`
      SELECT ${DIMENSION_CODE.all} FROM dimension_code dc
      WHERE dc.dimension_id = ANY(${dimensionIds}::int[]) ORDER BY dc.dimension_id, dc.position, dc.code`);
  }
}
