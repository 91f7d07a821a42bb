import { hash } from "node:crypto";
import type { ClientBase } from "pg";
import type { ImportSpec } from "../import.spec.js";
import { BlockList } from "./block-list.js";

/** Changes with every change of Kho after which the same text may mean something else. */
const READING = 1;

/** All by which a row's cells are understood. Names are not among it. */
const CATALOGUE = `
  SELECT encode(sha256(convert_to(string_agg(e.said, E'\\n' ORDER BY e.said COLLATE "C"), 'UTF8')), 'hex')
  FROM (
    SELECT 'indicator' || (i.id, i.code, i.unit_id, i.calendar_id, i.minimum, i.maximum, i.valid_to)::text AS said FROM indicator i
    UNION ALL SELECT 'area' || (a.id, a.code, a.valid_from, a.valid_to)::text FROM area a
    UNION ALL SELECT 'unit' || (u.id, u.code)::text FROM unit u
    UNION ALL SELECT 'dimension' || (d.id, d.code)::text FROM dimension d
    UNION ALL SELECT 'code' || (dc.id, dc.code, dc.dimension_id)::text FROM dimension_code dc
    UNION ALL SELECT 'indicator dimension' || (x.indicator_id, x.dimension_id)::text FROM indicator_dimension x
    UNION ALL SELECT 'calendar' || (c.id, c.code, c.start_day)::text FROM reporting_calendar c) AS e`;

/** The catalogue is looked through only where there is a list. */
const FIND = `
  SELECT l.publication_id AS "publicationId", l.blocks FROM file_block_list l
  WHERE l.key = $1 AND ($2::text IS NULL OR l.unit = $2) AND l.catalogue = (${CATALOGUE})`;

/** Series that say something else than when the file came, or that take no values of their own any more. $1 its publication. */
const MOVED = `
  SELECT ps.series_id AS "id" FROM publication_series ps WHERE ps.publication_id > $1
  UNION SELECT s.id FROM series s JOIN formula f ON f.indicator_id = s.indicator_id
  UNION SELECT s.id FROM series s WHERE s.provenance = 'SAMPLE'`;

const KEEP = `
  INSERT INTO file_block_list (key, publication_id, catalogue, unit, blocks) VALUES ($1, $2, (${CATALOGUE}), $3, $4)
  ON CONFLICT (key) DO UPDATE
  SET publication_id = excluded.publication_id, catalogue = excluded.catalogue, unit = excluded.unit,
    blocks = excluded.blocks, kept_at = now()`;

/** Keeps the blocks of the last file that was read in one way: what is the same for the files that come every day. */
export class BlockStore {
  readonly #key: string;
  readonly #unit: string | null;

  constructor(spec: ImportSpec, header: readonly string[]) {
    // What is only for entries that do not exist yet changes nothing of the rows that were taken.
    const { create: _, newIndicators: _i, newAreas: _a, newAgency: _g, names: _n, constants, ...reading } = spec;
    const { unit = null, ...others } = constants;
    this.#unit = unit;
    this.#key = hash("sha256", JSON.stringify([READING, reading, others, header]));
  }

  /** The blocks of the last file that was read like this, and the series of which they tell nothing. */
  async recall(client: ClientBase): Promise<{ readonly blocks: BlockList; readonly moved: ReadonlySet<number> }> {
    const { rows } = await client.query<{ publicationId: number; blocks: Buffer }>(FIND, [this.#key, this.#unit]);
    const found = rows[0];
    if (!found) return { blocks: new BlockList(), moved: new Set() };
    const moved = await client.query<{ id: number }>(MOVED, [found.publicationId]);
    return { blocks: new BlockList(found.blocks), moved: new Set(moved.rows.map(({ id }) => id)) };
  }

  async keep(client: ClientBase, blocks: BlockList, publicationId: number): Promise<void> {
    await client.query(KEEP, [this.#key, publicationId, this.#unit, blocks.packed]);
  }
}
