import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What a first load of millions of rows did several times. One trigger notes which series a publication touches and checks that
 * they exist: to find the series among a statement's rows takes as long as all the rest of what either does. And staged
 * series come with the counts of whoever has read the rows.
 */
export class FirstLoads1693006000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const event of ["insert", "update"]) await db.query(`DROP TRIGGER observation_series_${event} ON observation`);
    await db.query(`
      CREATE OR REPLACE FUNCTION kho_note_series() RETURNS trigger
      LANGUAGE plpgsql AS $$
      DECLARE
        strange boolean;
      BEGIN
        WITH named AS MATERIALIZED (SELECT DISTINCT c.publication_id, c.series_id FROM changed c),
        noted AS (INSERT INTO publication_series SELECT n.publication_id, n.series_id FROM named n ON CONFLICT DO NOTHING)
        SELECT EXISTS (SELECT FROM named n WHERE NOT EXISTS (SELECT FROM series s WHERE s.id = n.series_id)) INTO strange;
        IF strange THEN
          RAISE foreign_key_violation USING MESSAGE = format('a row of %I names a series that does not exist', TG_TABLE_NAME);
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      ALTER TABLE kho_release.staged_series ADD COLUMN rows integer, ADD COLUMN earliest date, ADD COLUMN latest date`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE kho_release.staged_series DROP COLUMN rows, DROP COLUMN earliest, DROP COLUMN latest`);
    await db.query(`
      CREATE OR REPLACE FUNCTION kho_note_series() RETURNS trigger
      LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO publication_series SELECT DISTINCT c.publication_id, c.series_id FROM changed c
        ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$`);
    for (const event of ["INSERT", "UPDATE"])
      await db.query(`
        CREATE TRIGGER observation_series_${event.toLowerCase()} AFTER ${event} ON observation
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION kho_check_observation_keys()`);
  }
}
