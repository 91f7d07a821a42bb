import type { FormulaRequest } from "../src/formula/enter-formulas.js";
import { removeFormula, setFormulas } from "../src/publication/formula-entry.service.js";
import { ImportWarehouse } from "./import.support.js";

/** A province with two districts, and indicators to compute from: monthly in tỷ đồng, but for what a rule is about. */
const CATALOGUE = `
  INSERT INTO agency (code, name_vi, kind, valid_from) VALUES ('STC', 'Sở Tài chính', 'PROVINCIAL', '2000-01-01'), ('CA', 'Công an', 'PROVINCIAL', '2000-01-01');
  INSERT INTO unit (code, name_vi, symbol_vi) VALUES ('TY', 'tỷ đồng', 'tỷ đồng'), ('PCT', 'phần trăm', '%'), ('NGUOI', 'người', 'người');
  INSERT INTO reporting_calendar (code, name_vi, start_day) VALUES ('GREGORIAN', 'Dương lịch', 1), ('REPORT_15', 'Kỳ báo cáo', 15);
  INSERT INTO dimension (code, name_vi) VALUES ('SEX', 'Giới tính');
  INSERT INTO dimension_code (dimension_id, code, name_vi) VALUES (1, 'M', 'Nam'), (1, 'F', 'Nữ');
  INSERT INTO area (code, name_vi, level, kind, valid_from, valid_to) VALUES
    ('77', 'Tỉnh Bà Rịa - Vũng Tàu', 1, 'PROVINCE', '2020-01-01', NULL), ('747', 'Vũng Tàu', 2, 'PROVINCIAL_CITY', '2020-01-01', NULL);
  INSERT INTO indicator (code, name_vi, unit_id, decimals, frequency, calendar_id, direction, aggregation, agency_id, access, valid_from)
  SELECT x.code, x.code, u.id, 1, x.frequency, rc.id, 'INCREASE', 'SUM', ag.id, x.access, '2020-01-01'
  FROM (VALUES ('A', 'TY', 'M', 1, 'STC', 'OPEN'), ('B', 'TY', 'M', 1, 'STC', 'OPEN'), ('C', 'TY', 'M', 1, 'STC', 'OPEN'),
    ('PEOPLE', 'NGUOI', 'M', 1, 'STC', 'OPEN'), ('RATE', 'PCT', 'M', 1, 'STC', 'OPEN'), ('RATE2', 'PCT', 'M', 1, 'STC', 'OPEN'),
    ('SUM', 'TY', 'M', 1, 'STC', 'OPEN'), ('YEARLY', 'TY', 'A', 1, 'STC', 'OPEN'), ('LATER', 'TY', 'M', 15, 'STC', 'OPEN'),
    ('SHARED', 'TY', 'M', 1, 'STC', 'SHARED'), ('SECRET', 'TY', 'M', 1, 'STC', 'RESTRICTED'), ('POLICE', 'TY', 'M', 1, 'CA', 'RESTRICTED'),
    ('BUDGET.total-rev', 'TY', 'M', 1, 'STC', 'OPEN')) AS x (code, unit, frequency, start_day, agency, access)
  JOIN unit u ON u.code = x.unit JOIN reporting_calendar rc ON rc.start_day = x.start_day JOIN agency ag ON ag.code = x.agency;
  INSERT INTO indicator_dimension SELECT i.id, 1 FROM indicator i WHERE i.code IN ('A', 'B')`;

export class FormulaWarehouse {
  private constructor(readonly warehouse: ImportWarehouse) {}

  static async open(): Promise<FormulaWarehouse> {
    return new FormulaWarehouse(await ImportWarehouse.open(CATALOGUE));
  }

  /** Lines of `indicator,area,period,value,status,sex`; an empty value with a status is missing. */
  deliver(...lines: readonly string[]) {
    const header = "indicator,area,period,value,status,sex";
    return this.warehouse.import([header, ...lines].join("\n"), { columns: { breakdowns: { SEX: "sex" } } });
  }

  set(code: string, formula: string, options: { replace?: boolean; dryRun?: boolean } = {}) {
    return this.setAll([{ code, formula }], options);
  }

  setAll(requests: readonly FormulaRequest[], options: { replace?: boolean; dryRun?: boolean } = {}) {
    return setFormulas(requests, { databaseUrl: this.warehouse.url, ...options });
  }

  remove(code: string) {
    return removeFormula(code, { databaseUrl: this.warehouse.url });
  }

  /** What an indicator holds now: `77 2023-01-01 33.3 A`. */
  async results(code: string): Promise<string[]> {
    const rows = await this.warehouse.rows(`
      SELECT concat_ws(' ', a.code, nullif(s.breakdown, '_T'), o.period_start, coalesce(o.value::text, 'null'), o.status) AS line
      FROM observation o JOIN series s ON s.id = o.series_id JOIN indicator i ON i.id = s.indicator_id JOIN area a ON a.id = s.area_id
      WHERE i.code = '${code}' ORDER BY a.code, s.breakdown, o.period_start`);
    return rows.map(({ line }) => String(line));
  }

  rows(sql: string) {
    return this.warehouse.rows(sql);
  }

  close(): Promise<void> {
    return this.warehouse.close();
  }
}
