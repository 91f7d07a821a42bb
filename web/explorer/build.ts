import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Bundles the explorer into dist/explorer. Run by `npm run build`, with Node itself: only erasable TypeScript here. */
const source = import.meta.dirname;
const root = join(source, "../..");
const target = join(root, "dist/explorer");
const stamp = join(target, "stamp.txt");

/** Everything that the bundle is made of: its sources, and the exact packages. */
function fingerprint(): string {
  const files = [
    ...globSync("web/explorer/*", { cwd: root }),
    ...globSync("src/server/explorer/*question*.ts", { cwd: root }),
  ];
  const hash = createHash("sha256");
  for (const file of [...files.sort(), "package-lock.json"]) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

async function bundle(): Promise<void> {
  // Whoever builds, be it a test: the packages have a slower half for development.
  // oxlint-disable-next-line node/no-process-env -- set, not read
  process.env["NODE_ENV"] = "production";
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: source,
    base: "/explorer/",
    logLevel: "error",
    build: {
      outDir: target,
      emptyOutDir: true,
      target: "es2023",
      chunkSizeWarningLimit: 10_000,
      modulePreload: { polyfill: false },
    },
    worker: { format: "es" },
  });
}

/** Packed copies, so that the server need not pack megabytes for every visitor. */
async function pack(): Promise<void> {
  const files = globSync("**/*.{js,css,html,svg,ttf}", { cwd: target }).map((file) => join(target, file));
  await Promise.all(files.map(async (file) => writeFileSync(`${file}.gz`, await promisify(gzip)(readFileSync(file)))));
}

const wanted = fingerprint();
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  await bundle();
  await pack();
  writeFileSync(stamp, wanted);
}
