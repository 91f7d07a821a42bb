import { setTimeout as pause } from "node:timers/promises";
import { clusterPassword, prepareCluster } from "./embedded-cluster.js";
import { findPlace, type Place } from "./embedded-place.js";
import { findPostmaster } from "./embedded-postmaster.js";
import { Presence } from "./embedded-presence.js";
import { freePort, startServer, stopServer } from "./embedded-server.js";
import type { StartLog } from "./start-log.js";
import { errorLine, StartupError } from "./startup.error.js";

export interface OpenPostgres {
  /** Connection string of the superuser, with its password. */
  readonly url: string;
  /** Leaves; the last process to leave stops the server. May be called twice. */
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder for the database; made if it is missing. */
  readonly dataDir: string;
  readonly log: StartLog;
}

interface Joined {
  readonly port: number;
  readonly presence: Presence;
}

/** Recovery after a crash in the middle of a bulk load may take minutes. */
const PATIENCE_MS = 300_000;
const PATIENCE_LINE_MS = 5_000;
const WAITING = "Waiting for the embedded Postgres: it is starting, recovering from a crash, or stopping";

/**
 * Makes the database on the first run, starts its server or joins the one that another process of Kho has started
 * (or a killed one has left behind), and keeps it running until close.
 * @throws StartupError with one clear line.
 */
export async function openEmbeddedPostgres({ dataDir, log }: EmbeddedOptions): Promise<OpenPostgres> {
  const place = findPlace(dataDir, log);
  await prepareCluster(place, log);
  const warden = new Warden(place, log);
  const port = await warden.enter();
  let closing: Promise<void> | null = null;
  return { url: urlOf(place, port), close: () => (closing ??= warden.leave()) };
}

/** Holds the presence of this process, and brings the server back when it dies while Kho runs. */
class Warden {
  private joined: Joined | null = null;
  private leaving = false;
  private comingBack: Promise<void> = Promise.resolve();

  constructor(
    private readonly place: Place,
    private readonly log: StartLog,
  ) {}

  /** @returns the server's port. */
  async enter(wishedPort = 0): Promise<number> {
    const joined = await joinOrStart(this.place, this.log, wishedPort);
    this.joined = joined;
    joined.presence.onLost(() => void (this.comingBack = this.comeBack(joined.port)));
    return joined.port;
  }

  async leave(): Promise<void> {
    this.leaving = true;
    await this.comingBack;
    const presence = this.joined?.presence;
    // A presence that is already lost says so by throwing, and then there is nothing to stop.
    const alone = await presence?.leave().catch(() => false);
    if (alone) await stopServer(this.place);
    await presence?.end();
  }

  /** On the same port, because the connection pools know only that one. */
  private async comeBack(port: number): Promise<void> {
    this.joined = null;
    if (this.leaving) return;
    this.log.warn("The embedded Postgres went away: starting it again");
    try {
      const found = await this.enter(port);
      if (found !== port) this.log.error(`The embedded Postgres moved from port ${port} to ${found}: restart Kho`);
    } catch (error) {
      this.log.error(`The embedded Postgres does not come back: ${errorLine(error)}`);
    }
  }
}

/** Looks, joins or starts, and looks again, until it is in: other processes may start or stop the server meanwhile. */
async function joinOrStart(place: Place, log: StartLog, wishedPort: number): Promise<Joined> {
  const end = Date.now() + PATIENCE_MS;
  const reminder = setInterval(() => log.info(WAITING), PATIENCE_LINE_MS).unref();
  try {
    for (let port = wishedPort || (await freePort()); Date.now() < end; await pause(20)) {
      const joined = await tryJoin(place);
      if (joined !== null) return joined;
      if (findPostmaster(place.clusterDir) !== null) continue;
      await startServer(place, port);
      // If it did not come up, another program has the port by now.
      port = await freePort();
    }
  } finally {
    clearInterval(reminder);
  }
  throw new StartupError(`The embedded Postgres does not answer: see ${place.logFile}`);
}

async function tryJoin(place: Place): Promise<Joined | null> {
  const postmaster = findPostmaster(place.clusterDir);
  if (postmaster === null || !postmaster.ready) return null;
  try {
    const presence = await Presence.enter(urlOf(place, postmaster.port));
    return presence && { port: postmaster.port, presence };
  } catch (error) {
    throw new StartupError(`The embedded Postgres on port ${postmaster.port} refuses us: ${errorLine(error)}`);
  }
}

function urlOf(place: Place, port: number): string {
  return `postgres://kho:${clusterPassword(place)}@127.0.0.1:${port}/kho`;
}
