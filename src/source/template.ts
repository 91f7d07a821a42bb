import { pad2, pad4 } from "../shared/digits.js";
import { addDays, dayOf, monthOf, yearOf } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";

/**
 * Texts with places to be filled: `{from}` and `{to}` are the window's days, written as yyyy-MM-dd or as told behind a
 * colon (`{from:dd/MM/yyyy}`, `{to:yyyyMM}`, `{to:yyyyQq}`), or days before and after them (`{to+1}`); every other name is a value of `each`.
 */
const PLACE = /(?<!\$)\{([a-zA-Z][a-zA-Z0-9]*)([+-]\d{1,3})?(?::([^{}]*))?\}/g;

/** What stands for a beginning where a window has none. */
const LONG_AGO: LocalDate = "1900-01-01";

export interface Values {
  readonly from: LocalDate | null;
  readonly to: LocalDate;
  readonly each: Readonly<Record<string, string>>;
}

/** @param encode how a value is written where it goes, such as encodeURIComponent */
export function fill(template: string, values: Values, encode: (value: string) => string = (value) => value): string {
  return template.replace(PLACE, (place, name: string, days: string | undefined, format: string | undefined) => {
    if (name === "from" || name === "to")
      return encode(formatDay(addDays(values[name] ?? LONG_AGO, Number(days ?? 0)), format));
    if (days !== undefined) return place;
    const value = values.each[name];
    return value === undefined ? place : encode(value);
  });
}

/** The names of a text's places. */
export function placesOf(template: string): string[] {
  return daysIn(template).map(({ name }) => name);
}

/** Which ends of a window a text names, and whether as days; `{to:yyyyMM}` names a month. */
export function endsIn(template: string): readonly { readonly end: "from" | "to"; readonly asDay: boolean }[] {
  return daysIn(template).flatMap(({ name, format = "dd" }) =>
    name === "from" || name === "to" ? [{ end: name, asDay: /d/.test(format) }] : [],
  );
}

function daysIn(template: string): { readonly name: string; readonly format?: string }[] {
  return [...template.matchAll(PLACE)].map(([, name = "", , format]) =>
    format === undefined ? { name } : { name, format },
  );
}

function formatDay(day: LocalDate, format = "yyyy-MM-dd"): string {
  const month = monthOf(day);
  const written: Readonly<Record<string, () => string>> = {
    yyyy: () => pad4(yearOf(day)),
    MM: () => pad2(month),
    M: () => `${month}`,
    dd: () => pad2(dayOf(day)),
    d: () => `${dayOf(day)}`,
    q: () => `${Math.ceil(month / 3)}`,
  };
  return format.replace(/yyyy|MM?|dd?|q/g, (token) => written[token]!());
}

/** Every combination of the values of `each`, in order; one without names where there is none. */
export function combinations(each: Readonly<Record<string, readonly string[]>>): Record<string, string>[] {
  return Object.entries(each).reduce<Record<string, string>[]>(
    (made, [name, values]) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}
