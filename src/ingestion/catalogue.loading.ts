import type { ClientBase, QueryResultRow } from "pg";
import { areaInKey } from "../observation/series-key.js";
import type { LocalDate } from "../shared/local-date.js";
import type { AreaEntry, DimensionEntry, IndicatorEntry, UnitEntry } from "./catalogue.entries.js";

/** The catalogue of the warehouse by code. Several areas may bear one code, one after the other: oldest first. */
export interface Catalogue {
  readonly indicators: Map<string, IndicatorEntry>;
  readonly areas: Map<string, AreaEntry[]>;
  readonly units: Map<string, UnitEntry>;
  readonly dimensions: Map<string, DimensionEntry>;
}

interface IndicatorRow {
  id: number;
  code: string;
  unit: string;
  startDay: number;
  minimum: string | null;
  maximum: string | null;
  validTo: LocalDate | null;
  dimensions: string[];
}

export async function loadCatalogue(client: ClientBase): Promise<Catalogue> {
  const units = await loadUnits(client);
  const areas = await loadAreas(client);
  const dimensions = await loadDimensions(client);
  const indicators = await loadIndicators(client, units);
  return { indicators, areas, units, dimensions };
}

async function loadUnits(client: ClientBase): Promise<Map<string, UnitEntry>> {
  const rows = await rowsOf<{ id: number; code: string }>(client, `SELECT u.id, u.code FROM unit u`);
  return new Map(rows.map(({ id, code }) => [code, { id, code, name: null }]));
}

async function loadIndicators(
  client: ClientBase,
  units: ReadonlyMap<string, UnitEntry>,
): Promise<Map<string, IndicatorEntry>> {
  const rows = await rowsOf<IndicatorRow>(
    client,
    `SELECT i.id, i.code, u.code AS "unit", c.start_day AS "startDay", i.minimum, i.maximum, i.valid_to::text AS "validTo",
       ARRAY(SELECT d.code FROM indicator_dimension x JOIN dimension d ON d.id = x.dimension_id
             WHERE x.indicator_id = i.id) AS "dimensions"
     FROM indicator i JOIN unit u ON u.id = i.unit_id JOIN reporting_calendar c ON c.id = i.calendar_id`,
  );
  const entries = rows.map(({ unit, dimensions, ...row }): IndicatorEntry => {
    return { ...row, unit: units.get(unit)!, dimensions: new Set(dimensions), sight: null };
  });
  return new Map(entries.map((entry) => [entry.code, entry]));
}

async function loadAreas(client: ClientBase): Promise<Map<string, AreaEntry[]>> {
  const rows = await rowsOf<{ id: number; code: string; validFrom: LocalDate; validTo: LocalDate | null }>(
    client,
    `SELECT a.id, a.code, a.valid_from::text AS "validFrom", a.valid_to::text AS "validTo"
     FROM area a ORDER BY a.code, a.valid_from`,
  );
  return Map.groupBy(
    rows.map((row, i) => {
      const reused = rows[i - 1]?.code === row.code;
      return { ...row, inKey: areaInKey(row.code, reused ? row.validFrom : null), sight: null };
    }),
    ({ code }) => code,
  );
}

async function loadDimensions(client: ClientBase): Promise<Map<string, DimensionEntry>> {
  const dimensions = await rowsOf<{ id: number; code: string }>(client, `SELECT d.id, d.code FROM dimension d`);
  const codes = await rowsOf<{ id: number; code: string; dimensionId: number }>(
    client,
    `SELECT c.id, c.code, c.dimension_id AS "dimensionId" FROM dimension_code c`,
  );
  const codesOf = Map.groupBy(codes, ({ dimensionId }) => dimensionId);
  return new Map(
    dimensions.map(({ id, code }) => {
      const own = codesOf.get(id) ?? [];
      return [code, { id, code, codes: new Map(own.map((each) => [each.code, { id: each.id, code: each.code }])) }];
    }),
  );
}

async function rowsOf<Row extends QueryResultRow>(client: ClientBase, text: string): Promise<Row[]> {
  return (await client.query<Row>(text)).rows;
}
