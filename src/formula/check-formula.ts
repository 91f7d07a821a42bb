import { AppError } from "../shared/errors.js";
import type { Expression } from "./expression.js";
import { checkUnits } from "./expression.units.js";
import type { FormulaIndicator } from "./formula-catalogue.js";
import { closeness } from "./formula-catalogue.js";

const LONGEST_CHAIN = 10;

/** What is computed from what, by code: formulas that stand, and those that are being entered. */
export type Lineage = ReadonlyMap<string, readonly string[]>;

/** All that a formula must be before anything is computed. @throws AppError BAD_USER_INPUT, or FORBIDDEN for a leak */
export function checkFormula(
  derived: FormulaIndicator,
  expression: Expression,
  inputs: ReadonlyMap<string, FormulaIndicator>,
  lineage: Lineage,
): void {
  checkCycle(derived.code, lineage);
  for (const input of inputs.values()) {
    checkPeriods(derived, input);
    checkAccess(derived, input);
  }
  checkUnits(expression, (name) => inputs.get(name)!.unit, derived.unit);
}

/** Also through other formulas. */
function checkCycle(code: string, lineage: Lineage): void {
  const walk = (at: string, path: readonly string[]): void => {
    if (path.includes(at)) throw bad(code, `is computed from itself: ${[...path, at].join(" <- ")}`);
    if (path.length > LONGEST_CHAIN)
      throw bad(code, `stands at the end of a chain of more than ${LONGEST_CHAIN} formulas: ${path.join(" <- ")}`);
    for (const input of lineage.get(at) ?? []) walk(input, [...path, at]);
  };
  walk(code, []);
}

function checkPeriods(derived: FormulaIndicator, input: FormulaIndicator): void {
  if (input.frequency !== derived.frequency)
    throw bad(derived.code, `has the frequency ${derived.frequency}, its input ${input.code} ${input.frequency}`);
  if (input.calendar !== derived.calendar)
    throw bad(
      derived.code,
      `reports on the calendar ${derived.calendar}, its input ${input.code} on ${input.calendar}`,
    );
}

/** Nobody may read through a formula what he may not read himself. */
function checkAccess(derived: FormulaIndicator, input: FormulaIndicator): void {
  if (closeness(derived.access) < closeness(input.access))
    throw leak(derived.code, `${derived.access}, and would show figures of ${input.code}, which is ${input.access}`);
  if (input.access === "RESTRICTED" && input.agencyId !== derived.agencyId)
    throw leak(derived.code, `another agency's, and would show it figures of ${input.code}, which is RESTRICTED`);
}

function bad(code: string, what: string): AppError {
  return new AppError("BAD_USER_INPUT", `${code} ${what}.`, { argument: "formula" });
}

function leak(code: string, what: string): AppError {
  return new AppError("FORBIDDEN", `${code} is ${what}.`, { argument: "formula" });
}
