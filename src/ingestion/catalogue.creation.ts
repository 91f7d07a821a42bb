import type { ClientBase } from "pg";
import type { LocalDate } from "../shared/local-date.js";
import type { AreaEntry, DimensionEntry, IndicatorEntry, StagedSeries, UnitEntry } from "./catalogue.entries.js";
import { findSurroundings } from "./catalogue.surroundings.js";
import type { Surroundings } from "./catalogue.surroundings.js";
import type { EntryName, ImportSpec } from "./import.spec.js";

/** How many entries an import has added to the catalogue. */
export interface CreatedEntries {
  readonly indicators: number;
  readonly areas: number;
  readonly units: number;
  readonly dimensions: number;
  readonly dimensionCodes: number;
  readonly agencies: number;
}

type Row = Readonly<Record<string, unknown>>;
interface Fresh {
  readonly indicators: readonly IndicatorEntry[];
  readonly areas: readonly AreaEntry[];
  readonly units: readonly UnitEntry[];
  readonly dimensions: readonly DimensionEntry[];
}

/**
 * Creates what these series need and the warehouse lacks, and gives the entries their ids.
 * @throws AppError BAD_USER_INPUT that names everything which the file does not tell and the map must
 */
export async function createEntries(
  client: ClientBase,
  series: readonly StagedSeries[],
  spec: ImportSpec,
  calendarId: number | null,
): Promise<CreatedEntries> {
  const fresh = freshEntries(series);
  const around = await findSurroundings(client, spec, calendarId, {
    indicators: fresh.indicators.map(({ code }) => code),
    unitless: fresh.indicators.filter(({ unit }) => unit === null).map(({ code }) => code),
    areas: fresh.areas.map(({ code }) => code),
  });
  await insert(client, "unit", fresh.units, (unit) => unitRow(unit, spec));
  await insert(client, "area", fresh.areas, (area) => areaRow(area, spec, around));
  await insert(client, "indicator", fresh.indicators, (indicator) => indicatorRow(indicator, spec, around));
  await insert(client, "dimension", fresh.dimensions, ({ code }) => named(code, spec.names.dimensions[code]));
  const dimensionCodes = await createCodes(client, series, spec);
  return {
    indicators: fresh.indicators.length,
    areas: fresh.areas.length,
    units: fresh.units.length,
    dimensions: fresh.dimensions.length,
    dimensionCodes,
    agencies: around.agencyCreated ? 1 : 0,
  };
}

function freshEntries(series: readonly StagedSeries[]): Fresh {
  const indicators = withoutId(series.map(({ indicator }) => indicator));
  return {
    indicators,
    areas: withoutId(series.map(({ area }) => area)),
    units: withoutId(indicators.map(({ unit }) => unit).filter((unit) => unit !== null)),
    dimensions: withoutId(series.flatMap(({ breakdown }) => breakdown.parts.map(({ dimension }) => dimension))),
  };
}

function withoutId<Entry extends { id: number | null }>(entries: readonly Entry[]): Entry[] {
  return [...new Set(entries)].filter(({ id }) => id === null);
}

async function createCodes(client: ClientBase, series: readonly StagedSeries[], spec: ImportSpec): Promise<number> {
  const parts = series.flatMap(({ breakdown }) => breakdown.parts);
  let count = 0;
  for (const [dimension, own] of Map.groupBy(parts, (part) => part.dimension)) {
    const codes = withoutId(own.map(({ code }) => code));
    const names = spec.names.breakdowns[dimension.code] ?? {};
    const before = dimension.codes.size - [...dimension.codes.values()].filter(({ id }) => id === null).length;
    await insert(client, "dimension_code", codes, ({ code }, i) => {
      return { ...named(code, names[code]), dimension_id: dimension.id, position: Math.min(before + i + 1, 32_767) };
    });
    count += codes.length;
  }
  return count;
}

function unitRow({ code, name }: UnitEntry, { names }: ImportSpec): Row {
  const given = names.units[code];
  const row = named(code, given, name);
  return { ...row, symbol_vi: given?.symbolVi ?? row.name_vi, symbol_en: given?.symbolEn ?? row.name_en };
}

function areaRow(
  { code, sight }: AreaEntry,
  { names, newAreas }: ImportSpec,
  { areaLevel, parentId }: Surroundings,
): Row {
  return {
    ...named(code, names.areas[code], sight?.name),
    level: areaLevel,
    kind: newAreas.kind,
    parent_id: parentId,
    valid_from: validFrom(newAreas.validFrom, sight?.earliest),
  };
}

function indicatorRow(
  { code, unit, sight }: IndicatorEntry,
  { names, newIndicators }: ImportSpec,
  { agencyId, calendarId, topicId }: Surroundings,
): Row {
  const { frequency, decimals, deliveryDays, direction, aggregation, access } = newIndicators;
  return {
    ...named(code, names.indicators[code], sight?.name),
    unit_id: unit!.id,
    decimals: decimals ?? sight!.decimals,
    frequency: frequency ?? sight!.frequency,
    calendar_id: calendarId,
    delivery_days: deliveryDays ?? null,
    direction,
    aggregation,
    access,
    agency_id: agencyId,
    topic_id: topicId,
    valid_from: validFrom(newIndicators.validFrom, sight?.earliest),
  };
}

/** "Not later than": the earliest period that the file has. */
function validFrom(given: LocalDate | undefined, earliest: LocalDate | undefined): LocalDate {
  return given ?? earliest ?? "0001-01-01";
}

/** A name from the map, else from the file's name column, else the code itself. */
function named(code: string, given: Partial<EntryName> | undefined, name?: string | null) {
  return { code, name_vi: given?.vi ?? name ?? code, name_en: given?.en ?? null };
}

async function insert<Entry extends { id: number | null; readonly code: string }>(
  client: ClientBase,
  table: "unit" | "area" | "indicator" | "dimension" | "dimension_code",
  entries: readonly Entry[],
  rowOf: (entry: Entry, index: number) => Row,
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(rowOf);
  const columns = Object.keys(rows[0]!).join(", ");
  const { rows: created } = await client.query<{ id: number; code: string }>(
    `INSERT INTO ${table} (${columns})
     SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) RETURNING id, code`,
    [JSON.stringify(rows)],
  );
  const ids = new Map(created.map(({ id, code }) => [code, id]));
  for (const entry of entries) entry.id = ids.get(entry.code)!;
}
