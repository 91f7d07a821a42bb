import { parseArgs } from "node:util";
import { available } from "./contestants/contestants.js";
import { buildTutorial } from "./contestants/build.js";
import { memory } from "./measure/process-usage.js";
import { measure } from "./measure/rounds.js";
import { Stage } from "./measure/stage.js";
import { QUESTIONS } from "./questions/questions.js";
import { buildStamp } from "./report/build-stamp.js";
import { machineFacts } from "./report/machine.js";
import { writeReport } from "./report/write.js";

const { values: given } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    fresh: { type: "boolean", default: false },
    rounds: { type: "string" },
    seconds: { type: "string" },
    questions: { type: "string" },
    connections: { type: "string" },
  },
});
const EVERYBODY = ["kho", "khoWarm", "postgraphile", "tutorial", "limit", "replay"];
const MODES = {
  full: {
    size: "large",
    rounds: 3,
    seconds: 3,
    warmUp: 1.5,
    connections: [1, 10, 50],
    name: "latest",
  },
  // On the small data set and at 10 connections only, to be over in a few minutes.
  short: {
    size: "small",
    rounds: 2,
    seconds: 0.5,
    warmUp: 0.3,
    connections: [10],
    name: "short",
  },
};
const mode = MODES[given.short ? "short" : "full"];
const options = {
  ...mode,
  rounds: Number(given.rounds ?? mode.rounds),
  seconds: Number(given.seconds ?? mode.seconds),
};
if (given.connections) options.connections = given.connections.split(",").map(Number);
const questions =
  given.questions?.split(",") ?? Object.keys(QUESTIONS).filter((name) => !(given.short && QUESTIONS[name].isLong));
// Only a run as it stands may be called the bench's result: any other says how it was asked for, and is kept apart.
const isChanged = ["rounds", "seconds", "questions", "connections"].some((name) => given[name] !== undefined);
const command = ["npm run bench", ...(process.argv.length > 2 ? ["--", ...process.argv.slice(2)] : [])].join(" ");
const say = (line) => process.stderr.write(`${line}\n`);

buildTutorial();
const stage = await Stage.open({ fresh: given.fresh, short: given.short });
try {
  const machine = await machineFacts(stage.cluster.url);
  const build = buildStamp();
  const names = available(EVERYBODY);
  say("Starting everybody and comparing all answers with the database ...");
  const players = await stage.enter(names, options.size, questions);
  if (options.size === "large") players.push(...(await stage.enter(["kho"], "small", questions)));
  if (buildStamp() !== build) throw new Error("Kho was compiled anew while the bench was starting: run it again");
  say("All answers are the same. Measuring ...");
  const figures = await measure(stage, players, { ...options, questions }, say);
  const report = {
    command,
    machine,
    options,
    connections: options.connections,
    questions,
    notes: names.length < EVERYBODY.length ? ["This Kho has no answer cache: warm was not measured."] : [],
    build,
    notFromMemory: questions.filter((question) =>
      players.some((one) => one.name === "khoWarm" && one.questions[question]?.fromMemory === false),
    ),
    coldFromMemory: questions.filter((question) =>
      players.some((one) => !one.cached && one.questions[question]?.fromMemory),
    ),
    memory: players.map((one) => ({ player: one.name, size: one.size, ...memory(one.pid) })),
    figures,
  };
  process.stdout.write(writeReport(report, isChanged ? "custom" : options.name));
  // A contestant that gave anything but good answers has no figure there, and the bench has failed.
  if (figures.some((one) => one.fault)) process.exitCode = 1;
} finally {
  await stage.close();
}
