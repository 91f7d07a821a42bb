import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { writeDelivery } from "./files.js";
import { kho } from "./process.js";

const MAIN = fileURLToPath(new URL("../../dist/src/main.js", import.meta.url));
const QUESTION = `query ($indicator: String!) {
  timeSeries(indicators: [$indicator], areas: ["A001"], period: { from: "2012", to: "2016" }) { periods values statuses } }`;
const READERS = 4;
const PAUSE_MS = 20;

/** Readers over HTTP, none answered from the cache, before and while a delivery is published that changes one row in a hundred. */
export async function measureReaders(databaseUrl, folder) {
  const second = join(folder, "third.csv");
  await writeDelivery(second, 500_000, (row) => row % 100 === 13);
  const server = await serve(databaseUrl);
  await read(server.url, pause(3_000));
  const before = await read(server.url, pause(10_000));
  const during = await read(server.url, kho(databaseUrl, ["import", second]));
  server.stop();
  return [
    ["questions before and during", `${before.length} ${during.length}`],
    ["p50 before, ms", at(before, 0.5)],
    ["p99 before, ms", at(before, 0.99)],
    ["p50 during, ms", at(during, 0.5)],
    ["p99 during, ms", at(during, 0.99)],
    ["  times before (at most 2)", at(during, 0.99) / at(before, 0.99)],
  ];
}

async function serve(databaseUrl) {
  const port = 4300 + (process.pid % 500);
  const env = { PORT: port, HOST: "127.0.0.1", DATABASE_URL: databaseUrl, KHO_DEMO: "off", KHO_ANSWER_CACHE_MB: "0", KHO_RATE_LIMIT: "off" };
  const quiet = { KHO_LOG_LEVEL: "error", KHO_SCHEDULER: "off" };
  const child = spawn(process.execPath, [MAIN, "serve"], {
    env: { ...process.env, ...env, ...quiet },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout.on("data", (text) => String(text).includes("GraphQL API") && resolve()));
  return { url: `http://127.0.0.1:${port}/graphql`, stop: () => child.kill("SIGTERM") };
}

/** Milliseconds of each question that was asked until the work was done. */
async function read(url, work) {
  let over = false;
  const times = [];
  const reader = async (n) => {
    for (let i = n; !over; i++) {
      const began = performance.now();
      await ask(url, `I${String(i % 200).padStart(3, "0")}`);
      times.push(performance.now() - began);
      await pause(PAUSE_MS);
    }
  };
  const readers = Array.from({ length: READERS }, (_, n) => reader(n * 37));
  await work;
  over = true;
  await Promise.all(readers);
  return times.sort((a, b) => a - b);
}

async function ask(url, indicator) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: QUESTION, variables: { indicator } }),
  });
  const { data, errors } = await response.json();
  if (errors || data.timeSeries.length === 0) throw new Error(JSON.stringify(errors ?? data));
}

function at(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
