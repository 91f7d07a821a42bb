import type { ClientBase } from "pg";
import type { StagingTables } from "./release-tables.js";
import { ANNOUNCE, CLOSE_PUBLICATION, OPEN_PUBLICATION } from "./publishing.sql.js";

interface Origin {
  /** What the rows came from, for the record: `import budget.csv`. */
  readonly origin: string;
  readonly comment?: string | undefined;
  /** Where results of formulas are laid out. */
  readonly tables?: StagingTables | undefined;
}

interface Counts {
  readonly created: number;
  readonly updated: number;
  readonly withdrawn: number;
}

/** The new data version, which only comes to be when something changes. */
export class OpenPublication {
  opened: number | null = null;

  constructor(
    private readonly client: ClientBase,
    private readonly options: Origin,
  ) {}

  get tables(): StagingTables {
    return this.options.tables ?? "TEMPORARY";
  }

  async id(): Promise<number> {
    const { origin, comment } = this.options;
    return (this.opened ??= await this.#open(origin, comment));
  }

  async close({ created, updated, withdrawn }: Counts): Promise<void> {
    if (this.opened === null) return;
    await this.client.query(CLOSE_PUBLICATION, [this.opened, created, updated, withdrawn]);
    await this.client.query(ANNOUNCE, [this.opened]);
  }

  async #open(origin: string, comment: string | undefined): Promise<number> {
    const { rows } = await this.client.query<{ id: number }>(OPEN_PUBLICATION, [origin, comment ?? null]);
    return rows[0]!.id;
  }
}
