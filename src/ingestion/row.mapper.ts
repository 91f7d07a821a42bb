import { compareDecimal } from "../shared/decimal.js";
import type { LocalDate } from "../shared/local-date.js";
import { owned } from "../shared/remembered.js";
import type { BreakdownEntry, IndicatorEntry, StagedSeries, UnitEntry } from "./catalogue.entries.js";
import { bearerOn, CatalogueFinder } from "./catalogue.finder.js";
import type { Catalogue } from "./catalogue.loading.js";
import { noteArea, noteIndicator } from "./first-sight.js";
import { cellOf } from "./column.binding.js";
import type { Binding, Source } from "./column.binding.js";
import { fault, shown } from "./fault.js";
import type { Fault } from "./fault.js";
import type { ImportSpec } from "./import.spec.js";
import { periodReader } from "./period.reader.js";
import { SeriesRegistry } from "./series.registry.js";
import type { Place } from "./series.registry.js";
import { valueReader } from "./value.reader.js";
import type { ValueCell } from "./value.reader.js";

export interface MappedRow extends ValueCell {
  readonly series: StagedSeries;
  readonly start: LocalDate;
  readonly end: LocalDate;
  readonly comment: string | null;
}

/** As much of a row's key as can be read, for rows that are refused. */
export interface RowKey {
  readonly indicator: IndicatorEntry | null;
  readonly row: Pick<MappedRow, "series" | "start" | "end"> | null;
}

/** Where and when of a row. */
interface Site extends Place {
  readonly start: LocalDate;
  readonly end: LocalDate;
}

type Cells = readonly string[];

/** Turns the cells of a record into an observation in the warehouse's own codes, or tells why that can't be. */
export class RowMapper {
  readonly series = new SeriesRegistry();
  readonly #find;
  readonly #readPeriod;
  readonly #readValue;

  constructor(
    catalogue: Catalogue,
    private readonly binding: Binding,
    private readonly spec: ImportSpec,
    startDay: number,
  ) {
    this.#find = new CatalogueFinder(catalogue, binding, spec, startDay);
    this.#readPeriod = periodReader(binding, spec);
    this.#readValue = valueReader(binding, spec);
  }

  map(cells: Cells): MappedRow | Fault {
    const misshapen = this.#shapeFault(cells);
    if (misshapen) return misshapen;
    const site = this.#site(cells);
    if ("rule" in site) return site;
    const { start, end, indicator } = site;
    const unit = this.#find.unit(cells);
    if (unit !== null && "rule" in unit) return unit;
    const value = this.#readValue(cells);
    if ("rule" in value) return value;
    const refusal = this.#combinationFault(cells, indicator, site.breakdown, unit, value.value);
    if (refusal) return refusal;
    const series = this.series.take(site, start);
    this.#note(cells, series, unit, start, value.value);
    return { series, start, end, value: value.value, status: value.status, comment: this.#comment(cells) };
  }

  keyOf(cells: Cells): RowKey {
    const indicator = this.#find.indicator(cells);
    if ("rule" in indicator) return { indicator: null, row: null };
    const site = this.#site(cells);
    if ("rule" in site) return { indicator, row: null };
    return { indicator, row: { series: this.series.take(site, site.start), start: site.start, end: site.end } };
  }

  #site(cells: Cells): Site | Fault {
    const indicator = this.#find.indicator(cells);
    if ("rule" in indicator) return indicator;
    const bearers = this.#find.areas(cells);
    if ("rule" in bearers) return bearers;
    const period = this.#readPeriod(cells);
    if ("rule" in period) return period;
    const { start, end } = period.datesIn(indicator.startDay);
    const area = bearerOn(bearers, start);
    if (!area) return this.#closed("AREA_NOT_VALID", this.binding.area, cells, start);
    if (indicator.validTo !== null && start >= indicator.validTo)
      return this.#closed("INDICATOR_NOT_VALID", this.binding.indicator, cells, start);
    const breakdown = this.#find.breakdown(cells);
    if ("rule" in breakdown) return breakdown;
    return { indicator, area, breakdown, frequency: period.frequency, start, end };
  }

  #shapeFault(cells: Cells): Fault | null {
    const { width } = this.binding;
    if (cells.length === width) return null;
    if (cells.length > width && cells.slice(width).every((cell) => cell.trim() === "")) return null;
    return fault("COLUMN_COUNT", null, null, `the row has ${cells.length} cells, the header ${width}`);
  }

  #closed(rule: "AREA_NOT_VALID" | "INDICATOR_NOT_VALID", source: Source, cells: Cells, start: LocalDate): Fault {
    const cell = cellOf(source, cells);
    return fault(rule, source.name, cell, `${shown(cell)} was not valid any more on ${start}, when the period begins`);
  }

  /** Rules about cells that are right by themselves. */
  #combinationFault(
    cells: Cells,
    indicator: IndicatorEntry,
    breakdown: BreakdownEntry,
    unit: UnitEntry | null,
    value: string | null,
  ): Fault | null {
    if (unit !== null && indicator.unit !== null && unit !== indicator.unit) return this.#unitFault(cells, indicator);
    if (value !== null && outside(value, indicator)) return this.#rangeFault(cells, indicator);
    if (this.spec.create.includes("dimensions")) return null;
    const strange = breakdown.parts.find(({ dimension }) => !indicator.dimensions.has(dimension.code));
    return strange ? this.#breakdownFault(cells, indicator, strange.dimension.code) : null;
  }

  #unitFault(cells: Cells, indicator: IndicatorEntry): Fault {
    const { name } = this.binding.unit!;
    const cell = cellOf(this.binding.unit!, cells);
    return fault("UNIT_MISMATCH", name, cell, `${indicator.code} is measured in ${indicator.unit!.code}`);
  }

  #rangeFault(cells: Cells, { code, minimum, maximum }: IndicatorEntry): Fault {
    const range = `${minimum ?? "anything"} to ${maximum ?? "anything"}`;
    const { value } = this.binding;
    return fault("VALUE_RANGE", value.name, cellOf(value, cells), `values of ${code} go from ${range}`);
  }

  #breakdownFault(cells: Cells, indicator: IndicatorEntry, dimension: string): Fault {
    const { source } = this.binding.breakdowns.find((each) => each.dimension === dimension)!;
    const message = `${indicator.code} is not broken down by ${dimension}`;
    return fault("UNKNOWN_BREAKDOWN", source.name, cellOf(source, cells), message);
  }

  #comment(cells: Cells): string | null {
    const { comment } = this.binding;
    return (comment && cellOf(comment, cells).normalize("NFC").trim()) || null;
  }

  /** What an accepted row tells of entries that are still to be created. */
  #note(
    cells: Cells,
    { indicator, area, frequency }: Place,
    unit: UnitEntry | null,
    start: LocalDate,
    value: string | null,
  ) {
    if (area.id === null) noteArea(area, start, () => this.#name("areaName", cells));
    if (unit !== null && unit.id === null) unit.name ??= this.#name("unitName", cells);
    if (indicator.id !== null) return;
    indicator.unit ??= unit;
    noteIndicator(indicator, { start, frequency, value }, () => this.#name("indicatorName", cells));
  }

  #name(role: "indicatorName" | "areaName" | "unitName", cells: Cells): string | null {
    const source = this.binding[role];
    return source && (owned(cellOf(source, cells).normalize("NFC").trim()) || null);
  }
}

function outside(value: string, { minimum, maximum }: IndicatorEntry): boolean {
  return (
    (minimum !== null && compareDecimal(value, minimum) < 0) || (maximum !== null && compareDecimal(value, maximum) > 0)
  );
}
