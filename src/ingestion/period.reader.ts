import { frequencyOfKind } from "../shared/frequency.js";
import type { Frequency } from "../shared/frequency.js";
import { readPeriod } from "../shared/period-code.js";
import type { PeriodKind } from "../shared/period-kind.js";
import { isRefusal } from "../shared/period-parts.js";
import { remembered } from "../shared/remembered.js";
import { CALENDAR_MONTHS, periodRange } from "../shared/reporting-calendar.js";
import type { DateRange } from "../shared/time-range.js";
import { pad2 } from "../shared/digits.js";
import { codeReader } from "./code.reader.js";
import { cellOf } from "./column.binding.js";
import type { Binding } from "./column.binding.js";
import { fault, shown } from "./fault.js";
import type { Fault } from "./fault.js";
import type { ImportSpec } from "./import.spec.js";

export interface PeriodCell {
  readonly code: string;
  readonly frequency: Frequency;
  /** Dates by the first day of the reporting calendar's months. */
  datesIn(startDay: number): DateRange;
}

type Reading = PeriodCell | Fault;

/** Reads the period of a row: one column, or a year beside a month or a quarter. */
export function periodReader(binding: Binding, spec: ImportSpec): (cells: readonly string[]) => Reading {
  const { period, month, quarter } = binding;
  const code = codeReader("periods", spec.codes.periods, spec);
  const read = remembered((cell) => readCell(code(cell), cell, period.name, spec.periodKind));
  const part = month ?? quarter;
  if (!part) return (cells) => read(cellOf(period, cells));
  const join = month ? monthOf : quarterOf;
  const readParts = remembered((joined) => {
    const [year = "", number = ""] = joined.split("\0");
    const spelled = join(code(year), number.trim());
    return spelled === null
      ? fault(
          "PERIOD_FORMAT",
          part.name,
          number,
          `${shown(number)} beside the year ${shown(year)} is no ${month ? "month from 1 to 12" : "quarter from 1 to 4"}`,
        )
      : readCell(spelled, spelled, period.name, spec.periodKind);
  });
  return (cells) => readParts(`${cellOf(period, cells)}\0${cellOf(part, cells)}`);
}

function monthOf(year: string, month: string): string | null {
  return /^(0?[1-9]|1[0-2])$/.test(month) ? `${year}-${pad2(Number(month))}` : null;
}

function quarterOf(year: string, quarter: string): string | null {
  return /^[Qq]?[1-4]$/.test(quarter) ? `${year}-Q${quarter.slice(-1)}` : null;
}

function readCell(code: string, cell: string, column: string, kind: PeriodKind | undefined): Reading {
  if (code === "") return fault("REQUIRED", column, cell, "the period is empty");
  const reading = readPeriod(code);
  if (isRefusal(reading))
    return fault("PERIOD_FORMAT", column, cell, `${shown(cell)} is not a period: ${reading.refusal}`);
  if (kind && reading.kind !== kind)
    return fault("PERIOD_KIND", column, cell, `${shown(cell)} is a ${reading.kind}, the map declares ${kind}`);
  // Year 0001 would start in the year before on a calendar that begins in mid-month; no data is that old.
  if (reading.year < 2) return fault("PERIOD_FORMAT", column, cell, `${shown(cell)} is before the year 0002`);
  return new Period(reading.code, frequencyOfKind(reading.kind));
}

class Period implements PeriodCell {
  readonly #byStartDay = new Map<number, DateRange>();

  constructor(
    readonly code: string,
    readonly frequency: Frequency,
  ) {}

  datesIn(startDay: number): DateRange {
    let dates = this.#byStartDay.get(startDay);
    if (!dates) this.#byStartDay.set(startDay, (dates = periodRange(this.code, calendarOf(startDay))));
    return dates;
  }
}

function calendarOf(startDay: number) {
  return startDay === CALENDAR_MONTHS.startDay ? CALENDAR_MONTHS : { startDay };
}
