import pg from "pg";

/** Rows of one statement, beside the API. */
export async function sqlOn<Row extends object>(
  connectionString: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** Observations of a series as SQL: `[start, end, value, status]`, all in the first publication. */
export type Point = readonly [start: string, end: string, value: string | null, status: string];

/** A series of an indicator that is there, in an area that is there, with the coverage that publishing would keep. */
export async function insertSeries(
  url: string,
  series: { readonly key: string; readonly indicator: string; readonly area?: string; readonly breakdown?: string },
  points: readonly Point[],
): Promise<void> {
  const { key, indicator, area = "77", breakdown = "_T" } = series;
  const inserted = await sqlOn<{ id: number }>(
    url,
    `INSERT INTO series (key, indicator_id, area_id, frequency, breakdown, provenance)
     SELECT $1, i.id, a.id, left($1, 1), $4, 'DELIVERED' FROM indicator i, area a
     WHERE i.code = $2 AND a.code = $3 AND a.valid_to IS NULL RETURNING id`,
    [key, indicator, area, breakdown],
  );
  const column = (i: 0 | 1 | 2 | 3) => points.map((point) => point[i]);
  await sqlOn(
    url,
    `INSERT INTO observation (series_id, period_start, period_end, publication_id, value, status)
     SELECT $1, p.period_start, p.period_end, 1, p.value, p.status
     FROM unnest($2::date[], $3::date[], $4::numeric[], $5::bpchar[]) AS p (period_start, period_end, value, status)`,
    [inserted[0]!.id, column(0), column(1), column(2), column(3)],
  );
  await sqlOn(
    url,
    `UPDATE series s SET observation_count = c.n, first_period_start = c.first, last_period_start = c.last,
       last_period_end = c.last_end, latest_start = c.latest,
       (latest_end, last_value, last_status) = (
         SELECT o.period_end, o.value, o.status FROM observation o WHERE o.series_id = s.id AND o.period_start = c.latest)
     FROM (SELECT count(*) AS n, min(period_start) AS first, max(period_start) AS last, max(period_end) AS last_end,
       max(period_start) FILTER (WHERE value IS NOT NULL) AS latest FROM observation WHERE series_id = $1) AS c
     WHERE s.id = $1`,
    [inserted[0]!.id],
  );
}

/** An indicator like TT007 of the demo (yearly, calendar years, open, two decimals), but for what is given. */
export async function insertIndicator(
  url: string,
  code: string,
  given: Readonly<Record<string, string | number | null>> = {},
): Promise<void> {
  const columns = { code, name_vi: `Chỉ tiêu ${code}`, name_en: null, abbreviation: null, decimals: 2, ...given };
  const names = Object.keys(columns);
  const like = [
    "unit_id",
    "frequency",
    "calendar_id",
    "direction",
    "aggregation",
    "agency_id",
    "topic_id",
    "access",
    "valid_from",
  ];
  const copied = like.filter((name) => !names.includes(name));
  await sqlOn(
    url,
    `INSERT INTO indicator (${[...names, ...copied].join(", ")})
     SELECT ${[...names.map((_, i) => `$${i + 1}`), ...copied].join(", ")} FROM indicator WHERE code = 'TT007'`,
    Object.values(columns),
  );
}
