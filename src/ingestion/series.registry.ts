import type { LocalDate } from "../shared/local-date.js";
import type { AreaEntry, IndicatorEntry, StagedSeries } from "./catalogue.entries.js";

export type Place = Pick<StagedSeries, "indicator" | "area" | "breakdown" | "frequency">;

/** After every date. */
const NEVER = "~";

/** An indicator's and an area's number share one key: numbers take a third of the memory that series keys would. */
const MOST_AREAS = 2 ** 26;

/** The series of a file, numbered in the order in which they first come. */
export class SeriesRegistry {
  readonly all: StagedSeries[] = [];
  /** False while every period lies outside those of its series before it: then none can have come twice. */
  mayRepeat = false;
  /** Do rows come series by series, and each one's periods in order? */
  inOrder = true;
  #last: StagedSeries | undefined;
  readonly #numbers = new Map<IndicatorEntry | AreaEntry, number>();
  readonly #byKind = new Map<string, Map<number, StagedSeries>>();

  /** The series of a row whose period begins on this day. */
  take(place: Place, start: LocalDate): StagedSeries {
    const series = this.#last && isSamePlace(this.#last, place) ? this.#last : this.#find(place);
    if (start < series.latest || (this.#last && series.ref < this.#last.ref)) this.inOrder = false;
    this.#last = series;
    series.rows++;
    if (start > series.latest) series.latest = start;
    else if (start >= series.earliest) this.mayRepeat = true;
    if (start < series.earliest) series.earliest = start;
    return series;
  }

  #find({ indicator, area, breakdown, frequency }: Place): StagedSeries {
    const kind = `${frequency} ${breakdown.text}`;
    let ofKind = this.#byKind.get(kind);
    if (!ofKind) this.#byKind.set(kind, (ofKind = new Map()));
    const key = this.#numberOf(indicator) * MOST_AREAS + this.#numberOf(area);
    const known = ofKind.get(key);
    if (known) return known;
    const made = { ref: this.all.length, indicator, area, breakdown, frequency, rows: 0, earliest: NEVER, latest: "" };
    ofKind.set(key, made);
    this.all.push(made);
    return made;
  }

  #numberOf(entry: IndicatorEntry | AreaEntry): number {
    let number = this.#numbers.get(entry);
    if (number === undefined) this.#numbers.set(entry, (number = this.#numbers.size));
    return number;
  }
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.indicator === b.indicator && a.area === b.area && a.breakdown === b.breakdown && a.frequency === b.frequency;
}
