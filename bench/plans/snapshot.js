import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import "reflect-metadata";
import { anonymous } from "../../dist/src/access/viewer.js";
import { makeSchema } from "../../dist/src/app-schema.js";
import { Database } from "../../dist/src/database/database.js";
import { Loaders } from "../../dist/src/graphql/context.js";
import { LIMITS } from "../../dist/src/shared/limits.js";
import { openCluster, withClient } from "../data/cluster.js";
import { provideDatabase } from "../data/load.js";
import { QUESTIONS } from "../questions/questions.js";
import { variantsOf } from "../questions/requests.js";
import { readWorld } from "../questions/world.js";

// The project's graphql, not the bench's: a schema knows only the copy that it was made with.
const { graphql } = createRequire(new URL("../../dist/src/main.js", import.meta.url))("graphql");
const HERE = new URL("./", import.meta.url);
const GROWING = /Seq Scan on (observation|observation_history|series)\b/;

/** Asks Kho's questions within this process and notes each statement. */
async function statementsOf(question, schema, db, variant) {
  const form = QUESTIONS[question].kho;
  const ask = async (source, variableValues) => {
    const contextValue = { viewer: anonymous, requestId: "plans", loaders: new Loaders() };
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
    if (errors) throw errors[0];
    return data;
  };
  const cursor = form.cursor && (await form.cursor(ask, variant));
  const rows = db.rows.bind(db);
  const noted = new Set();
  db.rows = (statement) => {
    noted.add(statement.text);
    return rows(statement);
  };
  await ask(form.query, form.variables?.(variant, cursor) ?? {});
  delete db.rows;
  return noted;
}

/** The plan for any values: Kho's connections use no other (src/database/read-connection.ts). */
async function planOf(client, text) {
  const { rows } = await client.query(`EXPLAIN (COSTS OFF, GENERIC_PLAN) ${text}`);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

/** Lists of a hundred ids are cut: they say nothing about the plan. */
const readable = (text) => text.replace(/\{[^{}]{60,}\}/g, (list) => `${list.slice(0, 40)}…}`).replace(/[ \t]+$/gm, "");

const cluster = await openCluster();
const found = [];
try {
  const url = await provideDatabase(cluster.url, "large");
  const db = new Database({ url, poolSize: 2, statementTimeoutMs: 60_000 });
  // Version unknown: Kho then remembers no rows, and every statement it may ever send is seen.
  const schema = makeSchema(
    db,
    {
      province: "77",
      timeZone: "Asia/Ho_Chi_Minh",
      softwareVersion: "",
      limits: LIMITS,
      today: () => "2024-01-15",
    },
    { current: null, onMove: () => () => undefined },
    { db, clients: { forget() {} }, audit: null },
    "",
  );
  await withClient(url, async (client) => {
    const world = await readWorld(client);
    mkdirSync(HERE, { recursive: true });
    for (const question of Object.keys(QUESTIONS)) {
      const [variant] = await variantsOf(question, world);
      const parts = [];
      for (const text of await statementsOf(question, schema, db, variant)) {
        const plan = await planOf(client, text);
        parts.push(`${text.trim().replace(/\n\s+/g, "\n  ")}\n\n${plan}`);
        const [growing] = GROWING.exec(plan) ?? [];
        if (growing) found.push(`${question}: ${growing}`);
      }
      writeFileSync(
        new URL(`${question}.txt`, HERE),
        `${QUESTIONS[question].title}\n\n${readable(parts.join(`\n\n${"=".repeat(100)}\n\n`))}\n`,
      );
    }
  });
  await db.close();
} finally {
  await cluster.close();
}
for (const line of new Set(found)) process.stderr.write(`A table that grows is read from end to end. ${line}\n`);
if (found.length > 0) process.exitCode = 1;
