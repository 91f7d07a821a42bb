import type { Frequency } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";

/** Catalogue rows as an import sees them. The id is null until an entry that the file brings has been created. */
export interface UnitEntry {
  id: number | null;
  readonly code: string;
  /** As the file names it; only for a new one. */
  name: string | null;
}

export interface DimensionCodeEntry {
  id: number | null;
  readonly code: string;
}

export interface DimensionEntry {
  id: number | null;
  readonly code: string;
  readonly codes: Map<string, DimensionCodeEntry>;
}

/** What the accepted rows tell of an entry that does not exist yet. */
export interface FirstSight {
  name: string | null;
  /** First day of the earliest period. */
  earliest: LocalDate;
}

export interface AreaEntry {
  id: number | null;
  readonly code: string;
  /** The area's part of a series key. */
  readonly inKey: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  sight: FirstSight | null;
}

export interface IndicatorSight extends FirstSight {
  /** The finest one. */
  frequency: Frequency;
  /** The most fraction digits. */
  decimals: number;
}

export interface IndicatorEntry {
  id: number | null;
  readonly code: string;
  /** A new indicator takes the unit of its first accepted row. */
  unit: UnitEntry | null;
  /** First day of the months of its reporting calendar. */
  readonly startDay: number;
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly validTo: LocalDate | null;
  /** Codes of the dimensions by which it is broken down, in the warehouse. */
  readonly dimensions: Set<string>;
  sight: IndicatorSight | null;
}

export interface BreakdownEntry {
  /** Canonical text, `_T` for the total. */
  readonly text: string;
  readonly parts: readonly { readonly dimension: DimensionEntry; readonly code: DimensionCodeEntry }[];
}

/** A series that rows of the file belong to. */
export interface StagedSeries {
  /** Counts within the file, from 0. */
  readonly ref: number;
  readonly indicator: IndicatorEntry;
  readonly area: AreaEntry;
  readonly breakdown: BreakdownEntry;
  readonly frequency: Frequency;
  /** How many rows so far. */
  rows: number;
  /** First days of their earliest and of their latest period. */
  earliest: LocalDate;
  latest: LocalDate;
}

/** Are all entries there that the series hangs on? */
export function isKnown({ indicator, area, breakdown }: StagedSeries): boolean {
  return indicator.id !== null && area.id !== null && breakdown.parts.every(({ code }) => code.id !== null);
}
