import type { Catalogue, DemoIndicator } from "./catalogue.js";
import type { TableRows } from "./copy.js";
import { finder, orNull } from "./lookup.js";
import { isShare } from "./measure.js";

/** Not later than the first figure of the demo; since when an agency or an indicator really exists is not recorded. */
const VALID_FROM = "2010-01-01";

/** What is measured, where and by whom, in the order that foreign keys want. */
export function catalogueRows(catalogue: Catalogue): TableRows[] {
  return [
    areaRows(catalogue),
    agencyRows(catalogue),
    { table: "unit", rows: catalogue.units.map((unit) => ({ ...named(unit), ...symbols(unit) })) },
    treeRows("topic", catalogue.topics),
    { table: "dimension", rows: catalogue.dimensions.map(named) },
    dimensionCodeRows(catalogue),
    {
      table: "reporting_calendar",
      rows: catalogue.calendars.map((calendar) => ({ ...named(calendar), start_day: calendar.start_day })),
    },
    indicatorRows(catalogue),
    indicatorDimensionRows(catalogue),
  ];
}

interface Named {
  readonly id: number;
  readonly code: string;
  readonly name_vi: string;
  readonly name_en: string;
}

function named({ id, code, name_vi, name_en }: Named) {
  return { id, code, name_vi, name_en };
}

function symbols({ symbol_vi, symbol_en }: { readonly symbol_vi: string; readonly symbol_en: string }) {
  return { symbol_vi, symbol_en: orNull(symbol_en) };
}

function areaRows({ areas }: Catalogue): TableRows {
  const idOf = idsOf("areas", areas);
  const rows = areas.map((area) => ({
    ...named(area),
    level: area.level,
    kind: area.kind,
    parent_id: idOf(area.parent_code),
    valid_from: area.valid_from,
    valid_to: orNull(area.valid_to),
  }));
  return { table: "area", rows };
}

function agencyRows({ agencies }: Catalogue): TableRows {
  const rows = agencies.map((agency) => ({
    ...named(agency),
    abbreviation: orNull(agency.abbreviation),
    kind: agency.kind,
    remark_vi: orNull(agency.remark_vi),
    remark_en: orNull(agency.remark_en),
    valid_from: VALID_FROM,
  }));
  return { table: "agency", rows };
}

function treeRows(table: string, nodes: readonly (Named & { readonly parent_code: string })[]): TableRows {
  const idOf = idsOf(`${table}s`, nodes);
  return { table, rows: nodes.map((node) => ({ ...named(node), parent_id: idOf(node.parent_code) })) };
}

function dimensionCodeRows({ dimensions, dimensionCodes }: Catalogue): TableRows {
  const idOf = idsOf("dimensions", dimensions);
  const rows = dimensionCodes.map((code) => ({
    ...named(code),
    dimension_id: idOf(code.dimension),
    position: code.position,
  }));
  return { table: "dimension_code", rows };
}

function indicatorRows({ indicators, units, topics }: Catalogue): TableRows {
  const unitId = idsOf("units", units);
  const topicId = idsOf("topics", topics);
  const rows = indicators.map((indicator) => ({
    ...named(indicator),
    abbreviation: orNull(indicator.abbr),
    definition_vi: orNull(indicator.definition_vi),
    definition_en: orNull(indicator.definition_en),
    unit_id: unitId(indicator.unit),
    decimals: indicator.decimals,
    frequency: indicator.frequency,
    calendar_id: indicator.calendarId,
    direction: indicator.direction,
    aggregation: indicator.aggregation,
    agency_id: indicator.agencyId,
    topic_id: topicId(indicator.topic),
    access: "OPEN",
    ...validRange(indicator),
    valid_from: VALID_FROM,
  }));
  return { table: "indicator", rows };
}

/** Only shares have an end that no true figure can pass. */
function validRange(indicator: DemoIndicator) {
  return isShare(indicator) ? { minimum: 0, maximum: 100 } : { minimum: null, maximum: null };
}

function indicatorDimensionRows({ indicators, dimensions }: Catalogue): TableRows {
  const idOf = idsOf("dimensions", dimensions);
  const broken = indicators.filter(({ breakdown }) => breakdown !== "");
  const rows = broken.map(({ id, breakdown }) => ({ indicator_id: id, dimension_id: idOf(breakdown) }));
  return { table: "indicator_dimension", rows };
}

/** Null for an empty cell. */
function idsOf(file: string, rows: readonly Named[]): (code: string) => number | null {
  const find = finder(file, rows, ({ code }) => code);
  return (code) => (code === "" ? null : find(code).id);
}
