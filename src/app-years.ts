import type { Logger } from "pino";
import { YearsKeeper } from "./publication/years-keeper.js";
import { DataVersion } from "./publication/data-version.js";

/** Keeps the yearly totals beside a server, by the login that owns the tables. */
export async function keepYears(url: string, log: Logger): Promise<{ close(): Promise<void> }> {
  const version = new DataVersion(url, log);
  await version.start();
  const keeper = new YearsKeeper(version, url, log);
  return {
    close: async () => {
      await keeper.close();
      await version.close();
    },
  };
}
