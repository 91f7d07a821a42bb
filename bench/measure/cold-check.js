import { QUESTIONS } from "../questions/questions.js";
import { post } from "../questions/requests.js";

const TIMES = 5;

/**
 * Asks the same thing again and again, and looks each time whether a session of the database has worked since.
 * Postgres shows that at once in pg_stat_activity; its counters come seconds late.
 * @returns how many of TIMES requests reached the database.
 */
export async function reachedDatabase(client, player, body) {
  let reached = 0;
  for (let i = 0; i < TIMES; i++) {
    const { rows } = await client.query("SELECT clock_timestamp()::text AS now");
    await post(player.url, body);
    reached += (await workedSince(client, rows[0].now)) ? 1 : 0;
  }
  return reached;
}

/**
 * A contestant without an answer cache must ask the database for figures each time.
 * What only asks for the catalogue may come from rows that a server remembers: the others remember none, so the report says so.
 * @throws Error when figures come from anywhere but the database.
 * @returns whether every answer came from the database.
 */
export async function checkCold(client, player, question) {
  const reached = await reachedDatabase(client, player, player.questions[question].bodies[0]);
  if (reached < TIMES && !QUESTIONS[question].isCatalogueOnly)
    throw new Error(
      `${player.title} is to be measured without a cache, and answers ${question} without the database (${TIMES - reached} of ${TIMES} times)`,
    );
  return reached === TIMES;
}

/** A warm contestant may still ask the database; the table then says so. Kho itself polls now and then, so once or twice means nothing. */
export async function isFromMemory(client, player, question) {
  return (await reachedDatabase(client, player, player.questions[question].bodies[0])) <= TIMES / 2;
}

async function workedSince(client, time) {
  const { rows } = await client.query(
    `SELECT EXISTS (
       SELECT FROM pg_stat_activity a
       WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.backend_type = 'client backend' AND a.query_start > $1::timestamptz) AS worked`,
    [time],
  );
  return rows[0].worked;
}
