import { latestOf, observationRow } from "./rows.js";

const row = (target, indicator, latest, agency) => [
  target.code,
  target.name ?? target.nameVi,
  target.value,
  target.dueDate,
  indicator?.code ?? null,
  indicator?.name ?? indicator?.nameVi ?? null,
  ...observationRow(latest),
  agency?.code ?? null,
  agency?.name ?? agency?.nameVi ?? null,
];
const plain = (targets) => targets.map((t) => row(t, t.indicator, t.indicator?.latest, t.agency));

export const q1 = {
  title: "39 targets with indicator, agency, latest observation",
  variants: () => [{}],
  kho: {
    query: `{ targets(first: 100) { nodes { code name value dueDate agency { code name }
      indicator { code name latest { period { start } value status } } } } }`,
    rows: (data) => plain(data.targets.nodes),
  },
  postgraphile: {
    query: `query ($province: Int!) { allTargetsList(orderBy: CODE_ASC) { code nameVi value dueDate agencyByAgencyId { code nameVi }
      indicatorByIndicatorId { code nameVi
        seriesByIndicatorIdList(condition: { areaId: $province, breakdown: "_T" }) { latestStart lastValue lastStatus } } } }`,
    variables: ({ provinceId }) => ({ province: provinceId }),
    rows: (data) =>
      data.allTargetsList.map((t) => {
        const indicator = t.indicatorByIndicatorId;
        return row(t, indicator, latestOf(indicator?.seriesByIndicatorIdList[0]), t.agencyByAgencyId);
      }),
  },
  tutorial: {
    query: `{ targets { code name value dueDate agency { code name } indicator { code name latest { periodStart value status } } } }`,
    rows: (data) => plain(data.targets),
  },
  limit: { values: () => [], rows: plain },
  expected: {
    text: `
      SELECT t.code, t.name_vi, t.value, t.due_date, i.code, i.name_vi, o.period_start, o.value, o.status, ag.code, ag.name_vi
      FROM target t JOIN indicator i ON i.id = t.indicator_id JOIN agency ag ON ag.id = t.agency_id
      JOIN LATERAL (
        SELECT o.* FROM observation o JOIN series s ON s.id = o.series_id JOIN area a ON a.id = s.area_id
        WHERE s.indicator_id = i.id AND a.code = '77' AND o.value IS NOT NULL ORDER BY o.period_start DESC LIMIT 1) o ON TRUE
      ORDER BY t.code`,
    values: () => [],
  },
};
