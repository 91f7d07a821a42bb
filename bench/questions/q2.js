const plain = (agencies) =>
  agencies.flatMap((agency) =>
    agency.indicators.map(({ code, name, targets }) => [
      agency.code,
      agency.name,
      code,
      name,
      targets.map((t) => `${t.code} ${t.name}`).join(),
    ]),
  );

export const q2 = {
  title: "26 agencies with 841 indicators and their targets",
  isCatalogueOnly: true,
  variants: () => [{}],
  kho: {
    query: `{ agencies(first: 100) { nodes { code name indicators(first: 100) { nodes { code name targets { nodes { code name } } } } } } }`,
    rows: (data) =>
      plain(
        data.agencies.nodes.map((agency) => ({
          ...agency,
          indicators: agency.indicators.nodes.map((indicator) => ({ ...indicator, targets: indicator.targets.nodes })),
        })),
      ),
  },
  postgraphile: {
    query: `{ allAgenciesList(orderBy: CODE_ASC) { code name: nameVi
      indicators: indicatorsByAgencyIdList(orderBy: CODE_ASC) { code name: nameVi
        targets: targetsByIndicatorIdList(orderBy: CODE_ASC) { code name: nameVi } } } }`,
    rows: (data) => plain(data.allAgenciesList),
  },
  tutorial: {
    query: `{ agencies { code name indicators { code name targets { code name } } } }`,
    rows: (data) => plain(data.agencies),
  },
  limit: { values: () => [], rows: plain },
  expected: {
    text: `
      SELECT ag.code, ag.name_vi, i.code, i.name_vi, coalesce(string_agg(t.code || ' ' || t.name_vi, ',' ORDER BY t.code), '')
      FROM agency ag JOIN indicator i ON i.agency_id = ag.id LEFT JOIN target t ON t.indicator_id = i.id
      GROUP BY ag.id, i.id ORDER BY ag.code, i.code`,
    values: () => [],
  },
};
