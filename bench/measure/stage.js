import { openCluster, withClient } from "../data/cluster.js";
import { provideDatabase } from "../data/load.js";
import { CONTESTANTS } from "../contestants/contestants.js";
import { checkedAnswers, expectedRows } from "../questions/answers.js";
import { QUESTIONS } from "../questions/questions.js";
import { variantsOf } from "../questions/requests.js";
import { readWorld } from "../questions/world.js";
import { checkCold, isFromMemory } from "./cold-check.js";
import { startDriver } from "./driver-process.js";
import { parentOf } from "./process-usage.js";

/** Everything that runs during a bench: Postgres, the driver, and every contestant; only one contestant is driven at a time. */
export class Stage {
  players = [];

  static async open({ fresh = false, short = false } = {}) {
    const stage = new Stage();
    stage.cluster = await openCluster();
    stage.driver = startDriver();
    stage.fresh = fresh;
    stage.short = short;
    stage.postmaster = await withClient(stage.cluster.url, async (client) =>
      parentOf((await client.query("SELECT pg_backend_pid() AS pid")).rows[0].pid),
    );
    return stage;
  }

  /** Starts contestants on a database of that size, and has every answer of every question compared before any is timed. */
  async enter(names, size, questions) {
    const url = await provideDatabase(this.cluster.url, size, { fresh: this.fresh });
    const players = [];
    for (const name of names) {
      const server = await CONTESTANTS[name].start({ url });
      players.push({ name, size, ...CONTESTANTS[name], ...server, questions: {} });
      this.players.push(players.at(-1));
    }
    await withClient(url, async (client) => {
      const world = await readWorld(client);
      for (const question of questions) await check(players, question, client, world, this.short);
    });
    return players;
  }

  async close() {
    this.driver?.stop();
    await Promise.all(this.players.map((player) => player.stop()));
    await this.cluster?.close();
  }
}

async function check(players, question, client, world, short) {
  const variants = await variantsOf(question, world, { short });
  const expected = await expectedRows(client, question, variants);
  const speaking = players.filter((one) => QUESTIONS[question][one.speaks]);
  for (const player of speaking.filter((one) => !one.replays)) {
    player.questions[question] = await checkedAnswers(player, question, variants, expected);
    const fromMemory = player.cached
      ? await isFromMemory(client, player, question)
      : !(await checkCold(client, player, question));
    player.questions[question].fromMemory = fromMemory;
  }
  for (const player of speaking.filter((one) => one.replays))
    await teach(
      player,
      players.find((one) => one.name === "khoWarm"),
      question,
    );
}

/** The replay answers with the bytes of Kho. */
async function teach(replay, kho, question) {
  const { bodies, answers } = kho.questions[question];
  for (const [i, body] of bodies.entries()) {
    await fetch(replay.url, { method: "PUT", body: JSON.stringify({ question: body, answer: answers[i] }) });
  }
  replay.questions[question] = kho.questions[question];
}
