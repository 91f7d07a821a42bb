import type { Sql } from "sql-template-tag";
import sql, { join } from "sql-template-tag";
import { AppError } from "../shared/errors.js";
import type { BreakdownFilter } from "./period.inputs.js";

/** The code of the total in every dimension (SDMX), and the breakdown of a series that is a total in all of them. */
export const TOTAL = "_T";
const MAX_COMBINATIONS = 250;

/** The breakdown texts of series that a selection means; a dimension that is not named is its total. */
export function breakdownTexts(filters: readonly BreakdownFilter[] | null | undefined): string[] {
  let combinations: string[][] = [[]];
  for (const { dimension, codes } of sorted(filters ?? [])) {
    combinations = combinations.flatMap((parts) =>
      codes.map((code) => (code === TOTAL ? parts : [...parts, `${dimension}=${code}`])),
    );
    if (combinations.length > MAX_COMBINATIONS)
      throw new AppError("BAD_USER_INPUT", `breakdown names more than ${MAX_COMBINATIONS} combinations.`, {
        argument: "breakdown",
      });
  }
  return combinations.map((parts) => parts.join(",") || TOTAL);
}

/** The parts of a series' breakdown text. */
export function breakdownParts(text: string): { dimension: string; code: string }[] {
  if (text === TOTAL) return [];
  return text.split(",").map((part) => {
    const [dimension, code] = part.split("=") as [string, string];
    return { dimension, code };
  });
}

/** Series that have, in each named dimension, one of the named members. Other dimensions are free. */
export function hasBreakdown(filters: readonly BreakdownFilter[]): Sql {
  return join(sorted(filters).map(hasMember), " AND ");
}

function hasMember({ dimension, codes }: BreakdownFilter): Sql {
  const broken = sql`SELECT dc.code FROM series_breakdown sb
    JOIN dimension d ON d.id = sb.dimension_id JOIN dimension_code dc ON dc.id = sb.dimension_code_id
    WHERE sb.series_id = s.id AND d.code = ${dimension}`;
  return sql`coalesce((${broken}), ${TOTAL}) = ANY(${codes}::text[])`;
}

function sorted(filters: readonly BreakdownFilter[]): BreakdownFilter[] {
  // As series are named: parts like SEX=F sort as texts, and "=" sorts after digits.
  const byDimension = filters.toSorted((a, b) => (`${a.dimension}=` < `${b.dimension}=` ? -1 : 1));
  byDimension.forEach(({ dimension, codes }, i) => {
    if (codes.length === 0)
      throw new AppError("BAD_USER_INPUT", `breakdown ${dimension} names no codes.`, { argument: "breakdown" });
    if (dimension === byDimension[i + 1]?.dimension)
      throw new AppError("BAD_USER_INPUT", `breakdown names ${dimension} twice.`, { argument: "breakdown" });
  });
  return byDimension;
}
