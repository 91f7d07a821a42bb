import { codeOf } from "../observation/period-info.js";
import type { Frequency } from "../shared/frequency.js";
import type { AggregateMethod } from "./aggregate-enums.js";

/** A group as the statement gives it; keys that it was not grouped by are absent. */
export interface GroupRow {
  readonly value: string | null;
  readonly count: number;
  // Where asked for.
  readonly method?: AggregateMethod;
  readonly valueCount?: number;
  readonly seriesCount?: number;
  readonly coverage?: string | null;
  /** Days, frequency and calendar of the first and of the last period: `2023-01-01|2023-01-31|M|1`. */
  readonly first?: string;
  readonly last?: string;
  /** A code, or days and calendar where there is no regular step. */
  readonly periodKey?: string;
  readonly indicatorId?: number;
  readonly agencyId?: number;
  readonly topicId?: number | null;
  readonly areaId?: number;
  readonly unitId?: number;
  readonly pillarId?: number | null;
  readonly areaLevel?: number;
  readonly year?: number;
  readonly status?: string;
  readonly frequency?: string;
}

/** A group as the API shows it: the properties of its row, and what is told from them. */
export interface AggregateRow extends GroupRow {
  readonly period: string | null;
  readonly firstPeriod: string | undefined;
  readonly lastPeriod: string | undefined;
  readonly missingCount: number | undefined;
  readonly breakdown: readonly { readonly dimension: string; readonly code: string }[];
}

const UNGROUPED = { year: null, areaLevel: null, status: null, frequency: null };

export function aggregateRow(row: GroupRow, dimensions: readonly string[]): AggregateRow {
  const members = row as unknown as Record<string, string>;
  return {
    ...UNGROUPED,
    ...row,
    period: row.periodKey === undefined ? null : codeOfKey(row.periodKey),
    firstPeriod: row.first && codeOfPlace(row.first),
    lastPeriod: row.last && codeOfPlace(row.last),
    missingCount: row.valueCount === undefined ? undefined : row.count - row.valueCount,
    breakdown: dimensions.map((dimension, i) => ({ dimension, code: members[`member${i}`]! })),
  } as AggregateRow;
}

function codeOfPlace(place: string): string {
  const [start, end, frequency, startDay] = place.split("|") as [string, string, Frequency, string];
  return codeOf(start, end, frequency, Number(startDay));
}

function codeOfKey(key: string): string {
  const [start, end, startDay] = key.split("|");
  return startDay === undefined ? key : codeOf(start!, end!, "R" as Frequency, Number(startDay));
}
