import { addDays } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";
import type { DeliveryWindow } from "../source/delivery-context.js";
import type { SyncSource } from "./sync.source.js";

/** The first days of two windows lie at least a day before the last one's end: clocks differ, and a day goes on after 06:00. */
const LEAST_OVERLAP_DAYS = 1;

/**
 * The days that the next delivery is asked for: from the last good one on, and before it by the overlap for late corrections.
 * A watermark in the future (a clock was wrong) counts as today.
 */
export function nextWindow(
  { since, overlapDays }: Pick<SyncSource, "since" | "overlapDays">,
  watermark: LocalDate | null,
  today: LocalDate,
): DeliveryWindow {
  if (watermark === null) return { from: since === null ? null : earlier(since, today), to: today };
  const from = addDays(earlier(watermark, today), -Math.max(overlapDays, LEAST_OVERLAP_DAYS));
  return { from: since !== null && since > from ? earlier(since, today) : from, to: today };
}

/** Where the watermark stands after a good run: a window by hand moves it only where it leaves no gap behind. */
export function nextWatermark(
  watermark: LocalDate | null,
  { from, to }: DeliveryWindow,
  byHand: boolean,
): LocalDate | null {
  if (!byHand) return to;
  const reaches = from === null || (watermark !== null && from <= watermark);
  return reaches && (watermark === null || to > watermark) ? to : watermark;
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
