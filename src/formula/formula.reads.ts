import sql from "sql-template-tag";
import type { Database } from "../database/database.js";

export interface Lineage {
  readonly indicatorId: number;
  readonly inputId: number;
}

export interface FormulaText {
  readonly indicatorId: number;
  readonly expression: string;
  readonly inputIds: readonly number[];
}

/** Questions about how indicators are computed. Whoever asks reads the indicators themselves by IndicatorReads, which hides. */
export class FormulaReads {
  constructor(private readonly db: Database) {}

  /** For the operator: of whatever access. */
  all(): Promise<{ code: string; expression: string }[]> {
    return this.db.rows(sql`
      SELECT i.code AS "code", f.expression AS "expression"
      FROM formula f JOIN indicator i ON i.id = f.indicator_id ORDER BY i.code`);
  }

  formulasOf(indicatorIds: readonly number[]): Promise<FormulaText[]> {
    return this.db.rows(sql`
      SELECT f.indicator_id AS "indicatorId", f.expression AS "expression",
        ARRAY(SELECT fi.input_id FROM formula_input fi WHERE fi.indicator_id = f.indicator_id) AS "inputIds"
      FROM formula f WHERE f.indicator_id = ANY(${indicatorIds}::int[])`);
  }

  inputsOf(indicatorIds: readonly number[]): Promise<Lineage[]> {
    return this.db.rows(sql`
      SELECT f.indicator_id AS "indicatorId", f.input_id AS "inputId"
      FROM formula_input f JOIN indicator i ON i.id = f.input_id
      WHERE f.indicator_id = ANY(${indicatorIds}::int[]) ORDER BY i.code`);
  }

  usersOf(indicatorIds: readonly number[]): Promise<Lineage[]> {
    return this.db.rows(sql`
      SELECT f.indicator_id AS "indicatorId", f.input_id AS "inputId"
      FROM formula_input f JOIN indicator i ON i.id = f.indicator_id
      WHERE f.input_id = ANY(${indicatorIds}::int[]) ORDER BY i.code`);
  }
}
