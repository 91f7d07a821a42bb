import { CONTESTANTS } from "../contestants/contestants.js";
import { QUESTIONS } from "../questions/questions.js";
import { RATIOS, ratioOf, verdict } from "./ratios.js";

/** The whole report as markdown. Bold: the aim is reached; a cross: less than the least. */
export function markdown(report) {
  return (
    [
      "# Bench",
      about(report),
      ...report.connections.map((count) => ratioTable(report, count)),
      ...report.questions.map((question) => figureTable(report, question)),
      memoryTable(report),
    ].join("\n\n") + "\n"
  );
}

function about({ machine, options, command, notes, notFromMemory, coldFromMemory }) {
  const { cores, model, memoryGb, node, postgres, commit, when, loadBefore, versions } = machine;
  return [
    `\`${command}\`, ${when}Z, commit ${commit}. ${cores} cores (${model}), ${memoryGb} GB, shared by the driver, the servers and Postgres ${postgres}; Node ${node}; ` +
      `PostGraphile ${versions.postgraphile}, Apollo Server ${versions["@apollo/server"]}, TypeORM ${versions.typeorm}. Load before: ${loadBefore.join(", ")}.`,
    `Every answer was compared with the database before it was timed. All servers run at once, one is driven at a time, one process each, 10 connections to Postgres each; ` +
      `medians of ${options.rounds} interleaved rounds of ${options.seconds} s. Ratios mean something, figures only on this machine.`,
    ...notes,
    ...(notFromMemory.length > 0
      ? [`**Kho warm did not answer from its answer cache**: ${notFromMemory.join(", ")}.`]
      : []),
    ...(coldFromMemory.length > 0
      ? [
          `**Not like for like**: with its answer cache off Kho answered ${coldFromMemory.join(", ")} without asking the database, from catalogue rows that it remembers. ` +
            `The others ask the database each time. The catalogue's part of the other questions may come from memory as well; their figures do not.`,
        ]
      : []),
  ].join("\n\n");
}

function ratioTable({ figures, questions }, count) {
  const rows = questions.map((question) => [
    question,
    QUESTIONS[question].title,
    ...RATIOS.map((ratio) => cell(ratioOf(figures, ratio, question, count), ratio)),
  ]);
  const bounds = [
    "",
    "at least (aim)",
    ...RATIOS.map(({ least, aim, lower }) => (least === undefined ? "" : `${lower ? "<= " : ""}${least} (${aim})`)),
  ];
  return `## Ratios at ${count} connection${count === 1 ? "" : "s"}\n\n${table(["", "", ...RATIOS.map(({ title }) => title)], [bounds, ...rows])}`;
}

function cell(ratio, bounds) {
  if (ratio === null) return "-";
  if (Number.isNaN(ratio)) return "failed";
  const text = ratio.toFixed(2);
  return { aim: `**${text}**`, least: text, missed: `${text} ✗` }[verdict(ratio, bounds)];
}

function figureTable({ figures }, question) {
  const head = [
    "",
    "connections",
    "requests/s",
    "spread",
    "p50 ms",
    "p99 ms",
    "CPU s/1,000 server",
    "CPU s/1,000 Postgres",
  ];
  const rows = figures
    .filter((one) => one.question === question)
    .map((one) => [
      playerTitle(one),
      one.connections,
      ...(one.fault ? [one.fault, "", "", "", "", ""] : measured(one)),
    ]);
  return `## ${question}: ${QUESTIONS[question].title}\n\n${table(head, rows)}`;
}

const playerTitle = ({ player, size }) => CONTESTANTS[player].title + (size === "small" ? " (0.9M)" : "");

function measured(one) {
  return [
    Math.round(one.rps),
    `${spread(one)}%`,
    one.p50.toFixed(2),
    one.p99.toFixed(2),
    number(one.serverCpu),
    number(one.postgresCpu),
  ];
}

/** How far the rounds lie apart, in hundredths of their median: large means noise. */
function spread({ rps, runs }) {
  const all = runs.map((run) => run.rps);
  return Math.round(((Math.max(...all) - Math.min(...all)) / rps) * 100);
}

function memoryTable({ memory }) {
  const rows = memory.map(({ rss, peak, ...one }) => [playerTitle(one), rss ?? "-", peak ?? "-"]);
  return `## Memory after the whole bench, MB\n\n${table(["", "RSS", "peak"], rows)}`;
}

const number = (value) => (value === null ? "-" : value.toFixed(2));

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
