import { dateExists, fromEpochDay, isLocalDate, localDate, todayIn } from "../../shared/local-date.js";
import type { LocalDate } from "../../shared/local-date.js";
import type { SourceConfig } from "../config/source.schema.js";

export type DateProfile = SourceConfig["read"]["dates"];

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const PARTS = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,? \d{1,2}:\d{2}(?::\d{2})?)?$/;
const WORDS = /^ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})$/iu;

/**
 * A day as a source writes it, or null. 01/02/2023 is the first of February under dmy and the second of January under
 * mdy; the profile is declared, never guessed. A moment with an offset is the day it was then in the time zone.
 */
export function readDate(text: string, profile: DateProfile, timeZone: string): LocalDate | null {
  const iso = ISO.exec(text);
  if (iso) return ofIso(iso, timeZone);
  if (profile === "excel") return ofSerial(text, false);
  if (profile === "iso") return ofParts(COMPACT.exec(text), 1, 2, 3);
  const named = profile === "dmy" ? WORDS.exec(text) : null;
  if (named) return ofParts(named, 3, 2, 1);
  return profile === "dmy" ? ofParts(PARTS.exec(text), 3, 2, 1) : ofParts(PARTS.exec(text), 3, 1, 2);
}

function ofIso(match: RegExpExecArray, timeZone: string): LocalDate | null {
  const [text, year, month, day, time, offset] = match;
  const date = `${year}-${month}-${day}`;
  if (!isLocalDate(date)) return null;
  if (time === undefined || offset === undefined) return date;
  const moment = new Date(text.replace(" ", "T").replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(moment.getTime()) ? null : todayIn(timeZone, moment);
}

function ofParts(match: RegExpExecArray | null, year: number, month: number, day: number): LocalDate | null {
  if (match === null) return null;
  const [y, m, d] = [Number(match[year]), Number(match[month]), Number(match[day])];
  return dateExists(y, m, d) ? localDate(y, m, d) : null;
}

const SERIAL_OF_1970 = 25_569;
const DAYS_BETWEEN_SYSTEMS = 1_462;

/**
 * A day from a spreadsheet's count of days: 1 is 1900-01-01, and 60 is the 29 February 1900 that never was. The time of
 * day behind the point is left out. Null for anything that is no day from 1900 to 9999.
 */
export function ofSerial(text: string, since1904: boolean): LocalDate | null {
  const [, whole] = /^(\d{1,7})(?:\.\d+)?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const serial = Number(whole) + (since1904 ? DAYS_BETWEEN_SYSTEMS : 0);
  if (serial < 1 || serial === 60 || serial > 2_958_465) return null;
  return fromEpochDay(serial - SERIAL_OF_1970 + (serial < 60 ? 1 : 0));
}
