import type { ClientBase } from "pg";
import type { Expression } from "./expression.js";
import { parseExpression } from "./parse-expression.js";

export interface FormulaInput {
  readonly id: number;
  /** As the expression calls it. */
  readonly name: string;
  /** Its code now. */
  readonly code: string;
  readonly agencyId: number;
}

/** A derived indicator and how it is computed. */
export interface Formula {
  readonly indicatorId: number;
  readonly code: string;
  readonly agencyId: number;
  readonly text: string;
  readonly expression: Expression;
  readonly inputs: readonly FormulaInput[];
}

type FormulaRow = Omit<Formula, "expression">;

const ALL = `
  SELECT f.indicator_id AS "indicatorId", i.code AS "code", i.agency_id AS "agencyId", f.expression AS "text",
    (SELECT json_agg(json_build_object('id', fi.input_id, 'name', fi.name, 'code', x.code, 'agencyId', x.agency_id) ORDER BY fi.name)
     FROM formula_input fi JOIN indicator x ON x.id = fi.input_id WHERE fi.indicator_id = f.indicator_id) AS "inputs"
  FROM formula f JOIN indicator i ON i.id = f.indicator_id ORDER BY i.code`;

/** Every formula of the warehouse, by the code of what it computes. */
export async function loadFormulas(client: ClientBase): Promise<Formula[]> {
  const { rows } = await client.query<FormulaRow>(ALL);
  return rows.map((row) => ({ ...row, expression: parseExpression(row.text) }));
}

/** Inputs before what is computed from them. There are no cycles: entering a formula refuses them. */
export function inOrder(formulas: readonly Formula[]): Formula[] {
  const byId = new Map(formulas.map((formula) => [formula.indicatorId, formula]));
  const ordered = new Set<Formula>();
  const place = (formula: Formula): void => {
    if (ordered.has(formula)) return;
    for (const { id } of formula.inputs) if (byId.has(id)) place(byId.get(id)!);
    ordered.add(formula);
  };
  formulas.forEach(place);
  return [...ordered];
}
