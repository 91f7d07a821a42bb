import { addDays, addMonths, localDate, monthOf, yearOf } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";

/** Into what a window is cut for sources that are asked for one month (or day, quarter, year) at a time. */
export const PIECES = ["none", "day", "month", "quarter", "year"] as const;
export type Piece = (typeof PIECES)[number];

const MONTHS: Readonly<Record<Exclude<Piece, "none" | "day">, number>> = { month: 1, quarter: 3, year: 12 };

/** Both included; `from` null is everything there is. */
interface Days {
  readonly from: LocalDate | null;
  readonly to: LocalDate;
}

interface Cut {
  readonly pieces?: Piece | undefined;
  /** Where a window without a beginning begins. */
  readonly since?: LocalDate | undefined;
}

/** Calendar pieces that together are the window, in order; the first and the last one may be cut by it. */
export function piecesOf(window: Days, { pieces: piece = "none", since }: Cut): Days[] {
  const first = window.from ?? since;
  if (piece === "none" || first === undefined) return [window];
  const pieces: Days[] = [];
  for (let from = first; from <= window.to;) {
    const next = piece === "day" ? addDays(from, 1) : addMonths(startOf(from, MONTHS[piece]), MONTHS[piece]);
    const last = addDays(next, -1);
    pieces.push({ from, to: last < window.to ? last : window.to });
    from = next;
  }
  return pieces;
}

function startOf(day: LocalDate, months: number): LocalDate {
  const month = monthOf(day);
  return localDate(yearOf(day), month - ((month - 1) % months), 1);
}
