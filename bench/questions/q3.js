import { observationRow, POOL, spread } from "./rows.js";

const plain = ({ code, name }, observations) => observations.map((o) => [code, name, ...observationRow(o)]);

export const q3 = {
  title: "one indicator with 120 observations as objects",
  variants: ({ codes }) => spread(codes, POOL).map((code) => ({ code })),
  kho: {
    query: `query ($code: String!) { indicator(code: $code) { code name timeline(last: 120) { points { period value status } } } }`,
    variables: ({ code }) => ({ code }),
    rows: ({ indicator }) => plain(indicator, indicator.timeline.points),
  },
  postgraphile: {
    query: `query ($code: String!, $province: Int!) { indicator: indicatorByCode(code: $code) { code name: nameVi
      seriesByIndicatorIdList(condition: { areaId: $province, breakdown: "_T" }) {
        observationsList(orderBy: PERIOD_START_ASC) { periodStart value status } } } }`,
    variables: ({ code, provinceId }) => ({ code, province: provinceId }),
    rows: ({ indicator }) => plain(indicator, indicator.seriesByIndicatorIdList[0].observationsList),
  },
  tutorial: {
    query: `query ($code: String!) { indicator(code: $code) { code name observations(last: 120) { periodStart value status } } }`,
    variables: ({ code }) => ({ code }),
    rows: ({ indicator }) => plain(indicator, indicator.observations),
  },
  limit: { values: ({ code }) => [code], rows: (indicator) => plain(indicator, indicator.observations) },
  expected: {
    text: `
      SELECT i.code, i.name_vi, o.period_start, o.value, o.status
      FROM indicator i JOIN series s ON s.indicator_id = i.id JOIN area a ON a.id = s.area_id JOIN observation o ON o.series_id = s.id
      WHERE i.code = $1 AND a.code = '77' ORDER BY o.period_start`,
    values: ({ code }) => [code],
  },
};
