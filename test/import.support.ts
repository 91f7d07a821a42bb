import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { importFile, type ImportOptions } from "../src/ingestion/import.service.js";
import type { ImportResult } from "../src/ingestion/import.result.js";
import { createTestDatabase, type TestDatabase } from "./support/postgres.js";

/** A province of two areas that bore the code 26506, and indicators of every kind that the rules tell apart. */
const CATALOGUE = `
  INSERT INTO agency (code, name_vi, kind, valid_from) VALUES ('STC', 'Sở Tài chính', 'PROVINCIAL', '2000-01-01');
  INSERT INTO unit (code, name_vi, symbol_vi) VALUES ('TY', 'tỷ đồng', 'tỷ đồng'), ('PCT', 'phần trăm', '%');
  INSERT INTO reporting_calendar (code, name_vi, start_day) VALUES ('GREGORIAN', 'Dương lịch', 1), ('REPORT_15', 'Kỳ báo cáo', 15);
  INSERT INTO dimension (code, name_vi) VALUES ('SEX', 'Giới tính');
  INSERT INTO dimension_code (dimension_id, code, name_vi) VALUES (1, 'M', 'Nam'), (1, 'F', 'Nữ');
  INSERT INTO area (code, name_vi, level, kind, valid_from, valid_to) VALUES
    ('77', 'Tỉnh Bà Rịa - Vũng Tàu', 1, 'PROVINCE', '2020-01-01', '2025-07-01'),
    ('26506', 'Phường 1', 3, 'WARD', '2020-01-01', '2025-07-01'),
    ('26506', 'Phường Vũng Tàu', 3, 'WARD', '2025-07-01', NULL);
  INSERT INTO indicator (code, name_vi, unit_id, decimals, frequency, calendar_id, direction, aggregation, agency_id, minimum, maximum, valid_from)
  VALUES ('THU', 'Thu ngân sách', 1, 1, 'M', 1, 'INCREASE', 'SUM', 1, NULL, NULL, '2020-01-01'),
         ('TYLE', 'Tỷ lệ', 2, 1, 'A', 1, 'INCREASE', 'NONE', 1, 0, 100, '2020-01-01'),
         ('BAOCAO', 'Số báo cáo', 1, 0, 'M', 2, 'NONE', 'SUM', 1, NULL, NULL, '2020-01-01');
  INSERT INTO indicator_dimension VALUES (2, 1)`;

type Options = Omit<ImportOptions, "databaseUrl" | "file">;

/** A small warehouse into which a story imports texts. */
export class ImportWarehouse {
  readonly folder = mkdtempSync(join(tmpdir(), "kho-import-"));

  private constructor(
    private readonly database: TestDatabase,
    private readonly client: pg.Client,
  ) {}

  static async open(catalogue = CATALOGUE): Promise<ImportWarehouse> {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(catalogue);
    return new ImportWarehouse(database, client);
  }

  get url(): string {
    return this.database.url;
  }

  /** Writes a file and imports it. */
  import(content: string | Buffer, map: ImportOptions["map"] = {}, options: Options = {}): Promise<ImportResult> {
    const file = this.file("data.csv", content);
    return importFile({ databaseUrl: this.url, file, map, ...options });
  }

  /** @returns the path of a new file */
  file(name: string, content: string | Buffer): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  async rows(sql: string): Promise<Record<string, unknown>[]> {
    return (await this.client.query<Record<string, unknown>>(sql)).rows;
  }

  /** Current observations as lines: key, dates, value, status. */
  async observations(): Promise<string[]> {
    const rows = await this.rows(`
      SELECT concat_ws(' ', s.key, o.period_start, o.period_end, coalesce(o.value::text, 'null'), o.status) AS line
      FROM observation o JOIN series s ON s.id = o.series_id ORDER BY s.key, o.period_start`);
    return rows.map(({ line }) => String(line));
  }

  async count(table: string): Promise<number> {
    const [row] = await this.rows(`SELECT count(*)::int AS n FROM ${table}`);
    return Number(row!.n);
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.database.drop();
    rmSync(this.folder, { recursive: true });
  }
}

/** The rules that rows of a result broke, by line. */
export function faults({ examples }: ImportResult): string[] {
  return examples.map(({ line, rule, column }) => `${line} ${rule} ${column}`);
}

/** received, created, updated, unchanged, rejected. */
export function counts({ received, created, updated, unchanged, rejected }: ImportResult): number[] {
  return [received, created, updated, unchanged, rejected];
}
