import { EXPECTED_HUNDRED, hundreds, POSTGRAPHILE_HUNDRED, TUTORIAL_HUNDRED } from "./q4.js";
import { columnRows } from "./rows.js";

const under = (code, rows) => rows.map((row) => [code, ...row]);

/** PostGraphile and the tutorial stack have no columns: a front end asks them for the same data as in q4. */
export const q5 = {
  title: "100 indicators with 120 observations each as columns (lists of objects where there are none)",
  variants: hundreds,
  isLarge: true,
  kho: {
    query: `query ($codes: [String!]!) { timeSeries(indicators: $codes, last: 120) { series { key } starts values statuses } }`,
    variables: ({ codes }) => ({ codes }),
    rows: (data) => data.timeSeries.flatMap((one) => under(one.series.key.split(".")[1], columnRows(one))),
  },
  postgraphile: POSTGRAPHILE_HUNDRED,
  tutorial: TUTORIAL_HUNDRED,
  limit: {
    values: ({ after }) => [after],
    rows: (indicators) => indicators.flatMap((one) => under(one.code, columnRows(one))),
  },
  expected: EXPECTED_HUNDRED,
};
