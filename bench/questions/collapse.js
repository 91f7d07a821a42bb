import { columnRows, POOL } from "./rows.js";

const under = (key, rows) => rows.map((row) => [key, ...row]);

/** A month with a value on most of its days, whose worst status stands for it, and its sum. */
export const MONTHS_OF_DAYS = `
  SELECT d.month, CASE WHEN d.count >= 0.8 * d.days THEN d.total END AS value,
    CASE WHEN d.count >= 0.8 * d.days THEN substr('APE', d.rank, 1) ELSE 'O' END AS status
  FROM (
    SELECT date_trunc('month', o.period_start::timestamp)::date AS month, sum(o.value) AS total, count(o.value) AS count,
      date_part('day', date_trunc('month', max(o.period_start)::timestamp) + interval '1 month - 1 day')::int AS days,
      max(CASE o.status WHEN 'E' THEN 3 WHEN 'P' THEN 2 WHEN 'A' THEN 1 END) AS rank
    FROM observation o WHERE o.series_id = s.id GROUP BY 1) AS d`;

/** Nobody but Kho and the hand-written limit can say it: the others have no field that combines periods. */
export const collapse = {
  title: "100 daily series of ten years as months",
  isLarge: true,
  isLong: true,
  // An answer takes two cores most of a second. Kho lets nobody wait for his turn longer than 2.5 s, but says 503 with Retry-After.
  mostConnections: 10,
  variants: async ({ client }) => {
    const { rows } = await client.query("SELECT key FROM series WHERE frequency = 'D' ORDER BY key");
    return Array.from({ length: POOL }, (_, i) => ({ keys: rows.slice(i, i + 100).map(({ key }) => key) }));
  },
  kho: {
    query: `query ($keys: [String!]!) { series(filter: { keys: $keys }, first: 100) { nodes { key
      timeline(collapse: { frequency: MONTHLY, minCoverage: "0.8" }) { starts values statuses } } } }`,
    variables: ({ keys }) => ({ keys }),
    rows: (data) => data.series.nodes.flatMap(({ key, timeline }) => under(key, columnRows(timeline))),
  },
  limit: {
    values: ({ keys }) => [keys],
    rows: (series) => series.flatMap((one) => under(one.key, columnRows(one))),
  },
  expected: {
    text: `
      SELECT s.key, m.month, m.value, m.status FROM series s CROSS JOIN LATERAL (${MONTHS_OF_DAYS}) AS m
      WHERE s.key = ANY ($1) ORDER BY s.key, m.month`,
    values: ({ keys }) => [keys],
  },
};
