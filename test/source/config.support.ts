import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { faultLine, readSourceFolder } from "../../src/source/config/source-folder.js";
import type { SourceConfig, SourceOfKind } from "../../src/source/config/source.schema.js";

/** A folder of source configurations that a story writes. */
export class TestSources {
  readonly folder = mkdtempSync(join(tmpdir(), "kho-sources-"));

  file(name: string, content: string | Buffer): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Every fault as `lris.yaml:3: paging: …`. */
  async faults(): Promise<string[]> {
    const { faults } = await readSourceFolder(this.folder);
    return faults.map((fault) => faultLine({ ...fault, file: fault.file.slice(this.folder.length + 1) }));
  }

  /** The only source of the folder. */
  async source(): Promise<SourceConfig> {
    const { sources, faults } = await readSourceFolder(this.folder);
    if (faults.length > 0) throw new Error(faults.map(faultLine).join("\n"));
    return sources[0]!;
  }

  async sourceOf<Kind extends SourceConfig["kind"]>(kind: Kind): Promise<SourceOfKind<Kind>> {
    const source = await this.source();
    if (source.kind !== kind) throw new Error(`the source is of the kind ${source.kind}`);
    return source as SourceOfKind<Kind>;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
