import { DAYS } from "./progress.js";
import { STANDINGS } from "./standings-sql.js";

const plain = ({ total, met, byPillar, byStatus }) => [
  ["", total, met],
  ...byPillar.map(({ pillar, total: all, met: those }) => [pillar.code, all, those]),
  ...byStatus
    .map(({ status, count }) => [status, count, null])
    .toSorted(([a], [b]) => (a < b ? -1 : 1)),
];

/** Like `progress`, it can be said by Kho and by the hand-written limit alone. */
export const scorecard = {
  title: "scorecard of a plan: met, by pillar, by status",
  variants: () => DAYS.map((on) => ({ on })),
  kho: {
    query: `query ($on: LocalDate!) { plan(code: "CDS2023") { scorecard(on: $on) { total met byPillar { pillar { code } total met } byStatus { status count } } } }`,
    variables: ({ on }) => ({ on }),
    rows: (data) => plain(data.plan.scorecard),
  },
  limit: { values: ({ on }) => [on], rows: plain },
  expected: {
    text: `${STANDINGS}
      (SELECT '', count(*)::int, (count(*) FILTER (WHERE status = 'ACHIEVED'))::int FROM standing)
      UNION ALL (
        SELECT pi.code, count(*)::int, (count(*) FILTER (WHERE status = 'ACHIEVED'))::int
        FROM standing st JOIN pillar pi ON pi.id = st.pillar_id GROUP BY pi.code, pi.position ORDER BY pi.position)
      UNION ALL (SELECT status, count(*)::int, NULL FROM standing GROUP BY status ORDER BY status)`,
    values: ({ on }) => [on],
  },
};
