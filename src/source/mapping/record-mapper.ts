import type { StatusName } from "../../shared/status-letters.js";
import type { SourceConfig } from "../config/source.schema.js";
import type { RecordFault, SourceRecord } from "../source-record.js";
import type { Cell } from "./cell.js";
import { isBlank, isTrue } from "./cell.js";
import { codeReader, SKIP } from "./code-reader.js";
import { readLabel } from "./label.js";
import { PeriodReader } from "./period-reader.js";
import type { PeriodCells } from "./period-reader.js";
import { isRefused, refusal } from "./refusal.js";
import { UnitReader } from "./unit-reader.js";
import { ValueReader } from "./value-reader.js";

/** The cells of one fact, wherever its format keeps them. */
export interface RecordCells extends PeriodCells {
  readonly indicator: Cell;
  readonly area: Cell;
  readonly value: Cell;
  readonly status: Cell;
  readonly comment: Cell;
  readonly withdrawn: Cell;
  /** Undefined where the source tells no units. */
  readonly unit?: Cell;
  readonly breakdowns: readonly (readonly [dimension: string, cell: Cell])[];
  /** What the value is multiplied by, beside the source's own factor. */
  readonly factors: readonly string[];
  readonly usualStatus?: StatusName | undefined;
  /** Why the cells could not be read at all. */
  readonly fault?: RecordFault;
}

/** Of a record that says nothing. */
export const NO_CELLS: RecordCells = {
  indicator: null,
  area: null,
  period: null,
  value: null,
  status: null,
  comment: null,
  withdrawn: null,
  breakdowns: [],
  factors: [],
};

type Mapping = Pick<SourceConfig, "read" | "codes" | "constants">;
type CodeReader = ReturnType<typeof codeReader>;
type Draft = { -readonly [Key in keyof SourceRecord]: SourceRecord[Key] };
type Outcome = typeof SKIP | RecordFault | null;

/** Their codes, numbers and dates to ours: one mapper for all formats. */
export class RecordMapper {
  readonly #indicator: CodeReader;
  readonly #area: CodeReader;
  readonly #breakdowns = new Map<string, CodeReader>();
  readonly #period: PeriodReader;
  readonly #value: ValueReader;
  readonly #units: UnitReader;

  constructor(
    private readonly mapping: Mapping,
    spelling?: (text: string) => string | null,
  ) {
    const { codes, read } = mapping;
    const { indicators, areas } = codes;
    this.#indicator = codeReader(
      { kind: "indicators", field: "indicator", list: indicators, unknown: "UNKNOWN_INDICATOR" },
      read,
    );
    this.#area = codeReader({ kind: "areas", field: "area", list: areas, unknown: "UNKNOWN_AREA" }, read);
    this.#period = new PeriodReader(mapping, spelling);
    this.#value = new ValueReader(mapping);
    this.#units = new UnitReader(mapping.codes.units);
  }

  /** @returns null for a record that a code list leaves out */
  map(place: string, raw: unknown, cells: RecordCells): SourceRecord | null {
    const record: Draft = {
      place,
      raw,
      indicator: null,
      area: null,
      period: null,
      frequency: null,
      breakdown: {},
      value: null,
      status: null,
      comment: null,
      withdrawn: isTrue(cells.withdrawn),
      fault: cells.fault ?? null,
    };
    // Everything that can be read is read, so that a faulty record still says whose it is.
    for (const step of [
      this.#indicatorOf,
      this.#areaOf,
      this.#periodOf,
      this.#breakdownOf,
      this.#commentOf,
      this.#valueOf,
    ]) {
      const outcome = step.call(this, record, cells);
      if (outcome === SKIP) return null;
      record.fault ??= outcome;
    }
    return record;
  }

  #indicatorOf(record: Draft, { indicator }: RecordCells): Outcome {
    const code = this.#indicator(indicator);
    if (code === null) return refusal("REQUIRED", "indicator", "", "the indicator is empty");
    if (code === SKIP || isRefused(code)) return code;
    record.indicator = code;
    return null;
  }

  #areaOf(record: Draft, { area }: RecordCells): Outcome {
    const code = this.#area(area);
    if (code === null) return refusal("REQUIRED", "area", "", "the area is empty");
    if (code === SKIP || isRefused(code)) return code;
    record.area = code;
    return null;
  }

  #periodOf(record: Draft, cells: RecordCells): Outcome {
    const reading = this.#period.read(cells);
    if (reading === SKIP || isRefused(reading)) return reading;
    record.period = reading.period;
    record.frequency = reading.frequency;
    return null;
  }

  /** An empty cell and _T are the total of the dimension. */
  #breakdownOf(record: Draft, { breakdowns }: RecordCells): Outcome {
    const breakdown: Record<string, string> = {};
    for (const [dimension, cell] of breakdowns) {
      const code = this.#breakdownReader(dimension)(cell);
      if (code === SKIP || isRefused(code)) return code;
      if (code !== null && code !== "_T") breakdown[dimension] = code;
    }
    record.breakdown = breakdown;
    return null;
  }

  #breakdownReader(dimension: string): CodeReader {
    let reader = this.#breakdowns.get(dimension);
    if (!reader) {
      const { codes, read } = this.mapping;
      const list = codes.breakdowns[dimension] ?? null;
      reader = codeReader(
        { kind: "breakdowns", field: `breakdown ${dimension}`, list, unknown: "UNKNOWN_BREAKDOWN" },
        read,
      );
      this.#breakdowns.set(dimension, reader);
    }
    return reader;
  }

  #commentOf(record: Draft, { comment }: RecordCells): Outcome {
    const text = readLabel(comment, "comment");
    if (typeof text !== "string") return text;
    record.comment = text || null;
    return null;
  }

  #valueOf(record: Draft, cells: RecordCells): Outcome {
    if (record.withdrawn) return null;
    const factor = this.#units.factor(cells.unit);
    if (isRefused(factor) && !isBlank(cells.value)) return factor;
    const factors = isRefused(factor) || factor === null ? cells.factors : [...cells.factors, factor];
    const reading = this.#value.read({ ...cells, factors });
    if (reading === SKIP || isRefused(reading)) return reading;
    record.value = reading.value;
    record.status = reading.status;
    return null;
  }
}
