import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { demoFolder } from "../demo/demo-folder.js";
import { isWarehouseEmpty } from "../demo/load-demo.js";
import { AppError } from "../shared/errors.js";
import { isSimulated, startSimulatedServer } from "./simulated-server.js";
import { SIMULATED_SECRETS } from "./systems.js";

/** Where sources are configured, and what their secrets are. */
export interface SourcePlace {
  readonly sourcesDir: string;
  readonly secret: (name: string) => string | undefined;
  /** Are they simulated ones? */
  readonly isSimulated: boolean;
  close(): Promise<void>;
}

interface Wanted {
  /** Folder of the configurations of real sources. */
  readonly sourcesDir: string;
  /** May the simulated ones take their place while there are none? */
  readonly simulated: boolean;
  readonly dataDir: string;
}

/** What a command says that reads them. */
export const SIMULATED =
  "No source is configured in sources/: these are the simulated systems of the demo province (`kho demo`), whose figures are made up";

/** Stands in the templates where the port is not known yet. */
const NO_PORT = "http://127.0.0.1:0/";

/**
 * The sources that this machine has: those of the folder, or the simulated ones of the demo province while there are none.
 * Whoever serves the demo runs the simulated systems; for other commands they are started where nobody does.
 */
export async function openSources(
  { sourcesDir, simulated, dataDir }: Wanted,
  env: Readonly<Record<string, string | undefined>>,
): Promise<SourcePlace> {
  const secret = (name: string) => env[name];
  if (!simulated || (await hasConfigurations(sourcesDir)))
    return { sourcesDir, secret, isSimulated: false, close: async () => {} };
  const folder = join(dataDir, "simulated");
  const running = await runningIn(folder);
  const close = running ? async () => {} : await startIn(folder);
  return {
    sourcesDir: folder,
    secret: (name) => env[name] ?? SIMULATED_SECRETS[name],
    isSimulated: true,
    close,
  };
}

/**
 * The simulated systems are those of the demo province: where it is not loaded, nobody knows their areas and indicators.
 * @throws AppError NOT_FOUND for a migrated database without any content
 */
export async function needDemo(databaseUrl: string): Promise<void> {
  if (await isWarehouseEmpty(databaseUrl))
    throw new AppError(
      "NOT_FOUND",
      "The warehouse is empty: `npm start` or `kho demo` loads the demo province that the simulated systems belong to",
    );
}

async function hasConfigurations(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => /\.ya?ml$/i.test(name));
}

async function runningIn(folder: string): Promise<boolean> {
  const address = await readFile(join(folder, "address"), "utf8").catch(() => null);
  return address !== null && (await isSimulated(address));
}

/** Starts the systems and writes configurations that name their address. @returns how to stop them */
async function startIn(folder: string): Promise<() => Promise<void>> {
  const server = await startSimulatedServer();
  const templates = join(demoFolder(), "simulated");
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(templates)) {
    if (!name.endsWith(".yaml")) await cp(join(templates, name), join(folder, name));
    else {
      const text = await readFile(join(templates, name), "utf8");
      await writeFile(join(folder, name), text.replaceAll(NO_PORT, `${server.address}/`));
    }
  }
  await writeFile(join(folder, "address"), server.address);
  return async () => {
    await server.close();
    await rm(join(folder, "address"), { force: true });
  };
}
