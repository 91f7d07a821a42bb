import { breakdownText } from "../observation/series-key.js";
import { AppError } from "../shared/errors.js";
import type { LocalDate } from "../shared/local-date.js";
import { remembered } from "../shared/remembered.js";
import type {
  AreaEntry,
  BreakdownEntry,
  DimensionCodeEntry,
  DimensionEntry,
  IndicatorEntry,
  UnitEntry,
} from "./catalogue.entries.js";
import type { Catalogue } from "./catalogue.loading.js";
import { codeReader } from "./code.reader.js";
import { codeFault } from "./code.rules.js";
import type { Binding, Source } from "./column.binding.js";
import { cellOf } from "./column.binding.js";
import { fault, shown } from "./fault.js";
import type { Fault, Rule } from "./fault.js";
import type { Creatable, ImportSpec } from "./import.spec.js";

/** The code that means "all members together" in every dimension; an empty cell means it too. */
const TOTAL = "_T";

type Cells = readonly string[];
type Find<Entry> = (cells: Cells) => Entry | Fault;

/** Finds the entries that a row's cells name; those that may be created come back without an id. */
export class CatalogueFinder {
  readonly indicator: Find<IndicatorEntry>;
  readonly areas: Find<readonly AreaEntry[]>;
  /** Null where the row names no unit: then it has the indicator's. */
  readonly unit: Find<UnitEntry | null>;
  readonly breakdown: Find<BreakdownEntry>;

  /**
   * @param startDay of the calendar that new indicators report on
   * @throws AppError BAD_USER_INPUT for a dimension that does not exist and may not be created
   */
  constructor(
    private readonly catalogue: Catalogue,
    private readonly binding: Binding,
    private readonly spec: ImportSpec,
    private readonly startDay: number,
  ) {
    this.indicator = this.#find(binding.indicator, "indicators", spec.codes.indicators, catalogue.indicators, (code) =>
      this.#newIndicator(code),
    );
    this.areas = this.#find(binding.area, "areas", spec.codes.areas, catalogue.areas, newArea);
    this.unit = this.#unitFinder();
    this.breakdown = this.#breakdownFinder();
  }

  #find<Entry extends object>(
    source: Source,
    kind: "indicators" | "areas" | "units",
    codes: Readonly<Record<string, string>>,
    entries: Map<string, Entry>,
    make: (code: string) => Entry,
  ): Find<Entry> {
    const read = codeReader(kind, codes, this.spec);
    const [rule, noun] = NAMES[kind];
    const find = remembered((cell): Entry | Fault => {
      const code = read(cell);
      if (code === "") return fault("REQUIRED", source.name, cell, `the ${noun} is empty`);
      const known = entries.get(code);
      if (known) return known;
      const problem = this.#may(kind) ? codeFault(kind, code) : `there is no ${noun} ${shown(code)}`;
      if (problem !== null) return fault(this.#may(kind) ? "CODE_FORMAT" : rule, source.name, cell, problem);
      const made = make(code);
      entries.set(code, made);
      return made;
    });
    return (cells) => find(cellOf(source, cells));
  }

  #unitFinder(): Find<UnitEntry | null> {
    if (!this.binding.unit) return () => null;
    const find = this.#find(this.binding.unit, "units", this.spec.codes.units, this.catalogue.units, newUnit);
    return (cells) => {
      const unit = find(cells);
      return "rule" in unit && unit.rule === "REQUIRED" ? null : unit;
    };
  }

  #newIndicator(code: string): IndicatorEntry {
    const { startDay } = this;
    const open = { minimum: null, maximum: null, validTo: null, dimensions: new Set<string>() };
    return { id: null, code, unit: null, startDay, ...open, sight: null };
  }

  #breakdownFinder(): Find<BreakdownEntry> {
    const parts = this.binding.breakdowns.map(({ dimension, source }) => {
      return { source, find: this.#memberFinder(this.#dimension(dimension), source) };
    });
    const total: BreakdownEntry = { text: TOTAL, parts: [] };
    if (parts.length === 0) return () => total;
    const combined = remembered((joined): BreakdownEntry | Fault => {
      const cells = joined.split("\0");
      const found = parts.map(({ find }, i) => find(cells[i]!));
      return found.find((each) => each !== null && "rule" in each) ?? breakdownOf(found as (Member | null)[]);
    });
    return (cells) => combined(parts.map(({ source }) => cellOf(source, cells)).join("\0"));
  }

  #dimension(code: string): DimensionEntry {
    const known = this.catalogue.dimensions.get(code);
    if (known) return known;
    const existing = [...this.catalogue.dimensions.keys()].sort().join(", ") || "none";
    const problem = this.#may("dimensions") ? codeFault("dimensions", code) : `the warehouse has: ${existing}`;
    if (problem !== null) throw new AppError("BAD_USER_INPUT", `There is no dimension ${shown(code)}: ${problem}`);
    const made: DimensionEntry = { id: null, code, codes: new Map() };
    this.catalogue.dimensions.set(code, made);
    return made;
  }

  /** Null stands for the total of the dimension. */
  #memberFinder(dimension: DimensionEntry, source: Source): (cell: string) => Member | null | Fault {
    const read = codeReader("breakdowns", this.spec.codes.breakdowns[dimension.code] ?? {}, this.spec);
    return (cell) => {
      const code = read(cell);
      if (code === "" || code === TOTAL) return null;
      const known = dimension.codes.get(code);
      if (known) return { dimension, code: known };
      const may = this.#may("dimensions");
      const problem = may ? codeFault("breakdowns", code) : `${dimension.code} has no code ${shown(code)}`;
      if (problem !== null) return fault(may ? "CODE_FORMAT" : "UNKNOWN_BREAKDOWN", source.name, cell, problem);
      const made = { id: null, code };
      dimension.codes.set(code, made);
      return { dimension, code: made };
    };
  }

  #may(kind: Creatable): boolean {
    return this.spec.create.includes(kind);
  }
}

interface Member {
  readonly dimension: DimensionEntry;
  readonly code: DimensionCodeEntry;
}

const NAMES: Readonly<Record<"indicators" | "areas" | "units", readonly [Rule, string]>> = {
  indicators: ["UNKNOWN_INDICATOR", "indicator"],
  areas: ["UNKNOWN_AREA", "area"],
  units: ["UNKNOWN_UNIT", "unit"],
};

/**
 * A code is no key: which of its bearers is meant, the period's first day says. What lies before the first bearer
 * is the first one's, because its validity often only says "not later than".
 */
export function bearerOn(bearers: readonly AreaEntry[], day: LocalDate): AreaEntry | null {
  const bearer = (bearers.length > 1 && bearers.findLast(({ validFrom }) => validFrom <= day)) || bearers[0]!;
  return bearer.validTo === null || day < bearer.validTo ? bearer : null;
}

function newArea(code: string): AreaEntry[] {
  return [{ id: null, code, inKey: code, validFrom: "0001-01-01", validTo: null, sight: null }];
}

function newUnit(code: string): UnitEntry {
  return { id: null, code, name: null };
}

function breakdownOf(members: readonly (Member | null)[]): BreakdownEntry {
  const parts = members.filter((member) => member !== null);
  return {
    text: breakdownText(parts.map(({ dimension, code }) => ({ dimension: dimension.code, code: code.code }))),
    parts,
  };
}
