import { Frequency } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import type { AreaEntry, FirstSight, IndicatorEntry } from "./catalogue.entries.js";

/** Finest first. */
const FREQUENCIES = Object.values(Frequency);

interface Seen {
  readonly start: LocalDate;
  readonly frequency: Frequency;
  readonly value: string | null;
}

/** Keeps what accepted rows tell of an area that is still to be created. */
export function noteArea(area: AreaEntry, start: LocalDate, name: () => string | null): void {
  area.sight ??= { name: name(), earliest: start };
  goBack(area.sight, start);
}

/** The same for an indicator: it reports at the finest frequency and with the most digits that the file has. */
export function noteIndicator(
  indicator: IndicatorEntry,
  { start, frequency, value }: Seen,
  name: () => string | null,
): void {
  const sight = (indicator.sight ??= { name: name(), earliest: start, frequency, decimals: 0 });
  goBack(sight, start);
  if (frequency !== sight.frequency && isFiner(frequency, sight.frequency)) sight.frequency = frequency;
  sight.decimals = Math.max(sight.decimals, fractionDigits(value));
}

function isFiner(a: Frequency, b: Frequency): boolean {
  return FREQUENCIES.indexOf(a) < FREQUENCIES.indexOf(b);
}

function goBack(sight: FirstSight, start: LocalDate): void {
  if (start < sight.earliest) sight.earliest = start;
}

function fractionDigits(value: string | null): number {
  const point = value?.indexOf(".") ?? -1;
  return point < 0 ? 0 : value!.length - point - 1;
}
