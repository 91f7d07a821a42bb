import { codeKey } from "../config/code-lists.js";
import type { RecordFault } from "../source-record.js";
import type { Cell } from "./cell.js";
import { readLabel } from "./label.js";
import { refusal, shown } from "./refusal.js";

/** By what a value is multiplied because of the unit that its record tells: tỷ đồng here, triệu đồng there. */
export class UnitReader {
  readonly #factors: ReadonlyMap<string, string>;

  /** @param units from the source's names, in any case of letters, to factors */
  constructor(units: Readonly<Record<string, string>>) {
    this.#factors = new Map(Object.entries(units).map(([name, factor]) => [keyOf(name), factor]));
  }

  /** Null where the source tells no units. A unit that nobody declared is never taken for the usual one. */
  factor(unit: Cell | undefined): string | null | RecordFault {
    if (unit === undefined) return null;
    const label = readLabel(unit, "unit");
    if (typeof label !== "string") return label;
    return (
      this.#factors.get(keyOf(label)) ??
      refusal("UNKNOWN_UNIT", "unit", label, `${shown(label)} is no unit that codes.units knows`)
    );
  }
}

function keyOf(name: string): string {
  return codeKey(name).toLowerCase();
}
