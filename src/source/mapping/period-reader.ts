import { pad2 } from "../../shared/digits.js";
import { frequencyOfKind } from "../../shared/frequency.js";
import type { LocalDate } from "../../shared/local-date.js";
import { readPeriod } from "../../shared/period-code.js";
import { kindOfCode, PeriodKind } from "../../shared/period-kind.js";
import { isRefusal } from "../../shared/period-parts.js";
import { remembered } from "../../shared/remembered.js";
import { periodOf } from "../../shared/reporting-calendar.js";
import type { SourceConfig } from "../config/source.schema.js";
import type { RecordFault } from "../source-record.js";
import type { Cell } from "./cell.js";
import { isBlank, textOfCell } from "./cell.js";
import { codeReader, SKIP } from "./code-reader.js";
import { readDate } from "./date-reader.js";
import { isRefused, refusal, shown } from "./refusal.js";

export interface PeriodCells {
  readonly period: Cell;
  readonly month?: Cell;
  readonly quarter?: Cell;
}

export interface ReadPeriod {
  readonly period: string;
  readonly frequency: string;
}

type Answer = ReadPeriod | typeof SKIP | RecordFault;

const SLASHED = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/;
const ROMAN: Readonly<Record<string, number>> = { I: 1, II: 2, III: 3, IV: 4 };

/** Reads the period of a record as its source declares it: a code, a day inside it, or a year beside a month or quarter. */
export class PeriodReader {
  readonly #code: (cell: Cell) => string | null | typeof SKIP | RecordFault;

  readonly #ofAlone = remembered((period) => this.#read({ period }));

  /** @param spelling reads what only this kind of source writes, as a code of ours; null for every other text */
  constructor(
    private readonly source: Pick<SourceConfig, "read" | "codes">,
    private readonly spelling: (text: string) => string | null = () => null,
  ) {
    const list = source.codes.periods;
    this.#code = codeReader({ kind: "periods", field: "period", list, unknown: "UNKNOWN_PERIOD" }, source.read);
  }

  read(cells: PeriodCells): Answer {
    const alone = cells.month === undefined && cells.quarter === undefined;
    return alone && typeof cells.period === "string" ? this.#ofAlone(cells.period) : this.#read(cells);
  }

  #read(cells: PeriodCells): Answer {
    if (typeof cells.period === "object" && cells.period !== null && "date" in cells.period)
      return this.#ofDate(cells.period.date, cells.period.date);
    const code = this.#code(cells.period);
    if (code === null) return refusal("REQUIRED", "period", "", "the period is empty");
    if (code === SKIP || isRefused(code)) return code;
    const joined = this.#joined(code, cells);
    return typeof joined === "string" ? this.#ofText(joined, textOfCell(cells.period)) : joined;
  }

  /** A year with the month or the quarter that stands beside it. */
  #joined(year: string, { month, quarter }: PeriodCells): string | RecordFault {
    if (month === undefined && quarter === undefined) return year;
    if (isBlank(month) && isBlank(quarter)) return year;
    const written = textOfCell((isBlank(month) ? quarter : month) ?? null);
    const number = isBlank(month) ? quarterNumber(written) : monthNumber(written);
    const code = yearCode(year);
    if (number !== null && code !== null) return isBlank(month) ? `${code}-Q${number}` : `${code}-${pad2(number)}`;
    const what = isBlank(month) ? "quarter" : "month";
    return refusal(
      "PERIOD_FORMAT",
      "period",
      written,
      `${shown(written)} beside ${shown(year)} is no ${what} of a year`,
    );
  }

  #ofText(text: string, written: string): Answer {
    const { dates, periods, timeZone } = this.source.read;
    if (periods.as === "date") {
      const date = readDate(text, dates, timeZone);
      if (date !== null) return this.#ofDate(date, written);
      return refusal(
        "PERIOD_FORMAT",
        "period",
        written,
        `${shown(written)} is no date as this source writes them (${dates})`,
      );
    }
    return this.#ofCode(text, written);
  }

  #ofCode(text: string, written: string): Answer {
    const { dates, timeZone } = this.source.read;
    if (dates !== "dmy" && SLASHED.test(text)) {
      const date = readDate(text, dates, timeZone);
      if (date !== null) return this.#checked(date, written);
    } else {
      const reading = readPeriod(this.spelling(text) ?? text);
      if (!isRefusal(reading)) return this.#checked(reading.code, written);
      return refusal("PERIOD_FORMAT", "period", written, `${shown(written)} is no period: ${reading.refusal}`);
    }
    return refusal(
      "PERIOD_FORMAT",
      "period",
      written,
      `${shown(written)} is no date as this source writes them (${dates})`,
    );
  }

  /** A spreadsheet makes a day of "8/2023"; only the declared kind can tell what was meant. */
  #ofDate(date: LocalDate, written: string): Answer {
    const { kind, startDay } = this.source.read.periods;
    if (kind === undefined)
      return refusal(
        "PERIOD_KIND",
        "period",
        written,
        `${shown(written)} is a date: read.periods.kind must say of what`,
      );
    try {
      return this.#checked(periodOf(date, kind, { startDay }), written);
    } catch {
      return refusal("PERIOD_KIND", "period", written, `${date} lies in no period of the kind ${kind}`);
    }
  }

  #checked(code: string, written: string): ReadPeriod | RecordFault {
    const declared = this.source.read.periods.kind;
    const kind = kindOfCode(code);
    if (declared !== undefined && kind !== declared)
      return refusal(
        "PERIOD_KIND",
        "period",
        written,
        `${shown(written)} is a ${kind}, the source declares ${declared}`,
      );
    // Year 0001 would start in the year before on a calendar that begins in mid-month; no data is that old.
    if (kind !== PeriodKind.RANGE && code < "0002")
      return refusal("PERIOD_FORMAT", "period", written, `${shown(written)} is before the year 0002`);
    return { period: code, frequency: frequencyOfKind(kind) };
  }
}

/** 2023, also as "Năm 2023". */
function yearCode(text: string): string | null {
  const reading = readPeriod(text);
  return isRefusal(reading) || reading.kind !== PeriodKind.YEAR ? null : reading.code;
}

function monthNumber(text: string): number | null {
  const [, number] = /^(?:tháng|th|t|m)?\.? ?(0?[1-9]|1[0-2])(?:\.0+)?$/iu.exec(text.normalize("NFC").trim()) ?? [];
  return number === undefined ? null : Number(number);
}

function quarterNumber(text: string): number | null {
  const [, number] = /^(?:quý|q)?\.? ?([1-4]|I{1,3}|IV)(?:\.0+)?$/iu.exec(text.normalize("NFC").trim()) ?? [];
  return number === undefined ? null : (ROMAN[number.toUpperCase()] ?? Number(number));
}
