import { latestOf, observationRow } from "./rows.js";

const plain = (agencies) =>
  agencies.flatMap((agency) =>
    agency.indicators.map(({ code, name, latest }) => [agency.code, code, name, ...observationRow(latest)]),
  );

/** Below their agencies, for everybody: a page of Kho holds at most 100, and so all 841 come in one answer. */
export const q6 = {
  title: "841 indicators with latest observation",
  variants: () => [{}],
  kho: {
    query: `{ agencies(first: 100) { nodes { code name indicators(first: 100) { nodes { code name latest { period { start } value status } } } } } }`,
    rows: (data) => plain(data.agencies.nodes.map((agency) => ({ ...agency, indicators: agency.indicators.nodes }))),
  },
  postgraphile: {
    query: `query ($province: Int!) { allAgenciesList(orderBy: CODE_ASC) { code name: nameVi
      indicators: indicatorsByAgencyIdList(orderBy: CODE_ASC) { code name: nameVi
        seriesByIndicatorIdList(condition: { areaId: $province, breakdown: "_T" }) { latestStart lastValue lastStatus } } } }`,
    variables: ({ provinceId }) => ({ province: provinceId }),
    rows: (data) =>
      plain(
        data.allAgenciesList.map((agency) => ({
          ...agency,
          indicators: agency.indicators.map((i) => ({ ...i, latest: latestOf(i.seriesByIndicatorIdList[0]) })),
        })),
      ),
  },
  tutorial: {
    query: `{ agencies { code name indicators { code name latest { periodStart value status } } } }`,
    rows: (data) => plain(data.agencies),
  },
  limit: { values: () => [], rows: plain },
  expected: {
    text: `
      SELECT ag.code, i.code, i.name_vi, o.period_start, o.value, o.status
      FROM agency ag JOIN indicator i ON i.agency_id = ag.id
      JOIN LATERAL (
        SELECT o.* FROM observation o JOIN series s ON s.id = o.series_id JOIN area a ON a.id = s.area_id
        WHERE s.indicator_id = i.id AND a.code = '77' AND o.value IS NOT NULL ORDER BY o.period_start DESC LIMIT 1) o ON TRUE
      ORDER BY ag.code, i.code`,
    values: () => [],
  },
};
