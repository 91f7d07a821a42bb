import type { Expression } from "./expression.js";

/** Decimals to which a quotient is rounded, half away from zero. Sums, differences and products are exact. */
export const DIVISION_SCALE = 20;

/**
 * SQL over NUMERIC that computes an expression; NULL where an input is missing or a divisor is zero.
 * @param valueOf the SQL of an input's value: text of ours, never of a formula
 */
export function compileExpression(expression: Expression, valueOf: (name: string) => string): string {
  const compiled = (inner: Expression): string => compileExpression(inner, valueOf);
  switch (expression.kind) {
    case "number":
      return `${expression.text}::numeric`;
    case "input":
      return valueOf(expression.name);
    case "negate":
      return `(- ${compiled(expression.of)})`;
    case "binary": {
      const [left, right] = [compiled(expression.left), compiled(expression.right)];
      return expression.operator === "/" ? quotient(left, right) : `(${left} ${expression.operator} ${right})`;
    }
    default:
      return call(expression.name, expression.args.map(compiled));
  }
}

/** Postgres divides to the larger scale of both sides, so that the dividend's scale decides. */
function quotient(left: string, right: string): string {
  return `round(round(${left}, ${DIVISION_SCALE}) / nullif(${right}, 0), ${DIVISION_SCALE})`;
}

function call(name: (Expression & { kind: "call" })["name"], args: readonly string[]): string {
  switch (name) {
    case "abs":
      return `abs(${args[0]})`;
    case "round":
      return `round(${args[0]}, ${(args[1] ?? "0").replace("::numeric", "")})`;
    case "ifMissing":
      return `coalesce(${args.join(", ")})`;
    default:
      // least() and greatest() would leave out what is missing.
      return `(SELECT CASE WHEN count(m.x) = count(*) THEN ${name}(m.x) END FROM (VALUES ${args.map((arg) => `(${arg})`).join(", ")}) AS m (x))`;
  }
}
