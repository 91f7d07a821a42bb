import sql, { join } from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import { system } from "../access/viewer.js";
import type { Asked } from "../database/columns.js";
import { Columns } from "../database/columns.js";
import type { Database } from "../database/database.js";
import { readPage } from "../database/read-page.js";
import type { RowMemory } from "../database/row-memory.js";
import type { Connection } from "../shared/connection.js";
import { AppError } from "../shared/errors.js";
import { Page } from "../shared/page.js";
import type { Hit } from "./hit.js";
import { HIT_ORDERING, KINDS } from "./hit.js";
import type { SearchEntry } from "./search-index.js";
import { SearchIndex } from "./search-index.js";
import type { SearchText } from "./search-text.js";
import { searchTextOf } from "./search-text.js";
import { entriesQuery, hitsIn } from "./search.sql.js";
import type { SearchArgs, SearchType } from "./search.type.js";

/** A catalogue of more things is looked through by the database. */
const MOST_ENTRIES = 20_000;

const COLUMNS = new Columns(
  ["rank", "place", "length", "kind", "id"].map((property) => ({ property, expression: `hit.${property}`, key: true })),
);

/** Finds things by their texts: in memory, where the catalogue is remembered, and else in the database. */
export class SearchReads {
  constructor(
    private readonly db: Database,
    private readonly memory: RowMemory,
  ) {}

  async find(viewer: Viewer, args: SearchArgs, asked: Asked, asOf: number | null = null): Promise<Connection<Hit>> {
    const text = searchTextOf(args.text);
    const kinds = [...new Set(args.types ?? KINDS)];
    if (kinds.length === 0)
      throw new AppError("BAD_USER_INPUT", "types is an empty list: leave it out, or name some.", {
        argument: "types",
      });
    const page = new Page<Hit>(args, HIT_ORDERING, 20);
    const index = asOf === null ? await this.memory.whole("search", () => this.#readIndex()) : null;
    if (!index) return this.#findInDatabase({ viewer, text, kinds, asOf }, page, asked);
    const numbers = kinds.map((kind) => KINDS.indexOf(kind));
    return page.cut(index.find(viewer, numbers, text));
  }

  async #readIndex(): Promise<SearchIndex | null> {
    // Each viewer's own rules are kept when he looks; the wall of the login in the database holds besides.
    const entries = await this.db.rows<SearchEntry>(entriesQuery(system, MOST_ENTRIES + 1));
    return entries.length > MOST_ENTRIES ? null : new SearchIndex(entries);
  }

  #findInDatabase({ viewer, text, kinds, asOf }: Question, page: Page<Hit>, asked: Asked): Promise<Connection<Hit>> {
    const hits = join(
      kinds.map((kind) => hitsIn(kind, text, viewer, asOf)),
      " UNION ALL ",
    );
    return readPage(this.db, {
      columns: COLUMNS,
      from: sql`(${hits}) AS hit`,
      where: sql`TRUE`,
      page,
      asked,
    });
  }
}

interface Question {
  readonly viewer: Viewer;
  readonly text: SearchText;
  readonly kinds: readonly SearchType[];
  readonly asOf: number | null;
}
