import type { Viewer } from "../access/viewer.js";
import type { Database } from "../database/database.js";
import { checkCodes } from "../database/known-codes.js";
import { AppError } from "../shared/errors.js";
import { LIMITS } from "../shared/limits.js";
import type { TimeSeriesArgs } from "./time-series.type.js";

/** What a question for whole series may ask for. */
export const MAX_SERIES = 1_000;
const MAX_LAST = 10_000;

/** The codes that a series came back for. */
export interface SeenCodes {
  readonly indicatorCode: string;
  readonly areaCode: string;
}

export function checkLength(name: string, codes: readonly string[]): void {
  if (codes.length >= 1 && codes.length <= LIMITS.maxTimeSeriesIndicators) return;
  throw new AppError(
    "BAD_USER_INPUT",
    `${name} has ${codes.length} codes; 1 to ${LIMITS.maxTimeSeriesIndicators} are allowed.`,
    { argument: name, maximum: LIMITS.maxTimeSeriesIndicators },
  );
}

export function checkLast(last: number | null | undefined): void {
  if (last == null || (last >= 1 && last <= MAX_LAST)) return;
  throw new AppError("BAD_USER_INPUT", `last is ${last}; it must lie between 1 and ${MAX_LAST}.`, {
    argument: "last",
    maximum: MAX_LAST,
  });
}

export function checkSeriesCount(count: number): void {
  if (count <= MAX_SERIES) return;
  throw new AppError(
    "TOO_EXPENSIVE",
    `That is more than ${MAX_SERIES} series; ask for fewer indicators, areas or breakdowns.`,
  );
}

/** A code that no series came back for is either unknown or without data; only then is it looked up. Members always are. */
export async function checkUnseen(
  db: Database,
  viewer: Viewer,
  rows: readonly SeenCodes[],
  { indicators, areas, breakdown }: Pick<TimeSeriesArgs, "indicators" | "areas" | "breakdown">,
): Promise<void> {
  const seenIndicators = new Set(rows.map((row) => row.indicatorCode));
  const seenAreas = new Set(rows.map((row) => row.areaCode));
  const unseen = {
    indicators: indicators.filter((code) => !seenIndicators.has(code)),
    areas: (areas ?? []).filter((code) => !seenAreas.has(code)),
    breakdown,
  };
  await checkCodes(db, viewer, unseen);
}
