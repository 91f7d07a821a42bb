import type { ClientBase } from "pg";
import { seriesKey } from "../observation/series-key.js";
import { copyStaged, copyText } from "../publication/staged-rows.js";
import type { StagedSeries } from "./catalogue.entries.js";

const COLUMNS = ["ref", "key", "indicator_id", "area_id", "frequency", "breakdown", "rows", "earliest", "latest"];
const SERIES_PER_CHUNK = 2_000;

const FIND = `
  UPDATE staged_series ss SET series_id = s.id
  FROM series s
  WHERE ss.series_id IS NULL AND s.indicator_id = ss.indicator_id AND s.area_id = ss.area_id
    AND s.breakdown = ss.breakdown AND s.frequency = ss.frequency`;

const CREATE = `
  INSERT INTO series (key, indicator_id, area_id, frequency, breakdown, provenance)
  SELECT ss.key, ss.indicator_id, ss.area_id, ss.frequency, ss.breakdown, $2
  FROM staged_series ss
  WHERE ss.series_id IS NULL AND ($1 OR EXISTS (SELECT FROM staged_row r WHERE r.series_ref = ss.ref AND r.fault IS NULL))
  ORDER BY ss.ref`;

/** From a breakdown's text, SEX=F,URB=U, since codes hold neither of its marks. */
const BREAK_DOWN = `
  INSERT INTO series_breakdown (series_id, dimension_id, dimension_code_id)
  SELECT ss.series_id, d.id, dc.id
  FROM staged_series ss
  CROSS JOIN LATERAL string_to_table(ss.breakdown, ',') AS part
  JOIN dimension d ON d.code = split_part(part, '=', 1)
  JOIN dimension_code dc ON dc.dimension_id = d.id AND dc.code = substr(part, strpos(part, '=') + 1)
  WHERE ss.breakdown <> '_T'
  ON CONFLICT DO NOTHING`;

const LINK_DIMENSIONS = `
  INSERT INTO indicator_dimension (indicator_id, dimension_id)
  SELECT DISTINCT s.indicator_id, sb.dimension_id
  FROM staged_series ss JOIN series s ON s.id = ss.series_id JOIN series_breakdown sb ON sb.series_id = s.id
  ON CONFLICT DO NOTHING`;

/** Puts the series into their staging table, with the ids of those that exist. Their catalogue entries must exist. */
export async function stageSeries(client: ClientBase, series: readonly StagedSeries[]): Promise<void> {
  await copyStaged(client, "staged_series", COLUMNS, chunksOf(series));
  await client.query("ANALYZE staged_series");
  await findSeries(client);
}

/** Looks again for series that did not exist: another publication may have made them meanwhile. */
export async function findSeries(client: ClientBase): Promise<void> {
  await client.query(FIND);
}

interface NewSeries {
  /** Saves looking, where every staged series has a row that is taken. */
  readonly all: boolean;
  readonly provenance?: "DELIVERED" | "SAMPLE";
}

/** @returns how many there were to create */
export async function createSeries(client: ClientBase, { all, provenance = "DELIVERED" }: NewSeries): Promise<number> {
  const { rowCount } = await client.query(CREATE, [all, provenance]);
  if (!rowCount) return 0;
  await client.query(FIND);
  await client.query(BREAK_DOWN);
  await client.query(LINK_DIMENSIONS);
  return rowCount;
}

function* chunksOf(series: readonly StagedSeries[]): Generator<Buffer> {
  for (let i = 0; i < series.length; i += SERIES_PER_CHUNK)
    yield Buffer.from(
      series
        .slice(i, i + SERIES_PER_CHUNK)
        .map(lineOf)
        .join(""),
    );
}

function lineOf({ ref, indicator, area, breakdown, frequency, rows, earliest, latest }: StagedSeries): string {
  const key = seriesKey({ frequency, indicator: indicator.code, area: area.inKey, breakdown: breakdown.text });
  const texts = `${frequency}\t${copyText(breakdown.text)}`;
  return `${ref}\t${copyText(key)}\t${indicator.id}\t${area.id}\t${texts}\t${rows}\t${earliest}\t${latest}\n`;
}
