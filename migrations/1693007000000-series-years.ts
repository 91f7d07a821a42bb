import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Yearly totals of each series, made after publishing and known to be behind as soon as something changes: docs/decisions/0043.
 * What publishing changed is told by `publication_series`. Whoever changes observations by hand, under the number of a publication
 * that is accounted for already, sets the version back to 0, and nothing is taken from the totals.
 */
export class SeriesYears1693007000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE series_year (
        series_id    integer NOT NULL,
        year         integer NOT NULL,
        counted      integer NOT NULL,
        valued       integer NOT NULL,
        total        numeric,
        largest      numeric,
        smallest     numeric,
        newest       numeric,
        newest_start date,
        first_start  date NOT NULL,
        last_start   date NOT NULL,
        CONSTRAINT series_year_pkey PRIMARY KEY (series_id, year)
      )`);
    await db.query(`
      CREATE TABLE series_year_version (
        id             boolean NOT NULL DEFAULT TRUE,
        publication_id integer NOT NULL DEFAULT 0,
        reaching       integer NOT NULL DEFAULT 0,
        left_out       integer[] NOT NULL DEFAULT '{}',
        CONSTRAINT series_year_version_pkey PRIMARY KEY (id),
        CONSTRAINT series_year_version_one_row_check CHECK (id)
      )`);
    await db.query(`INSERT INTO series_year_version DEFAULT VALUES`);
    await db.query(`ALTER TABLE series_year ENABLE ROW LEVEL SECURITY`);
    await db.query(`
      CREATE POLICY series_year_open ON series_year FOR SELECT
      USING (get_bit((SELECT o.bits || B'' FROM open_series o), series_id) <> 0)`);
    await db.query(NOTING_BY_HAND);
    await db.query(`
      CREATE FUNCTION kho_forget_years() RETURNS trigger
      LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE series_year_version SET publication_id = 0, reaching = 0 WHERE reaching > 0;
        RETURN NULL;
      END $$`);
    // What publishing withdraws stands in the history by the end of the same statement.
    await db.query(`
      CREATE FUNCTION kho_forget_years_of_deleted() RETURNS trigger
      LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE series_year_version v SET publication_id = 0, reaching = 0
        WHERE v.reaching > 0 AND EXISTS (
          SELECT FROM deleted d WHERE NOT EXISTS (
            SELECT FROM observation_history h
            WHERE h.series_id = d.series_id AND h.period_start = d.period_start AND h.from_publication = d.publication_id));
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER observation_years_delete AFTER DELETE ON observation
      REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION kho_forget_years_of_deleted()`);
    await db.query(`
      CREATE TRIGGER observation_years_truncate AFTER TRUNCATE ON observation
      FOR EACH STATEMENT EXECUTE FUNCTION kho_forget_years()`);
    for (const [table, column] of YEARS_DEPEND_ON) {
      await db.query(`
        CREATE TRIGGER ${table}_${column}_years AFTER UPDATE OF ${column} ON ${table}
        FOR EACH ROW WHEN (OLD.${column} IS DISTINCT FROM NEW.${column}) EXECUTE FUNCTION kho_forget_years()`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table, column] of YEARS_DEPEND_ON) await db.query(`DROP TRIGGER ${table}_${column}_years ON ${table}`);
    await db.query(`DROP TRIGGER observation_years_truncate ON observation`);
    await db.query(`DROP TRIGGER observation_years_delete ON observation`);
    await db.query(NOTING);
    await db.query(`DROP FUNCTION kho_forget_years_of_deleted(), kho_forget_years()`);
    await db.query(`DROP TABLE series_year_version, series_year`);
  }
}

const YEARS_DEPEND_ON = [
  ["reporting_calendar", "start_day"],
  ["indicator", "calendar_id"],
  ["series", "indicator_id"],
  ["series", "frequency"],
] as const;

/** A row of a publication that is accounted for was changed by hand: publishing numbers what it changes anew. */
const NOTING_BY_HAND = noting(`,
    forgotten AS (
      UPDATE series_year_version v SET publication_id = 0, reaching = 0
      WHERE v.reaching > 0 AND EXISTS (SELECT FROM named n WHERE n.publication_id <= v.reaching))`);
const NOTING = noting("");

function noting(more: string): string {
  return `
    CREATE OR REPLACE FUNCTION kho_note_series() RETURNS trigger
    LANGUAGE plpgsql AS $$
    DECLARE
      strange boolean;
    BEGIN
      WITH named AS MATERIALIZED (SELECT DISTINCT c.publication_id, c.series_id FROM changed c),
      noted AS (INSERT INTO publication_series SELECT n.publication_id, n.series_id FROM named n ON CONFLICT DO NOTHING)${more}
      SELECT EXISTS (SELECT FROM named n WHERE NOT EXISTS (SELECT FROM series s WHERE s.id = n.series_id)) INTO strange;
      IF strange THEN
        RAISE foreign_key_violation USING MESSAGE = format('a row of %I names a series that does not exist', TG_TABLE_NAME);
      END IF;
      RETURN NULL;
    END $$`;
}
