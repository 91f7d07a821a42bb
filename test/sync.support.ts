import { createHash } from "node:crypto";
import pg from "pg";
import { runSync } from "../src/ingestion/sync.service.js";
import type { SyncOptions } from "../src/ingestion/sync.service.js";
import type { SyncResult } from "../src/ingestion/sync.result.js";
import type { SyncSource } from "../src/ingestion/sync.source.js";
import type { SourceRecord } from "../src/source/source-record.js";
import { createTestDatabase, type TestDatabase } from "./support/postgres.js";

const DATE = 1082;
pg.types.setTypeParser(DATE, (text) => text);

/** A province of one area with two districts, and two agencies. */
export const CATALOGUE = `
  INSERT INTO agency (code, name_vi, kind, valid_from) VALUES
    ('STC', 'Sở Tài chính', 'PROVINCIAL', '2000-01-01'), ('CTK', 'Cục Thống kê', 'CENTRAL', '2000-01-01');
  INSERT INTO unit (code, name_vi, symbol_vi) VALUES ('TY', 'tỷ đồng', 'tỷ đồng');
  INSERT INTO reporting_calendar (code, name_vi, start_day) VALUES ('GREGORIAN', 'Dương lịch', 1), ('REPORT_15', 'Kỳ báo cáo', 15);
  INSERT INTO dimension (code, name_vi) VALUES ('SEX', 'Giới tính');
  INSERT INTO dimension_code (dimension_id, code, name_vi) VALUES (1, 'M', 'Nam'), (1, 'F', 'Nữ');
  INSERT INTO area (code, name_vi, level, kind, valid_from) VALUES ('77', 'Tỉnh Bà Rịa - Vũng Tàu', 1, 'PROVINCE', '2000-01-01');
  INSERT INTO area (code, name_vi, level, kind, parent_id, valid_from) VALUES
    ('747', 'Thành phố Vũng Tàu', 2, 'CITY', 1, '2000-01-01'), ('748', 'Thành phố Bà Rịa', 2, 'CITY', 1, '2000-01-01');
  INSERT INTO indicator (code, name_vi, unit_id, decimals, frequency, calendar_id, direction, aggregation, agency_id, maximum, valid_from)
  VALUES ('THU', 'Thu ngân sách', 1, 1, 'M', 1, 'INCREASE', 'SUM', 1, NULL, '2000-01-01'),
         ('CHI', 'Chi ngân sách', 1, 1, 'M', 1, 'NONE', 'SUM', 2, 1000000, '2000-01-01'),
         ('BAOCAO', 'Số lũy kế theo kỳ báo cáo', 1, 0, 'M', 2, 'NONE', 'SUM', 1, NULL, '2000-01-01');
  INSERT INTO indicator_dimension VALUES (1, 1)`;

type Part = Partial<SourceRecord>;

/** Records as a source sends them: indicator, period, value; and what else is meant. */
export function record(indicator: string, period: string, value: string | null, part: Part = {}): SourceRecord {
  const raw = { indicator, period, value, ...part };
  const none = { frequency: null, breakdown: {}, status: null, comment: null, withdrawn: false, fault: null };
  return { place: "record", raw, indicator, area: "77", period, value, ...none, ...part };
}

/** A source that delivers what a story gives it, one payload for each. */
export class StorySource implements SyncSource {
  readonly nameVi = "Nguồn";
  readonly nameEn = null;
  readonly agency = "STC";
  readonly kind = "story";
  readonly address = "story:";
  schedule: SyncSource["schedule"] = null;
  asks = { from: false, to: false };
  since: string | null = null;
  overlapDays = 0;
  snapshot = true;
  readonly provenance = "DELIVERED";
  /** Runs before the given record is handed over. */
  onRecord: (index: number) => Promise<void> | void = () => {};
  /** Windows that were asked for. */
  readonly windows: { from: string | null; to: string }[] = [];

  constructor(
    readonly code: string,
    public records: readonly SourceRecord[],
  ) {}

  async *deliver(window: { from: string | null; to: string }, hooks: Parameters<SyncSource["deliver"]>[1]) {
    this.windows.push(window);
    const bytes = Buffer.from(JSON.stringify(this.records.map(({ raw }) => raw)));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const parts = { page: 1, request: "GET story:", receivedAt: new Date(), contentType: "application/json" };
    await hooks.onPayload({ ...parts, bytes, sha256 });
    for (const [i, each] of this.records.entries()) {
      await this.onRecord(i);
      yield { ...each, place: `record ${i + 1}` };
    }
  }
}

export const SILENT = { info: () => {}, warn: () => {} };

type Options = Partial<Omit<SyncOptions, "databaseUrl" | "source">>;

/** A small warehouse into which a story's sources deliver. */
export class SyncWarehouse {
  private constructor(
    private readonly database: TestDatabase,
    private readonly client: pg.Client,
  ) {}

  static async open(): Promise<SyncWarehouse> {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(CATALOGUE);
    return new SyncWarehouse(database, client);
  }

  get url(): string {
    return this.database.url;
  }

  sync(source: SyncSource, options: Options = {}): Promise<SyncResult> {
    const now = (): Date => new Date("2023-12-31T06:00:00+07:00");
    return runSync({ databaseUrl: this.url, source, cause: "MANUAL", log: SILENT, now, ...options });
  }

  /** All that was delivered, and every rule; the catalogue stays. */
  async forget(): Promise<void> {
    await this.rows(`
      TRUNCATE source_system, sync_run, raw_payload, rejected_row, indicator_rule, series_source, observation, observation_history;
      DELETE FROM series_breakdown; DELETE FROM series; DELETE FROM publication`);
  }

  async rows(sql: string): Promise<Record<string, unknown>[]> {
    return (await this.client.query<Record<string, unknown>>(sql)).rows;
  }

  /** One column as a list. */
  async list(sql: string): Promise<unknown[]> {
    return (await this.rows(sql)).map((row) => Object.values(row)[0]);
  }

  /** Current observations as lines: key, first day, value, status. */
  observations(): Promise<unknown[]> {
    return this.list(`
      SELECT concat_ws(' ', s.key, o.period_start, coalesce(o.value::text, 'null'), o.status)
      FROM observation o JOIN series s ON s.id = o.series_id ORDER BY s.key, o.period_start`);
  }

  /** Rows that were not simply taken: severity, rule, state, value. */
  problems(): Promise<unknown[]> {
    return this.list(`
      SELECT concat_ws(' ', x.severity, x.rule, x.state, coalesce(x.number::text, x.value)) FROM rejected_row x ORDER BY x.id`);
  }

  /** Data versions so far. */
  versions(): Promise<unknown[]> {
    return this.list(`SELECT id FROM publication ORDER BY id`);
  }

  async rule(indicator: string, columns: Record<string, unknown>): Promise<void> {
    const names = Object.keys(columns);
    await this.client.query(
      `INSERT INTO indicator_rule (indicator_id, ${names.join(", ")})
       SELECT i.id, ${names.map((_, n) => `$${n + 2}`).join(", ")} FROM indicator i WHERE i.code = $1`,
      [indicator, ...Object.values(columns)],
    );
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.database.drop();
  }
}

/** received, created, updated, unchanged, rejected, quarantined; warned and withdrawn behind the line. */
export function counts(result: SyncResult): string {
  const { received, created, updated, unchanged, rejected, quarantined, warned, withdrawn } = result;
  return `${[received, created, updated, unchanged, rejected, quarantined].join(" ")} | ${warned} ${withdrawn}`;
}
