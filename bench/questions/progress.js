import { STANDINGS } from "./standings-sql.js";

/** The middle and the end of each month of the plan's year. */
export const DAYS = Array.from({ length: 24 }, (_, i) => {
  const month = (i >> 1) + 1;
  const day = i % 2 ? new Date(Date.UTC(2023, month, 0)).getUTCDate() : 15;
  return `2023-${String(month).padStart(2, "0")}-${day}`;
});

const plain = (targets) =>
  targets.map(({ code, progress: p, indicator, agency }) => [
    code,
    p.status,
    p.actualValue,
    p.measuredUntil,
    p.expected,
    p.achievement,
    indicator?.code ?? null,
    indicator?.name ?? null,
    agency?.code ?? null,
    agency?.name ?? null,
  ]);

/** Nobody but Kho and the hand-written limit can say it: the others have no field that stands for a rule. */
export const progress = {
  title: "39 targets with progress, indicator, agency",
  variants: () => DAYS.map((on) => ({ on })),
  kho: {
    query: `query ($on: LocalDate!) { targets(first: 100) { nodes { code progress(on: $on) { status actualValue measuredUntil expected achievement }
      indicator { code name } agency { code name } } } }`,
    variables: ({ on }) => ({ on }),
    rows: (data) => plain(data.targets.nodes),
  },
  limit: { values: ({ on }) => [on], rows: plain },
  expected: {
    text: `${STANDINGS}
      SELECT st.code, st.status, st.actual, st.until, st.expected, st.achievement, i.code, i.name_vi, ag.code, ag.name_vi
      FROM standing st LEFT JOIN indicator i ON i.id = st.indicator_id LEFT JOIN agency ag ON ag.id = st.agency_id ORDER BY st.code`,
    values: ({ on }) => [on],
  },
};
