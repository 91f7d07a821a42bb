import { measure } from "./measure/rounds.js";
import { Stage } from "./measure/stage.js";

/** For every change: Kho without its cache against the hand-written limit, on the small data set. A ratio, never a time. */
const QUESTIONS = ["q1", "q3", "q6"];
const LEAST = 0.5;

const stage = await Stage.open();
try {
  const players = await stage.enter(["kho", "limit"], "small", QUESTIONS);
  const figures = await measure(stage, players, {
    questions: QUESTIONS,
    connections: [10],
    rounds: 3,
    seconds: 1,
    warmUp: 1,
  });
  const rps = (player, question) => figures.find((one) => one.player === player && one.question === question).rps;
  const ratios = QUESTIONS.map((question) => [question, rps("kho", question) / rps("limit", question)]);
  for (const [question, ratio] of ratios)
    process.stdout.write(`${question}: Kho has ${ratio.toFixed(2)} of the hand-written limit (at least ${LEAST})\n`);
  // Not `ratio < LEAST`: a server that failed has no ratio, and that is no pass.
  if (!ratios.every(([, ratio]) => ratio >= LEAST)) process.exitCode = 1;
} finally {
  await stage.close();
}
