import { multiplyDecimal, parseDecimal } from "../../shared/decimal.js";
import { isNumberRefusal, parseNumber } from "../../shared/number-profile.js";
import { STATUS_LETTERS } from "../../shared/status-letters.js";
import type { StatusName } from "../../shared/status-letters.js";
import type { SourceConfig } from "../config/source.schema.js";
import type { RecordFault } from "../source-record.js";
import type { Cell } from "./cell.js";
import { isBlank, textOfCell } from "./cell.js";
import { SKIP } from "./code-reader.js";
import { readLabel, tidy, withoutFootnote } from "./label.js";
import { isRefused, refusal, shown } from "./refusal.js";

export interface ReadValue {
  /** Exact decimal text. */
  readonly value: string | null;
  /** Letter of CL_OBS_STATUS. */
  readonly status: string;
}

export interface ValueCells {
  readonly value: Cell;
  readonly status: Cell;
  /** Beside the source's own factor: that of the column, that of the form's unit. */
  readonly factors: readonly string[];
  /** Of values whose status nobody tells: that of the column. */
  readonly usualStatus?: StatusName | undefined;
}

/** Statuses that say why there is no value. */
const WITHOUT_VALUE: ReadonlySet<StatusName> = new Set([
  "MISSING",
  "NOT_COLLECTED",
  "NOT_APPLICABLE",
  "SUPPRESSED",
  "HOLIDAY",
]);

const NAMES = new Map<string, StatusName>(
  Object.entries(STATUS_LETTERS).flatMap(([name, letter]) => [
    [name, name as StatusName],
    [letter, name as StatusName],
  ]),
);

interface Amount {
  readonly value: string | null;
  readonly status: StatusName;
}

/** Reads value and status of a record together, since each one limits the other. */
export class ValueReader {
  readonly #signs: ReadonlyMap<string, StatusName>;
  readonly #statuses: ReadonlyMap<string, StatusName>;

  constructor(private readonly source: Pick<SourceConfig, "read" | "codes" | "constants">) {
    this.#signs = new Map(Object.entries(source.read.signs).map(([sign, name]) => [tidy(sign), name]));
    this.#statuses = new Map(Object.entries(source.codes.statuses).map(([text, name]) => [tidy(text), name]));
  }

  read(cells: ValueCells): ReadValue | typeof SKIP | RecordFault {
    const amount = this.#amount(cells.value);
    if (amount === SKIP || isRefused(amount)) return amount;
    const told = this.#status(cells.status);
    if (isRefused(told)) return told;
    const status =
      told ??
      (amount.value === null ? amount.status : (cells.usualStatus ?? this.source.constants.status ?? amount.status));
    if (WITHOUT_VALUE.has(status) !== (amount.value === null)) return clash(status, amount, cells);
    return this.#scaled({ value: amount.value, status }, cells);
  }

  #amount(cell: Cell): Amount | typeof SKIP | RecordFault {
    const { read } = this.source;
    const text = textOfCell(cell);
    if (typeof cell === "object" && cell !== null) return typedNumber(cell, text);
    const sign = this.#signs.get(tidy(text));
    if (sign !== undefined) return signOf(sign, text);
    if (isBlank(cell) && read.empty !== "missing") return read.empty === "skip" ? SKIP : emptyValue();
    const plain = read.footnotes === "strip" ? withoutFootnote(text.trim()) : text;
    const bare = read.percentSign === "drop" ? plain.replace(/(?<=[\d)])\s*%\s*$/, "") : plain;
    const reading = parseNumber(bare, read.numbers, { allowParentheses: read.parentheses === "negative" });
    if (isNumberRefusal(reading)) return refusal(reading.rule, "value", text, reading.message);
    return reading.value === null
      ? { value: null, status: reading.missing }
      : { value: reading.value, status: "NORMAL" };
  }

  /** Null for an empty cell: then the value alone decides. */
  #status(cell: Cell): StatusName | null | RecordFault {
    if (isBlank(cell)) return null;
    const label = readLabel(cell, "status");
    if (typeof label !== "string") return label;
    return (
      this.#statuses.get(label) ??
      NAMES.get(label) ??
      refusal("STATUS_UNKNOWN", "status", label, `${shown(label)} is no status: codes.statuses must say what it means`)
    );
  }

  #scaled({ value, status }: Amount, { factors, value: cell }: ValueCells): ReadValue | RecordFault {
    let scaled = value;
    for (const factor of [this.source.read.multiplyBy, ...factors]) {
      if (scaled === null || factor === "1") continue;
      scaled = multiplyDecimal(scaled, factor);
      if (scaled === null) {
        const written = textOfCell(cell);
        return refusal("NUMBER_SIZE", "value", written, `${shown(written)} times ${factor} has too many digits`);
      }
    }
    return { value: scaled, status: STATUS_LETTERS[status] };
  }
}

function typedNumber(cell: Exclude<Cell, string | null>, text: string): Amount | RecordFault {
  if (!("number" in cell)) return refusal("NUMBER_FORMAT", "value", text, `${shown(text)} is no number`);
  const value = parseDecimal(cell.number);
  return value === null
    ? refusal("NUMBER_SIZE", "value", text, `${shown(text)} has over 38 integer or 20 fraction digits`)
    : { value, status: "NORMAL" };
}

function signOf(status: StatusName, text: string): Amount | RecordFault {
  if (WITHOUT_VALUE.has(status)) return { value: null, status };
  return refusal("STATUS_VALUE", "value", text, `read.signs gives ${shown(text)} a status that needs a value`);
}

function emptyValue(): RecordFault {
  return refusal("REQUIRED", "value", "", "the value is empty");
}

function clash(status: StatusName, { value }: Amount, cells: ValueCells): RecordFault {
  const written = textOfCell(isBlank(cells.status) ? cells.value : cells.status);
  const why = value === null ? "needs a value" : "means that there is no value";
  return refusal("STATUS_VALUE", "status", written, `status ${status} ${why}`);
}
