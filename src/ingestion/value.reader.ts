import { ObservationStatus } from "../observation/observation-enums.js";
import { isNumberRefusal, parseNumber } from "../shared/number-profile.js";
import { remembered } from "../shared/remembered.js";
import { cellOf } from "./column.binding.js";
import type { Binding } from "./column.binding.js";
import { fault, shown } from "./fault.js";
import type { Fault } from "./fault.js";
import type { ImportSpec } from "./import.spec.js";

/** A value with what it is worth; exactly the statuses of MISSING come without one. */
export interface ValueCell {
  /** Exact decimal text. */
  readonly value: string | null;
  /** Letter of CL_OBS_STATUS. */
  readonly status: ObservationStatus;
}

const MISSING: ReadonlySet<ObservationStatus> = new Set([
  ObservationStatus.MISSING,
  ObservationStatus.NOT_COLLECTED,
  ObservationStatus.NOT_APPLICABLE,
  ObservationStatus.SUPPRESSED,
  ObservationStatus.HOLIDAY,
]);

const NAMES = new Map<string, ObservationStatus>([
  ...Object.entries(ObservationStatus),
  ...Object.values(ObservationStatus).map((letter) => [letter, letter] as const),
]);

/** Reads value and status of a row together, since each one limits the other. */
export function valueReader(binding: Binding, spec: ImportSpec): (cells: readonly string[]) => ValueCell | Fault {
  const readNumber = numberReader(binding.value.name, spec);
  const { status, value } = binding;
  if (!status) return (cells) => readNumber(cellOf(value, cells));
  const readStatus = statusReader(status.name, spec);
  return (cells) => {
    const reading = readNumber(cellOf(value, cells));
    const told = readStatus(cellOf(status, cells));
    if (told === null || "rule" in reading) return reading;
    if (typeof told !== "string") return told;
    return withStatus(reading, told, cellOf(status, cells), status.name);
  };
}

function withStatus(reading: ValueCell, told: ObservationStatus, cell: string, column: string): ValueCell | Fault {
  if (told === reading.status) return reading;
  if (MISSING.has(told) === (reading.value === null)) return { value: reading.value, status: told };
  const clash = reading.value === null ? "needs a value" : "means that there is no value";
  return fault("STATUS_VALUE", column, cell, `status ${shown(cell.trim())} ${clash}`);
}

/** Null for an empty cell: then the value alone decides. */
function statusReader(column: string, spec: ImportSpec): (cell: string) => ObservationStatus | Fault | null {
  const codes = new Map(Object.entries(spec.codes.statuses));
  return remembered((cell) => {
    const text = cell.normalize("NFC").trim();
    const mapped = codes.get(text) ?? text;
    if (mapped === "") return null;
    return (
      NAMES.get(mapped) ??
      fault("STATUS_UNKNOWN", column, cell, `${shown(text)} is no status: write NORMAL or A, and so on, or map it`)
    );
  });
}

function numberReader(column: string, spec: ImportSpec): (cell: string) => ValueCell | Fault {
  const signs = new Map(Object.entries(spec.signs).map(([sign, name]) => [sign.trim(), ObservationStatus[name]]));
  const options = { allowParentheses: spec.allowParentheses };
  return (cell) => {
    const sign = signs.size > 0 ? signs.get(cell.trim()) : undefined;
    if (sign !== undefined) return signCell(sign, column, cell);
    const reading = parseNumber(cell, spec.numbers, options);
    if (isNumberRefusal(reading)) return fault(reading.rule, column, cell, reading.message);
    if (reading.value !== null) return { value: reading.value, status: ObservationStatus.NORMAL };
    if (reading.sign === "EMPTY" && spec.empty === "reject")
      return fault("REQUIRED", column, cell, "the value is empty");
    return { value: null, status: ObservationStatus[reading.missing] };
  };
}

function signCell(status: ObservationStatus, column: string, cell: string): ValueCell | Fault {
  return MISSING.has(status)
    ? { value: null, status }
    : fault("STATUS_VALUE", column, cell, `the map gives ${shown(cell)} a status that needs a value`);
}
