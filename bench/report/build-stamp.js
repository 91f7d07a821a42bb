import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

/** Of the compiled Kho that is measured: when it is another at the end of the start, two Khos were started, and nothing can be said. */
export function buildStamp() {
  const hash = createHash("sha256");
  for (const folder of ["src", "migrations"]) {
    const names = readdirSync(join(DIST, folder), { recursive: true })
      .filter((name) => name.endsWith(".js"))
      .sort();
    for (const name of names) hash.update(name).update(readFileSync(join(DIST, folder, name)));
  }
  return hash.digest("hex").slice(0, 12);
}
