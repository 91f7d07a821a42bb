import { numberLabel } from "../shared/number-label.js";
import type { LabelLanguage } from "../shared/period-label.js";
import type { ExactValue } from "./exact.js";

/** Symbols of units that number a place in a list: the number follows them, and a difference is counted in places. */
const RANKS = new Set(["hạng", "rank"]);
const ATTACHED = /^[%‰/]/;

const DIFFERENCES: Readonly<Record<LabelLanguage, Readonly<Record<string, string>>>> = {
  vi: { "%": " điểm phần trăm", "‰": " điểm phần nghìn" },
  en: { "%": " percentage points", "‰": " per-mille points" },
};
const PLACES: Readonly<Record<LabelLanguage, string>> = { vi: " bậc", en: " places" };

/** Decimals that a measured number keeps at least, if it has them, and that any number has at most: nobody reads more. */
const FEWEST_SHOWN = 2;
const MOST_SHOWN = 4;
/** From here on two decimals are all that tells something. */
const LARGE = 1_000;

/** Writes numbers of one unit in one language: "21,32%", "hạng 10", "78.435.522,87 triệu đồng". */
export class Amounts {
  readonly isRank: boolean;

  constructor(
    readonly language: LabelLanguage,
    private readonly symbol: string,
    /** Decimals of numbers that were worked out. */
    private readonly decimals: number,
  ) {
    this.isRank = RANKS.has(symbol);
  }

  /** A number with all its digits. */
  exactly(value: ExactValue): string {
    return this.#withUnit(value.toFixed());
  }

  /**
   * A measured number as it is shown: sources send 78435522.87185203 where two decimals are meant. It keeps its side of the
   * numbers that it is compared with: 99.999 never reads as the 100 that it misses.
   */
  shown(value: ExactValue, comparedWith: readonly (ExactValue | null)[]): ExactValue {
    const first = this.#decimalsOf(value, FEWEST_SHOWN);
    for (let decimals = first; decimals < first + 20; decimals++) {
      const rounded = value.round(decimals);
      if (comparedWith.every((other) => other === null || rounded.cmp(other) === value.cmp(other))) return rounded;
    }
    return value;
  }

  /** A number that was worked out; `besides` is one from which it must be told apart. */
  about(value: ExactValue, besides: ExactValue | null = null): string {
    return this.#withUnit(this.rounded(value, besides).toFixed());
  }

  /** As it is shown by `about`. */
  rounded(value: ExactValue, besides: ExactValue | null = null): ExactValue {
    const first = this.#decimalsOf(value, 0);
    for (let decimals = first; decimals < first + 6; decimals++) {
      const shown = value.round(decimals);
      if (!besides || value.eq(besides) || !shown.eq(besides)) return shown;
    }
    return value;
  }

  /** How far two numbers lie apart, as a positive one. */
  apart(a: ExactValue, b: ExactValue): string {
    const size = a.minus(b).abs();
    const [number, { language, symbol }] = [this.number(size), this];
    const words = this.isRank ? PLACES[language] : DIFFERENCES[language][symbol];
    if (words !== undefined) return number + (language === "en" && size.eq(1) ? words.slice(0, -1) : words);
    // "1 enterprises" can't be avoided in English where the unit is told; what it is compared with tells it.
    return language === "en" ? number : this.#withUnit(size.toFixed());
  }

  /** The lower end of a range; the upper one tells the unit, but for signs such as %. */
  inRange(value: ExactValue): string {
    return ATTACHED.test(this.symbol) || this.isRank ? this.exactly(value) : this.number(value);
  }

  percent(value: ExactValue): string {
    return `${numberLabel(value.round(1).toFixed(), this.language)}%`;
  }

  number(value: ExactValue): string {
    return numberLabel(value.toFixed(), this.language);
  }

  #decimalsOf(value: ExactValue, fewest: number): number {
    const most = value.abs().gte(LARGE) ? FEWEST_SHOWN : MOST_SHOWN;
    return Math.min(Math.max(this.decimals, fewest), most);
  }

  #withUnit(text: string): string {
    const number = numberLabel(text, this.language);
    if (this.isRank) return `${this.symbol} ${number}`;
    return ATTACHED.test(this.symbol) ? `${number}${this.symbol}` : `${number} ${this.symbol}`;
  }
}
