import type { LocalDate } from "../shared/local-date.js";

/** The breakdown of a series that is not broken down. */
export const TOTAL_BREAKDOWN = "_T";

export interface SeriesKeyParts {
  /** Letter of CL_FREQ: D, W, M, Q, S, A or R. */
  readonly frequency: string;
  readonly indicator: string;
  /** As `areaInKey` writes it. */
  readonly area: string;
  /** As `breakdownText` writes it. */
  readonly breakdown: string;
}

/** The readable unique name of a series, such as `M.TC001.77._T` or `A.LD012.26506@2025-07-01.SEX=F,URB=U`. */
export function seriesKey({ frequency, indicator, area, breakdown }: SeriesKeyParts): string {
  return `${frequency}.${indicator}.${area}.${breakdown}`;
}

/**
 * An area's part of the key. A code is no key: when another area bore this code before, the day from which
 * the area bears it tells the two apart (`26506@2025-07-01`); the first bearer is written plainly (null).
 */
export function areaInKey(code: string, reusedFrom: LocalDate | null): string {
  return reusedFrom === null ? code : `${code}@${reusedFrom}`;
}

/** Canonical text of a breakdown: `_T`, or `SEX=F,URB=U` with the dimensions sorted by code. */
export function breakdownText(codes: Iterable<{ readonly dimension: string; readonly code: string }>): string {
  const parts = Array.from(codes, ({ dimension, code }) => `${dimension}=${code}`).sort();
  return parts.join(",") || TOTAL_BREAKDOWN;
}
