import type { RecordRule } from "../source/source-record.js";

/** Rules that a row may break. Names are stable: reports and scripts rely on them (docs/import.md). */
export type Rule =
  | "COLUMN_COUNT"
  | "QUOTES"
  | "REQUIRED"
  | "UNKNOWN_INDICATOR"
  | "INDICATOR_NOT_VALID"
  | "UNKNOWN_AREA"
  | "AREA_NOT_VALID"
  | "UNKNOWN_BREAKDOWN"
  | "UNKNOWN_UNIT"
  | "UNIT_MISMATCH"
  | "CODE_FORMAT"
  | "PERIOD_FORMAT"
  | "PERIOD_KIND"
  | "PERIOD_CLASH"
  | "NUMBER_FORMAT"
  | "NUMBER_PARENTHESES"
  | "NUMBER_SIZE"
  | "VALUE_RANGE"
  | "STATUS_UNKNOWN"
  | "STATUS_VALUE"
  | "DUPLICATE"
  | "DUPLICATE_CONFLICT"
  | "DERIVED_LOCKED"
  | "SAMPLE_SERIES"
  | "REAL_SERIES"
  | "RANGE"
  | "DECIMALS"
  | "MONOTONE"
  | "JUMP"
  | "BREAKDOWN"
  | "TOTAL"
  | RecordRule;

/** Why a row was not taken, and where to look in the file. */
export interface Fault {
  readonly rule: Rule;
  /** Name of the column in the file; null when the row as a whole is meant. */
  readonly column: string | null;
  /** The cell as it stands in the file, cut to 200 characters. */
  readonly value: string | null;
  readonly message: string;
}

const LONGEST = 200;

export function fault(rule: Rule, column: string | null, value: string | null, message: string): Fault {
  return { rule, column, value: value === null ? null : cut(value, LONGEST), message };
}

/** A cell in a message: quoted, and never long. */
export function shown(text: string): string {
  return JSON.stringify(cut(text, 40));
}

/** Never between the halves of a surrogate pair, which UTF-8 could not store. */
function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}
