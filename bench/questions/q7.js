import { letterOf, POOL, spread } from "./rows.js";

/** Rows before page 20. */
const BEFORE = 19 * 20;

const SELECTED = `
  FROM observation o JOIN series s ON s.id = o.series_id JOIN indicator i ON i.id = s.indicator_id JOIN area a ON a.id = s.area_id
  WHERE i.code = ANY ($1) AND a.code = ANY ($2) AND o.status = ANY ($3::bpchar[])
  ORDER BY o.period_start DESC, o.series_id DESC`;

const LETTERS = ["A", "P"];

async function khoCursor(ask, { indicators, areas }) {
  let after = null;
  for (let left = BEFORE; left > 0; left -= 100) {
    const page = await ask(
      `query ($indicators: [String!]!, $areas: [String!]!, $first: Int!, $after: String) {
        observations(filter: { indicators: $indicators, areas: $areas, statuses: [NORMAL, PROVISIONAL] }, orderBy: { field: PERIOD, direction: DESC },
          first: $first, after: $after) { pageInfo { endCursor } } }`,
      { indicators, areas, first: Math.min(100, left), after },
    );
    after = page.observations.pageInfo.endCursor;
  }
  return after;
}

const page = (nodes, hasNextPage) => [...nodes, [hasNextPage]];

export const q7 = {
  title: "page 20 of observations: three indicators in nine areas, two statuses, newest first, 20 a page, by cursor",
  /** The row before the page is looked up once, for the limit's keyset. */
  variants: async ({ codes, areas, client }) => {
    const variants = spread(codes.map((_, i) => i).slice(0, -2), POOL).map((i) => ({
      indicators: [codes[i], codes[i + 1], codes[i + 2]],
      areas,
    }));
    for (const variant of variants) {
      const { rows } = await client.query(
        `SELECT o.period_start, o.series_id ${SELECTED} OFFSET ${BEFORE - 1} LIMIT 1`,
        [variant.indicators, areas, LETTERS],
      );
      Object.assign(variant, { day: rows[0].period_start, series: rows[0].series_id });
    }
    return variants;
  },
  kho: {
    query: `query ($indicators: [String!]!, $areas: [String!]!, $after: String!) {
      observations(filter: { indicators: $indicators, areas: $areas, statuses: [NORMAL, PROVISIONAL] }, orderBy: { field: PERIOD, direction: DESC },
        first: 20, after: $after) { nodes { period { start } value status indicator { code } area { code } } pageInfo { hasNextPage endCursor } } }`,
    cursor: khoCursor,
    variables: ({ indicators, areas }, after) => ({ indicators, areas, after }),
    rows: ({ observations: { nodes, pageInfo } }) =>
      page(
        nodes.map((o) => [o.period.start, o.value, letterOf(o.status), o.indicator.code, o.area.code]),
        pageInfo.hasNextPage,
      ),
  },
  postgraphile: {
    query: `query ($indicators: [String!]!, $areas: [String!]!, $after: Cursor!) {
      benchObservationsOf(indicators: $indicators, areas: $areas, statuses: ["A", "P"], orderBy: [PERIOD_START_DESC, SERIES_ID_DESC], first: 20, after: $after) {
        nodes { periodStart value status series { indicatorByIndicatorId { code } areaByAreaId { code } } } pageInfo { hasNextPage endCursor } } }`,
    cursor: async (ask, { indicators, areas }) =>
      (
        await ask(
          `query ($indicators: [String!]!, $areas: [String!]!, $first: Int!) {
          benchObservationsOf(indicators: $indicators, areas: $areas, statuses: ["A", "P"], orderBy: [PERIOD_START_DESC, SERIES_ID_DESC], first: $first) {
            pageInfo { endCursor } } }`,
          { indicators, areas, first: BEFORE },
        )
      ).benchObservationsOf.pageInfo.endCursor,
    variables: ({ indicators, areas }, after) => ({ indicators, areas, after }),
    rows: ({ benchObservationsOf: { nodes, pageInfo } }) =>
      page(
        nodes.map((o) => [
          o.periodStart,
          o.value,
          o.status,
          o.series.indicatorByIndicatorId.code,
          o.series.areaByAreaId.code,
        ]),
        pageInfo.hasNextPage,
      ),
  },
  tutorial: {
    query: `query ($filter: ObservationFilter!, $after: String!) { observations(filter: $filter, first: 20, after: $after) {
      nodes { periodStart value status series { indicator { code } area { code } } } hasNextPage endCursor } }`,
    cursor: async (ask, { indicators, areas }) =>
      (
        await ask(
          `query ($filter: ObservationFilter!, $first: Int!) { observations(filter: $filter, first: $first) { endCursor } }`,
          {
            filter: { indicators, areas, statuses: LETTERS },
            first: BEFORE,
          },
        )
      ).observations.endCursor,
    variables: ({ indicators, areas }, after) => ({ filter: { indicators, areas, statuses: LETTERS }, after }),
    rows: ({ observations: { nodes, hasNextPage } }) =>
      page(
        nodes.map((o) => [o.periodStart, o.value, o.status, o.series.indicator.code, o.series.area.code]),
        hasNextPage,
      ),
  },
  limit: {
    values: ({ indicators, areas, day, series }) => [indicators, areas, LETTERS, day, series],
    rows: (nodes, { hasNextPage }) =>
      page(
        nodes.map((o) => [o.periodStart, o.value, o.status, o.indicator.code, o.area.code]),
        hasNextPage,
      ),
  },
  expected: {
    text: `SELECT o.period_start, o.value, o.status, i.code, a.code ${SELECTED} OFFSET ${BEFORE} LIMIT 20`,
    values: ({ indicators, areas }) => [indicators, areas, LETTERS],
    // A series has 120 months, so a page 21 is there for every variant.
    then: (rows) => page(rows, true),
  },
};
