import type { MigrationInterface, QueryRunner } from "typeorm";

const IS_OPEN = (seriesId: string) => `get_bit((SELECT o.bits || B'' FROM open_series o), ${seriesId}) <> 0`;

/**
 * The rows that a login sees which was told nothing else. One bit for each series answers it for the large tables: looked up once
 * in a statement, whatever the number of closed series (docs/decisions/0033). Tables without a condition show such a login nothing.
 */
const OPEN: Readonly<Record<string, string | null>> = {
  indicator: `access = 'OPEN'`,
  indicator_dimension: `EXISTS (SELECT FROM indicator i WHERE i.id = indicator_dimension.indicator_id)`,
  formula: `EXISTS (SELECT FROM indicator i WHERE i.id = formula.indicator_id)`,
  formula_input: `EXISTS (SELECT FROM indicator i WHERE i.id = formula_input.input_id)`,
  series: IS_OPEN("id"),
  series_breakdown: IS_OPEN("series_id"),
  series_source: IS_OPEN("series_id"),
  publication_series: IS_OPEN("series_id"),
  observation: IS_OPEN("series_id"),
  observation_history: IS_OPEN("series_id"),
  catalogue_history: `CASE WHEN table_name = 'series' THEN ${IS_OPEN("row_id")} ELSE TRUE END`,
  indicator_rule: null,
  raw_payload: null,
  rejected_row: null,
  sync_run: null,
};

/**
 * The second wall: row-level security. It holds for every login but the one that owns the tables; `kho serve` tells the database
 * which of its logins sees all (src/database/api-grants.ts).
 */
export class OpenRows1692900100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE open_series (
        id   boolean NOT NULL DEFAULT TRUE,
        bits bit varying NOT NULL DEFAULT '',
        CONSTRAINT open_series_pkey PRIMARY KEY (id),
        CONSTRAINT open_series_one_row_check CHECK (id)
      )`);
    await db.query(`INSERT INTO open_series DEFAULT VALUES`);
    // Whoever changes access has no right of his own to what follows from it. It only ever grows: links may name series that are gone.
    await db.query(`
      CREATE FUNCTION kho_note_open_series() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          IF NOT EXISTS (SELECT FROM changed) THEN
            RETURN NULL;
          END IF;
        END IF;
        -- Whoever waited here sees what the one before him has committed.
        PERFORM FROM open_series FOR UPDATE;
        UPDATE open_series o SET bits = now.bits
        FROM (
          SELECT string_agg(CASE WHEN i.access = 'OPEN' AND s.access IS NULL THEN '1' ELSE '0' END, '' ORDER BY place)::bit varying AS bits
          FROM generate_series(0, greatest((SELECT max(id) FROM series), (SELECT length(bits) - 1 FROM open_series), 0)) AS place
          LEFT JOIN series s ON s.id = place LEFT JOIN indicator i ON i.id = s.indicator_id) AS now
        WHERE o.bits <> now.bits;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER series_open_insert AFTER INSERT ON series REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION kho_note_open_series()`);
    await db.query(`
      CREATE TRIGGER series_open AFTER DELETE OR UPDATE OF id, access, indicator_id OR TRUNCATE ON series
      FOR EACH STATEMENT EXECUTE FUNCTION kho_note_open_series()`);
    await db.query(`
      CREATE TRIGGER indicator_open AFTER UPDATE OF access ON indicator
      FOR EACH STATEMENT EXECUTE FUNCTION kho_note_open_series()`);
    await db.query(`UPDATE series SET access = access WHERE FALSE`);
    for (const [table, condition] of Object.entries(OPEN)) {
      await db.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      if (condition !== null) await db.query(`CREATE POLICY ${table}_open ON ${table} FOR SELECT USING (${condition})`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of Object.keys(OPEN)) {
      await db.query(`DROP POLICY IF EXISTS ${table}_open ON ${table}`);
      await db.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
    await db.query(`DROP TRIGGER indicator_open ON indicator`);
    await db.query(`DROP TRIGGER series_open ON series`);
    await db.query(`DROP TRIGGER series_open_insert ON series`);
    await db.query(`DROP FUNCTION kho_note_open_series()`);
    await db.query(`DROP TABLE open_series`);
  }
}
