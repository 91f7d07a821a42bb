import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { VARIABLES } from "../../../dist/src/config/variables.js";
import { startServerProcess } from "../server-process.js";

const ROOT = new URL("../../../", import.meta.url);
/** What `npm start` runs, with its settings of memory. */
const { scripts } = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8"));
const [, SETTING, VALUE, COMMAND] = /^(\w+)=(\w+) exec node (.*)$/.exec(scripts.start);

/** Megabytes of answers that Kho keeps; 0 keeps none. */
const CACHE = "KHO_ANSWER_CACHE_MB";

/** Does this Kho have an answer cache to switch on and off? */
export const hasAnswerCache = VARIABLES.includes(CACHE);

// DANGER: a cache under another name would stay on, and "cold" would be measured warm. It has happened.
const strange = VARIABLES.filter((name) => name.includes("CACHE") && name !== CACHE);
if (strange.length > 0) throw new Error(`Kho has settings of caches that the bench does not know: ${strange.join()}`);

/** Kho as it ships, one process. `cache`: answers are kept (warm) or not (cold). No line for each request, as with the others. */
export function startKho({ url, poolSize, cache }) {
  const env = {
    [SETTING]: VALUE,
    DATABASE_URL: url,
    PORT: "0",
    HOST: "127.0.0.1",
    KHO_DEMO: "off",
    KHO_LOG_LEVEL: "warn",
    KHO_POOL_SIZE: String(poolSize),
    // Counted as ever, and never used up.
    KHO_RATE_LIMIT: "ANONYMOUS=999999999",
    ...(hasAnswerCache && { [CACHE]: cache ? "64" : "0" }),
  };
  return startServerProcess(COMMAND.split(" ").map(whole), { env, says: /GraphQL API (\S+)/ });
}

/** A path of the project, wherever the bench runs. */
const whole = (word) => (word.endsWith(".js") ? fileURLToPath(new URL(word, ROOT)) : word);
