import { POOL, spread } from "./rows.js";

const plain = (i) => [[i.code, i.name, i.unit.code, i.agency.code, i.agency.name]];
const variables = (_variant, id) => ({ id });

export const q9 = {
  title: "one node by id, with unit and agency",
  isCatalogueOnly: true,
  variants: ({ codes, idOf }) => spread(codes, POOL).map((code) => ({ code, id: idOf.get(code) })),
  kho: {
    query: `query ($id: ID!) { node(id: $id) { ... on Indicator { code name unit { code } agency { code name } } } }`,
    cursor: async (ask, { code }) =>
      (await ask(`query ($code: String!) { indicator(code: $code) { id } }`, { code })).indicator.id,
    variables,
    rows: (data) => plain(data.node),
  },
  postgraphile: {
    query: `query ($id: ID!) { node(id: $id) { ... on Indicator { code name: nameVi unit: unitByUnitId { code } agency: agencyByAgencyId { code name: nameVi } } } }`,
    cursor: async (ask, { code }) =>
      (await ask(`query ($code: String!) { indicatorByCode(code: $code) { id } }`, { code })).indicatorByCode.id,
    variables,
    rows: (data) => plain(data.node),
  },
  tutorial: {
    query: `query ($id: ID!) { indicatorById(id: $id) { code name unit { code } agency { code name } } }`,
    variables: ({ id }) => ({ id: String(id) }),
    rows: (data) => plain(data.indicatorById),
  },
  limit: { values: ({ id }) => [id], rows: plain },
  expected: {
    text: `
      SELECT i.code, i.name_vi, u.code, ag.code, ag.name_vi
      FROM indicator i JOIN unit u ON u.id = i.unit_id JOIN agency ag ON ag.id = i.agency_id WHERE i.id = $1`,
    values: ({ id }) => [id],
  },
};
