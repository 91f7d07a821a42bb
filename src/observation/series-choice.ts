import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import { AppError } from "../shared/errors.js";
import { breakdownTexts } from "./breakdown.js";
import type { BreakdownFilter } from "./period.inputs.js";

/** One series of an indicator: by area and breakdown. */
export interface ChosenSeries {
  readonly area?: string | null;
  readonly breakdown?: readonly BreakdownFilter[] | null;
}

const MAX_AREAS = 250;

/** More are not looked up one by one. */
const FEW_INDICATORS = 200;

/** Series (`s`) of these indicators (`i`). Told of `s` alone, Postgres goes through all indicators there are: good for many, bad for few. */
export function ofIndicators(ids: readonly number[]): Sql {
  const series = sql`s.indicator_id = ANY(${ids}::int[])`;
  return ids.length > FEW_INDICATORS ? series : sql`${series} AND i.id = ANY(${ids}::int[])`;
}

/**
 * Series (`s`) of an indicator (`i`) at its own frequency, of these areas and breakdowns, as they stand today: a code that two areas had in turn means the newer one.
 * Older areas are reached by `series` and `observations` with their key.
 */
export function chosenSeries(areas: readonly string[], breakdown: readonly BreakdownFilter[] | null | undefined): Sql {
  if (areas.length < 1 || areas.length > MAX_AREAS)
    throw new AppError("BAD_USER_INPUT", `areas has ${areas.length} values; 1 to ${MAX_AREAS} are allowed.`, {
      argument: "areas",
    });
  return sql`s.frequency = i.frequency AND s.breakdown = ANY(${breakdownTexts(breakdown)}::text[]) AND s.area_id = ANY(ARRAY(
    SELECT DISTINCT ON (a.code) a.id FROM area a WHERE a.code = ANY(${areas}::text[]) ORDER BY a.code, a.valid_from DESC))`;
}
