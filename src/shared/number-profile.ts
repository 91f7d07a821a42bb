import { parseDecimal } from "./decimal.js";

/**
 * How a source writes numbers: plain 1234.5, vi 1.234,5 (also grouped by spaces), en 1,234.5.
 * Declared per source and never guessed per cell: 1.234 is 1234 in one and 1.234 in another.
 */
export type NumberProfile = "plain" | "vi" | "en";

export interface NumberOptions {
  /** Accounting: (1.234,5) is -1234.5. Off by default, since (1) may be a footnote mark. */
  readonly allowParentheses?: boolean;
}

/** NIL is the sign "-": nothing arose. Statistical offices tell it from "..." (not collected) and from an empty cell. */
export type NumberSign = "NIL" | "NOT_COLLECTED" | "EMPTY";

export type NumberRule = "NUMBER_FORMAT" | "NUMBER_PARENTHESES" | "NUMBER_SIZE";

export interface NumberValue {
  readonly value: string;
}

export interface NumberMissing {
  readonly value: null;
  readonly missing: "MISSING" | "NOT_COLLECTED";
  readonly sign: NumberSign;
}

/** Why a cell is refused: the rule for the run's report, and a sentence for the person who sent it. */
export interface NumberRefusal {
  readonly rule: NumberRule;
  readonly message: string;
}

export type NumberReading = NumberValue | NumberMissing | NumberRefusal;

interface Format {
  readonly pattern: RegExp;
  readonly grouping: RegExp;
  readonly point: string;
  readonly example: string;
}

/** A group never starts with 0: under vi "0.123" is a number of another profile and not 123. */
const FORMATS: Readonly<Record<Exclude<NumberProfile, "plain">, Format>> = {
  vi: {
    pattern: /^(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:[ \u00A0\u202F]\d{3})+)(?:,\d+)?$/,
    grouping: /[. \u00A0\u202F]/g,
    point: ",",
    example: "84.818,2",
  },
  en: { pattern: /^(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$/, grouping: /,/g, point: ".", example: "84,818.2" },
};

const NIL: NumberMissing = { value: null, missing: "MISSING", sign: "NIL" };
const EMPTY: NumberMissing = { value: null, missing: "MISSING", sign: "EMPTY" };
const NOT_COLLECTED: NumberMissing = { value: null, missing: "NOT_COLLECTED", sign: "NOT_COLLECTED" };

/** "-", its typographic forms (U+2012 to U+2014, minus U+2212), "..." and "…". */
const SIGNS: Readonly<Record<string, NumberMissing>> = {
  "": EMPTY,
  "-": NIL,
  "\u2012": NIL,
  "\u2013": NIL,
  "\u2014": NIL,
  "\u2212": NIL,
  "...": NOT_COLLECTED,
  "\u2026": NOT_COLLECTED,
};

/** One cell to an exact decimal, to a missing value, or to a refusal. Never throws, never guesses. */
export function parseNumber(text: string, profile: NumberProfile, options: NumberOptions = {}): NumberReading {
  const quick = profile === "plain" || isShortInteger(text) ? parseDecimal(text) : null;
  if (quick !== null) return { value: quick };
  const cell = text.trim();
  const missing = Object.hasOwn(SIGNS, cell) ? SIGNS[cell] : undefined;
  return missing ?? readCell(cell, profile, options);
}

/** Tells a refusal from a value or a missing one. */
export function isNumberRefusal(reading: NumberReading): reading is NumberRefusal {
  return "rule" in reading;
}

function readCell(cell: string, profile: NumberProfile, options: NumberOptions): NumberReading {
  const inner = /^\((.+)\)$/.exec(cell)?.[1];
  if (inner === undefined) return readSigned(cell, cell, profile);
  if (options.allowParentheses)
    return /^[-+\u2212]/.test(inner) ? badFormat(cell, profile) : readSigned(cell, `-${inner}`, profile);
  return {
    rule: "NUMBER_PARENTHESES",
    message: `${shown(cell)}: a footnote mark, or a negative this source does not declare`,
  };
}

function readSigned(cell: string, signed: string, profile: NumberProfile): NumberReading {
  const [, sign = "", size = ""] = /^([-+\u2212]?)(.*)$/s.exec(signed) ?? [];
  const plain = profile === "plain" ? plainOf(size) : regrouped(size, FORMATS[profile]);
  if (plain === null) return badFormat(cell, profile);
  const value = parseDecimal((sign === "\u2212" ? "-" : sign) + plain);
  return value === null
    ? { rule: "NUMBER_SIZE", message: `${shown(cell)} has over 38 integer or 20 fraction digits` }
    : { value };
}

function plainOf(size: string): string | null {
  return /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(size) ? size : null;
}

function regrouped(size: string, format: Format): string | null {
  return format.pattern.test(size)
    ? size.replace(format.grouping, (mark) => (mark === format.point ? mark : "")).replace(format.point, ".")
    : null;
}

/** Digits alone mean the same in every profile. */
function isShortInteger(text: string): boolean {
  return text.length <= 15 && /^-?\d+$/.test(text);
}

function badFormat(cell: string, profile: NumberProfile): NumberRefusal {
  const example = profile === "plain" ? "84818.2" : FORMATS[profile].example;
  return {
    rule: "NUMBER_FORMAT",
    message: `${shown(cell)} is not a number as this source writes them (${profile}, such as ${example})`,
  };
}

function shown(cell: string): string {
  return JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);
}
