import { POOL, spread } from "./rows.js";

const UNITS = 8;
const FIRST_YEAR = 2014;
/** Three of the ten years, so that a page of 100 holds the groups of all 26 agencies. */
const STARTS = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => FIRST_YEAR + n);

/** The units of the most indicators. */
const COMMON_UNITS = `
  SELECT u.code FROM unit u JOIN indicator i ON i.unit_id = u.id GROUP BY u.code ORDER BY count(*) DESC, u.code LIMIT ${UNITS}`;

const plain = (groups) => groups.map(({ agency, year, value, count }) => [agency, year, value, count]);
const days = ({ from }) => [`${from}-01-01`, `${from + 2}-12-31`];

/** Averages, because indicators of all kinds are in one unit, and not all of them add up. */
export const q10 = {
  title: "average and count by agency and year: a unit's indicators in an area, three years",
  variants: async ({ client, areas }) => {
    const { rows } = await client.query(COMMON_UNITS);
    const all = rows.flatMap(({ code }) => areas.map((area) => ({ units: [code], areas: [area] })));
    return spread(all, POOL).map((variant, i) => ({ ...variant, from: STARTS[i % STARTS.length] }));
  },
  kho: {
    query: `query ($units: [String!]!, $areas: [String!]!, $from: Period!, $to: Period!) {
      aggregate(filter: { units: $units, areas: $areas, period: { from: $from, to: $to } }, groupBy: [AGENCY, YEAR], method: AVERAGE, first: 100) {
        nodes { agency { code } year value count } } }`,
    variables: ({ units, areas, from }) => ({ units, areas, from: `${from}`, to: `${from + 2}` }),
    rows: (data) => plain(data.aggregate.nodes.map((group) => ({ ...group, agency: group.agency.code }))),
  },
  postgraphile: {
    query: `query ($units: [String!]!, $areas: [String!]!, $first: Date!, $last: Date!) {
      benchAveragesByAgencyAndYearList(units: $units, areas: $areas, firstDay: $first, lastDay: $last) { agency year value count } }`,
    variables: ({ units, areas, from }) => {
      const [first, last] = days({ from });
      return { units, areas, first, last };
    },
    rows: (data) => plain(data.benchAveragesByAgencyAndYearList),
  },
  tutorial: {
    query: `query ($units: [String!]!, $areas: [String!]!, $first: String!, $last: String!) {
      averages(units: $units, areas: $areas, firstDay: $first, lastDay: $last) { agency year value count } }`,
    variables: ({ units, areas, from }) => {
      const [first, last] = days({ from });
      return { units, areas, first, last };
    },
    rows: (data) => plain(data.averages),
  },
  limit: { values: ({ units, areas, from }) => [units, areas, ...days({ from })], rows: plain },
  expected: {
    text: `
      SELECT ag.code, extract(year FROM o.period_start)::int, trim_scale(avg(o.value)), count(*)::int
      FROM observation o JOIN series s ON s.id = o.series_id JOIN indicator i ON i.id = s.indicator_id JOIN agency ag ON ag.id = i.agency_id
      JOIN unit u ON u.id = i.unit_id JOIN area a ON a.id = s.area_id
      WHERE u.code = ANY ($1) AND a.code = ANY ($2) AND o.period_start BETWEEN $3 AND $4
      GROUP BY 1, 2 ORDER BY 1, 2`,
    values: ({ units, areas, from }) => [units, areas, ...days({ from })],
  },
};
