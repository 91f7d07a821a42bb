import { expect } from "vitest";
import { insertIndicator, insertSeries, type Point } from "../support/sql.js";
import { insertTarget, type TargetGiven } from "../support/targets.js";
import type { TestWarehouse } from "../support/warehouse.js";

let made = 0;

/** An indicator, its series with these points, and a target that it measures, each of them new. */
export async function measuredTarget(
  warehouse: TestWarehouse,
  points: readonly Point[],
  given: Partial<TargetGiven> = {},
  indicator: Readonly<Record<string, string | number>> = {},
): Promise<string> {
  const code = `P${++made}`;
  const frequency = String(indicator["frequency"] ?? "M");
  await insertIndicator(warehouse.databaseUrl, code, { aggregation: "LAST", ...indicator, frequency });
  const key = `${frequency}.${code}.77._T`;
  await insertSeries(warehouse.databaseUrl, { key, indicator: code }, points);
  await insertTarget(warehouse.databaseUrl, { code, series: key, ...given });
  return code;
}

export async function progressOf(warehouse: TestWarehouse, code: string, args: string, selection: string) {
  const { data, errors } = await warehouse.ask(`{ target(code: "${code}") { progress(${args}) { ${selection} } } }`);
  expect(errors).toBeUndefined();
  return data.target.progress;
}

/** The columns of a target of at least a value. */
export const atLeast = (value: string, more: Record<string, string | number | null> = {}) => ({
  columns: { comparator: "AT_LEAST", value, ...more },
});
