import type { RecordFault, RecordRule } from "../source-record.js";

const LONGEST = 200;

export function refusal(rule: RecordRule, field: string, value: string, message: string): RecordFault {
  return { rule, field, value: cut(value, LONGEST), message };
}

export function isRefused(reading: object | string | null): reading is RecordFault {
  return typeof reading === "object" && reading !== null && "rule" in reading;
}

/** A text in a message: quoted, and never long. */
export function shown(text: string): string {
  return JSON.stringify(cut(text, 40));
}

/** Never between the halves of a surrogate pair, which UTF-8 could not store. */
function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
}
