import { pad2, pad4 } from "../shared/digits.js";
import { dayOf, monthOf, yearOf } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";

/**
 * Texts with places to be filled: `{from}` and `{to}` are the window's days, written as yyyy-MM-dd or as told behind a
 * colon (`{from:dd/MM/yyyy}`, `{to:yyyyMM}`, `{to:yyyyQq}`); every other name is a value of `each`.
 */
const PLACE = /(?<!\$)\{([a-zA-Z][a-zA-Z0-9]*)(?::([^{}]*))?\}/g;

/** What stands for a beginning where a window has none. */
const LONG_AGO: LocalDate = "1900-01-01";

export interface Values {
  readonly from: LocalDate | null;
  readonly to: LocalDate;
  readonly each: Readonly<Record<string, string>>;
}

/** @param encode how a value is written where it goes, such as encodeURIComponent */
export function fill(template: string, values: Values, encode: (value: string) => string = (value) => value): string {
  return template.replace(PLACE, (place, name: string, format: string | undefined) => {
    if (name === "from" || name === "to") return encode(formatDay(values[name] ?? LONG_AGO, format));
    const value = values.each[name];
    return value === undefined ? place : encode(value);
  });
}

/** The names of a text's places. */
export function placesOf(template: string): string[] {
  return [...template.matchAll(PLACE)].map(([, name = ""]) => name);
}

function formatDay(day: LocalDate, format = "yyyy-MM-dd"): string {
  const month = monthOf(day);
  return format.replace(/yyyy|MM|dd|q/g, (token) => {
    if (token === "yyyy") return pad4(yearOf(day));
    if (token === "MM") return pad2(month);
    return token === "dd" ? pad2(dayOf(day)) : `${Math.ceil(month / 3)}`;
  });
}

/** Every combination of the values of `each`, in order; one without names where there is none. */
export function combinations(each: Readonly<Record<string, readonly string[]>>): Record<string, string>[] {
  return Object.entries(each).reduce<Record<string, string>[]>(
    (made, [name, values]) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}
