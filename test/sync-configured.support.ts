import { utimesSync } from "node:fs";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { SyncOptions } from "../src/ingestion/sync.service.js";
import type { SyncResult } from "../src/ingestion/sync.result.js";
import { syncSourceOf } from "../src/ingestion/sync.source.js";
import { TestSources } from "./source/config.support.js";
import { SyncWarehouse } from "./sync.support.js";

export const COLUMNS = "table: { columns: { indicator: ct, area: dv, period: ky, value: v } }";
export const CSV = "ct,dv,ky,v\nTHU,77,2023-07,10\nTHU,77,2023-08,11\n";

/** A warehouse into which a story's configuration delivers. */
export interface Configured {
  readonly warehouse: SyncWarehouse;
  /** A run of the source that a configuration describes, as `kho sync` makes one. */
  sync(yaml: string, options?: Pick<SyncOptions, "window">): Promise<SyncResult>;
  /** A file that nobody writes to any more. */
  drop(name: string, content: string | Buffer): string;
}

/** Opens it for the stories of a file; each begins with no deliveries. */
export function useConfigured(): Configured {
  let warehouse: SyncWarehouse;
  let sources: TestSources;
  beforeAll(async () => {
    warehouse = await SyncWarehouse.open();
  });
  beforeEach(async () => {
    await warehouse.forget();
    sources = new TestSources();
    return () => sources.remove();
  });
  afterAll(() => warehouse.close());
  return {
    get warehouse() {
      return warehouse;
    },
    async sync(yaml, options = {}) {
      sources.file("source.yaml", `code: S\nagency: STC\n${yaml}`);
      return warehouse.sync(
        syncSourceOf(await sources.source(), () => "secret"),
        options,
      );
    },
    drop(name, content) {
      const path = sources.file(name, content);
      const before = Date.now() / 1_000 - 60;
      utimesSync(path, before, before);
      return path;
    },
  };
}
