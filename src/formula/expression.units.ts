import { AppError } from "../shared/errors.js";
import type { Expression } from "./expression.js";

/** Units with their powers, such as people to the -1; null where nothing is known: after a number, which may convert. */
type Unit = ReadonlyMap<string, number> | null;

/**
 * Checks that nothing is added up that has different units, and that what comes out can have the derived indicator's unit.
 * @throws AppError BAD_USER_INPUT
 */
export function checkUnits(expression: Expression, unitOf: (name: string) => string, result: string): void {
  const unit = infer(expression, unitOf);
  const [only, ...more] = unit ?? [];
  if (!only || more.length > 0 || only[1] !== 1 || only[0] === result) return;
  throw bad(
    `gives values in ${only[0]}, but the indicator is measured in ${result}: multiply or divide by what converts them`,
  );
}

function infer(expression: Expression, unitOf: (name: string) => string): Unit {
  const of = (inner: Expression) => infer(inner, unitOf);
  switch (expression.kind) {
    case "number":
      return null;
    case "input":
      return new Map([[unitOf(expression.name), 1]]);
    case "negate":
      return of(expression.of);
    case "call":
      return same((expression.name === "round" ? expression.args.slice(0, 1) : expression.args).map(of));
    default: {
      const [left, right] = [of(expression.left), of(expression.right)];
      if (expression.operator === "+" || expression.operator === "-") return same([left, right]);
      return combine(left, right, expression.operator === "*" ? 1 : -1);
    }
  }
}

function same(units: readonly Unit[]): Unit {
  const known = units.filter((unit) => unit !== null);
  const names = [...new Set(known.map(written))];
  if (names.length > 1) throw bad(`puts together ${names.join(" and ")}: multiply or divide by what converts them`);
  return known[0] ?? null;
}

/** A share, which is left when units cancel out, may be any: %, ‰, times. */
function combine(left: Unit, right: Unit, sign: 1 | -1): Unit {
  if (left === null || right === null) return null;
  const powers = new Map(left);
  for (const [unit, power] of right) powers.set(unit, (powers.get(unit) ?? 0) + sign * power);
  const kept = [...powers].filter(([, power]) => power !== 0);
  return kept.length === 0 ? null : new Map(kept);
}

function written(unit: ReadonlyMap<string, number>): string {
  return [...unit]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, power]) => (power === 1 ? name : `${name}^${power}`))
    .join("*");
}

function bad(what: string): AppError {
  return new AppError("BAD_USER_INPUT", `The formula ${what}.`, { argument: "formula" });
}
