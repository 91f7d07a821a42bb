import { fileURLToPath } from "node:url";
import { hasAnswerCache, startKho } from "./kho/kho.js";
import { startServerProcess } from "./server-process.js";

const POOL_SIZE = 10;
const program = (path) => fileURLToPath(new URL(path, import.meta.url));
const script =
  (path) =>
  ({ url }) =>
    startServerProcess([program(path), JSON.stringify({ url, poolSize: POOL_SIZE })]);

/**
 * Who takes part. `speaks` names the form of a question in questions/ that it is asked in; `size` the database it stands on.
 * The replay stands on no database: it is taught the answers of Kho.
 */
export const CONTESTANTS = {
  kho: { title: "Kho, cold", speaks: "kho", start: ({ url }) => startKho({ url, poolSize: POOL_SIZE, cache: false }) },
  khoWarm: {
    title: "Kho, warm",
    speaks: "kho",
    start: ({ url }) => startKho({ url, poolSize: POOL_SIZE, cache: true }),
    cached: true,
  },
  postgraphile: { title: "PostGraphile 5", speaks: "postgraphile", start: script("./postgraphile/server.js") },
  tutorial: { title: "Tutorial stack", speaks: "tutorial", start: script("../.data/tutorial/server.js") },
  limit: { title: "Hand-written limit", speaks: "limit", start: script("./limit/server.js") },
  replay: {
    title: "Same bytes from memory",
    speaks: "kho",
    start: script("./replay/server.js"),
    cached: true,
    replays: true,
  },
};

/** @returns the names that can take part with this Kho: without an answer cache nothing is warm, and nothing to compare it with. */
export function available(names) {
  return names.filter((name) => hasAnswerCache || (name !== "khoWarm" && name !== "replay"));
}
