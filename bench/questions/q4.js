import { observationRow, POOL, spread } from "./rows.js";

const plain = ({ code }, observations) => observations.map((o) => [code, ...observationRow(o)]);

/** Pages of 100 that are all full: the code before the first row, and how many rows lie before it. */
export function hundreds({ codes }) {
  const offsets = spread(
    codes.slice(1, -100).map((_, i) => i + 1),
    POOL,
  );
  return offsets.map((offset) => ({ offset, after: codes[offset - 1], codes: codes.slice(offset, offset + 100) }));
}

export const EXPECTED_HUNDRED = {
  text: `
    SELECT i.code, o.period_start, o.value, o.status
    FROM indicator i JOIN series s ON s.indicator_id = i.id JOIN area a ON a.id = s.area_id JOIN observation o ON o.series_id = s.id
    WHERE i.code = ANY ($1) AND a.code = '77' ORDER BY i.code, o.period_start`,
  values: ({ codes }) => [codes],
};

export const POSTGRAPHILE_HUNDRED = {
  query: `query ($offset: Int!, $province: Int!) { allIndicatorsList(orderBy: CODE_ASC, first: 100, offset: $offset) { code
    seriesByIndicatorIdList(condition: { areaId: $province, breakdown: "_T" }) {
      observationsList(orderBy: PERIOD_START_ASC) { periodStart value status } } } }`,
  variables: ({ offset, provinceId }) => ({ offset, province: provinceId }),
  rows: (data) => data.allIndicatorsList.flatMap((i) => plain(i, i.seriesByIndicatorIdList[0].observationsList)),
};

export const TUTORIAL_HUNDRED = {
  query: `query ($after: String!) { indicators(first: 100, after: $after) { code observations(last: 120) { periodStart value status } } }`,
  variables: ({ after }) => ({ after }),
  rows: (data) => data.indicators.flatMap((i) => plain(i, i.observations)),
};

export const q4 = {
  title: "100 indicators with 120 observations each as objects",
  variants: hundreds,
  isLarge: true,
  kho: {
    query: `query ($after: String!) { indicators(first: 100, after: $after) { nodes { code timeline(last: 120) { points { period value status } } } } }`,
    cursor: async (ask, { after }) =>
      (
        await ask(`query ($codes: [String!]!) { indicators(filter: { codes: $codes }) { pageInfo { endCursor } } }`, {
          codes: [after],
        })
      ).indicators.pageInfo.endCursor,
    variables: (_variant, cursor) => ({ after: cursor }),
    rows: (data) => data.indicators.nodes.flatMap((i) => plain(i, i.timeline.points)),
  },
  postgraphile: POSTGRAPHILE_HUNDRED,
  tutorial: TUTORIAL_HUNDRED,
  limit: { values: ({ after }) => [after], rows: (indicators) => indicators.flatMap((i) => plain(i, i.observations)) },
  expected: EXPECTED_HUNDRED,
};
