/** What Kho is measured by (issue: the figures to reach). `aim` and `least` are ratios; `lower`: the smaller the better. */
export const RATIOS = [
  { title: "cold / PostGraphile", of: "kho", to: "postgraphile", least: 1.5, aim: 2 },
  { title: "cold / limit", of: "kho", to: "limit", least: 0.7, aim: 0.9 },
  { title: "cold / tutorial", of: "kho", to: "tutorial", least: 3, aim: 6 },
  // Work, not speed: hardly touched by what else the machine does. Nothing is promised of it.
  { title: "CPU of PostGraphile / cold", of: "postgraphile", to: "kho", key: "cpu" },
  { title: "CPU of limit / cold", of: "limit", to: "kho", key: "cpu" },
  { title: "warm / same bytes", of: "khoWarm", to: "replay", least: 0.5, aim: 0.7 },
  { title: "p99 cold / PostGraphile", of: "kho", to: "postgraphile", key: "p99", least: 1, aim: 0.5, lower: true },
  {
    title: "time at 9.2M / at 0.9M",
    of: "kho",
    to: "kho",
    toSize: "small",
    key: "p50",
    least: 1.3,
    aim: 1.1,
    lower: true,
  },
];

/** @returns the ratio for a question at a number of connections, null when one of the two was not measured, NaN when one failed. */
export function ratioOf(figures, { of, to, toSize, key = "rps" }, question, connections) {
  const main = figures.some((one) => one.size === "large") ? "large" : "small";
  if (toSize === main) return null;
  const find = (player, size) =>
    figures.find(
      (one) =>
        one.player === player && one.size === size && one.question === question && one.connections === connections,
    );
  const [above, below] = [find(of, main), find(to, toSize ?? main)];
  if (above?.fault || below?.fault) return NaN;
  return above && below && valueOf(above, key) !== null ? valueOf(above, key) / valueOf(below, key) : null;
}

/** CPU is the server's and Postgres's together. */
function valueOf(figure, key) {
  if (key !== "cpu") return figure[key];
  return figure.serverCpu === null || figure.postgresCpu === null ? null : figure.serverCpu + figure.postgresCpu;
}

/** "aim" where the aim is reached, "least" where only the least is, else "missed". */
export function verdict(ratio, { least, aim, lower = false }) {
  if (least === undefined) return "least";
  const meets = (bound) => (lower ? ratio <= bound : ratio >= bound);
  return meets(aim) ? "aim" : meets(least) ? "least" : "missed";
}
