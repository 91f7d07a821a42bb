import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Asked } from "../database/columns.js";
import { Columns } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { Conditions } from "../database/filter.js";
import { compileFilter } from "../database/filter.js";
import { checkCodes } from "../database/known-codes.js";
import { readPage } from "../database/read-page.js";
import { visibleSeries } from "../indicator/indicator.reads.js";
import type { ObservationStatus } from "../observation/observation-enums.js";
import { SERIES_CONDITIONS, seriesTables } from "../observation/series.reads.js";
import type { Connection } from "../shared/connection.js";
import type { KeyValue } from "../shared/cursor.js";
import { decodeCursor, encodeCursor } from "../shared/cursor.js";
import type { Frequency } from "../shared/frequency.js";
import type { Ordering } from "../shared/page.js";
import { Page } from "../shared/page.js";
import type { ChangeFilter, ChangeKind, ChangesArgs } from "./change.inputs.js";
import { eventsOf } from "./change.sql.js";
import type { PublicationReads } from "./publication.reads.js";

export interface ChangeRow {
  readonly version: number;
  readonly seriesId: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  /** A withdrawal (0) comes before what takes the observation's place (1) in the same version. */
  readonly step: number;
  readonly kind: ChangeKind;
  readonly value: string | null;
  readonly status: ObservationStatus | null;
  readonly comment: string | null;
  readonly previousValue: string | null;
  readonly previousStatus: ObservationStatus | null;
  readonly indicatorId: number;
  readonly areaId: number;
  readonly frequency: Frequency;
  readonly startDay: number;
}

const column = (property: string, expression: string, key = false) => ({ property, expression, key });
const COLUMNS = new Columns([
  column("version", "ps.publication_id", true),
  column("seriesId", "ps.series_id", true),
  column("periodStart", "event.period_start", true),
  column("step", "event.step", true),
  column("periodEnd", "event.period_end"),
  column("kind", "event.kind"),
  column("value", "event.value"),
  column("status", "event.status"),
  column("comment", "event.comment"),
  column("previousValue", "event.previous_value"),
  column("previousStatus", "event.previous_status"),
  column("indicatorId", "s.indicator_id"),
  column("areaId", "s.area_id"),
  column("frequency", "s.frequency"),
  column("startDay", "rc.start_day"),
]);

/** Publications are numbered in the order in which they become visible, so nothing ever comes before a cursor. */
const ORDERING: Ordering = {
  name: "CHANGES",
  keys: [
    { expression: "ps.publication_id", property: "version", type: "integer" },
    { expression: "ps.series_id", property: "seriesId", type: "integer" },
    { expression: "event.period_start", property: "periodStart", type: "date" },
    { expression: "event.step", property: "step", type: "integer" },
  ],
};
/** The place behind everything of a version. */
const endOf = (version: number): readonly KeyValue[] => [version, 2_147_483_647, "9999-12-31", 1];

const CONDITIONS: Conditions<ChangeFilter> = {
  keys: SERIES_CONDITIONS.keys,
  indicators: SERIES_CONDITIONS.indicators,
  agencies: SERIES_CONDITIONS.agencies,
  areas: SERIES_CONDITIONS.areas,
  kinds: (kinds) => sql`event.kind = ANY(${kinds}::text[])`,
};

/** Questions about what publications did to observations. A viewer sees the changes of the series that he may see. */
export class ChangeReads {
  constructor(
    private readonly db: Database,
    private readonly publications: PublicationReads,
  ) {}

  /** A page of the feed, in one statement, and the newest version as it was before that: what came later may be in the page. */
  async list(viewer: Viewer, args: ChangesArgs, asked: Asked): Promise<Connection<ChangeRow> & { version: string }> {
    const after = await this.#placeOf(args.after ?? null);
    const page = new Page<ChangeRow>(
      { first: args.first ?? null, after: encodeCursor("CHANGES", after) },
      ORDERING,
      100,
    );
    const version = String((await this.publications.newest())?.version ?? 0);
    const { kinds, ...series } = args.filter ?? {};
    const ofKinds = kinds === undefined ? sql`TRUE` : compileFilter({ kinds }, CONDITIONS);
    const where = sql`
      (ps.publication_id, ps.series_id) >= (${after[0]}::int, ${after[1]}::int) AND ${visibleSeries(viewer)}
      AND ${compileFilter(args.filter === null ? null : (series as ChangeFilter), CONDITIONS)}`;
    const events = eventsOf({ after, ofKinds, limit: page.limit });
    const from = sql`publication_series ps JOIN (${seriesTables(null)}) ON s.id = ps.series_id CROSS JOIN LATERAL (${events}) AS event`;
    const [rows] = await Promise.all([
      readPage(this.db, { columns: COLUMNS, from, where, page, asked }),
      checkCodes(this.db, viewer, args.filter, { keys: "series" }),
    ]);
    return Object.assign(rows, { version });
  }

  async #placeOf(after: string | null): Promise<readonly KeyValue[]> {
    if (after === null) return endOf(0);
    if (/^\d{1,10}$/.test(after)) return endOf(await this.publications.versionNamed(after, "after"));
    return decodeCursor(after, ORDERING.name, ORDERING.keys);
  }
}
