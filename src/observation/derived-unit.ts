import { Transform } from "./derivation.inputs.js";
import type { Derivation } from "./derivation.js";
import type { DerivedSeriesRow } from "./derived-series.js";

/** Symbols of a unit in both languages. */
interface Unit {
  readonly unitVi: string;
  readonly unitEn: string;
}

const PERCENT: Unit = { unitVi: "%", unitEn: "%" };
const INDEX: Unit = { unitVi: "điểm chỉ số", unitEn: "index points" };
const POINTS: Unit = { unitVi: "điểm %", unitEn: "percentage points" };

/** What the rise of derived values is told in; between percentages lie percentage points. */
export function unitOf({ transform }: Derivation, row: DerivedSeriesRow): Unit {
  if (transform === Transform.INDEX) return INDEX;
  const isPercent = transform === Transform.PERCENT_CHANGE || transform === Transform.PERCENT_CHANGE_ON_YEAR;
  const unit = isPercent ? PERCENT : { unitVi: row.unitVi, unitEn: row.unitEn ?? row.unitVi };
  return unit.unitVi === PERCENT.unitVi ? POINTS : unit;
}
