import { setTimeout as pause } from "node:timers/promises";
import { QUESTIONS } from "../questions/questions.js";
import { cpuSeconds, postgresCpuSeconds } from "./process-usage.js";

/**
 * Drives the players in turn, A B C D, then B C D A, and so on, so that a noisy minute of the machine touches all of them.
 * Before that everybody is asked everything for a while: servers that have just been started would be measured while they
 * are still being compiled, and the first questions would pay for what all share.
 * @returns one figure for each player, question and number of connections: medians over the rounds.
 */
export async function measure(stage, everybody, { questions, connections, rounds, seconds, warmUp }, tell = () => {}) {
  const answering = (question) => everybody.filter((player) => player.questions[question]);
  for (const question of questions)
    for (const player of answering(question))
      await warm(stage, player, question, Math.min(10, Math.max(...connections)), warmUp);
  const figures = [];
  for (const question of questions) {
    const players = answering(question);
    for (const count of connections.filter((each) => each <= (QUESTIONS[question].mostConnections ?? Infinity))) {
      const runs = new Map(players.map((player) => [player, []]));
      for (let round = 0; round < rounds; round++) {
        for (const player of turn(players, round))
          runs.get(player).push(await driveOne(stage, player, question, count, seconds));
      }
      const found = players.map((player) => figureOf(player, question, count, runs.get(player)));
      tell(
        `${question} at ${count}: ${found.map((one) => `${one.player}${one.size === "small" ? "/small" : ""} ${one.fault ?? Math.round(one.rps)}`).join(", ")}`,
      );
      figures.push(...found);
    }
  }
  return figures;
}

/** What is still under way at the end slows down the next contestant's warming up only. */
function warm(stage, player, question, connections, seconds) {
  const { bodies, bytes } = player.questions[question];
  return stage.driver.drive({ url: player.url, bodies, bytes, connections, seconds });
}

async function driveOne(stage, player, question, connections, seconds) {
  const { bodies, bytes } = player.questions[question];
  const used = () => [cpuSeconds(player.pid), postgresCpuSeconds(stage.postmaster)];
  const before = used();
  const run = await driveUntilAnswered(stage, { url: player.url, bodies, bytes, connections, seconds });
  await settle(used);
  if (run.fault) return { fault: run.fault };
  // What was under way at the end was worked on too: one request for each connection.
  const [server, postgres] = used().map((now, i) =>
    now === null ? null : ((now - before[i]) / (run.asked + connections)) * 1000,
  );
  return { rps: run.requests / run.seconds, p50: run.p50, p99: run.p99, serverCpu: server, postgresCpu: postgres };
}

const CALM_MS = 50;
const MOST_MS = 60_000;

/**
 * Waits until the server and Postgres have stopped working. When a round ends, what was asked last is still under way;
 * without this wait the next contestant pays for it. Without /proc it waits a second and hopes.
 */
async function settle(used) {
  const end = performance.now() + MOST_MS;
  if (used().includes(null)) return pause(1_000);
  for (let before = used(), calm = 0; calm < 2 && performance.now() < end;) {
    await pause(CALM_MS);
    const now = used();
    // Kho looks for a new data version every second, which may show as one tick.
    calm = now.every((one, i) => one - before[i] < 0.015) ? calm + 1 : 0;
    before = now;
  }
}

/** A slow server on a busy machine may need longer than a short round for its first answer; at last it counts as one that gave none. */
async function driveUntilAnswered(stage, order, askedBefore = 0) {
  const run = await stage.driver.drive(order);
  if (run.fault || run.requests > 0) return { ...run, asked: run.requests + askedBefore };
  if (order.seconds > 15) return { fault: `no answer within ${Math.round(order.seconds)} s` };
  return driveUntilAnswered(stage, { ...order, seconds: order.seconds * 3 }, askedBefore + order.connections);
}

const NAMES = ["rps", "p50", "p99", "serverCpu", "postgresCpu"];

/** A figure is a median of good runs alone: one bad answer in any of them, and there is a fault instead. */
function figureOf({ name, size }, question, connections, runs) {
  const about = { player: name, size, question, connections };
  const fault = runs.find((run) => run.fault)?.fault;
  if (fault) return { ...about, fault };
  const medians = NAMES.map((key) => [key, median(runs.map((run) => run[key]))]);
  return { ...about, ...Object.fromEntries(medians), runs };
}

export function median(values) {
  if (values.some((value) => value === null)) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function turn(list, by) {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}
