import type { MigrationInterface, QueryRunner } from "typeorm";

/** The number of publishing's own lock: whoever writes history has its turn, so that no two writers miss each other's rows. */
const PUBLISHING_LOCK = 1_692_800_002;

/**
 * Versions of one value never overlap: from now on a check of all new rows at once instead of an exclusion constraint, whose
 * gist index took two thirds of the time of a large revision (docs/decisions/0016).
 */
export class HistoryVersions1692801100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION kho_lock_history() RETURNS trigger
      LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(${PUBLISHING_LOCK});
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE FUNCTION kho_check_history_versions() RETURNS trigger
      LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM changed c
          JOIN observation_history h ON h.series_id = c.series_id AND h.period_start = c.period_start
          WHERE h.from_publication <> c.from_publication
            AND h.from_publication < c.to_publication AND h.to_publication > c.from_publication) THEN
          RAISE exclusion_violation USING MESSAGE = 'versions of an observation overlap',
            CONSTRAINT = 'observation_history_no_overlap', TABLE = 'observation_history';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`ALTER TABLE observation_history DROP CONSTRAINT observation_history_no_overlap_excl`);
    for (const event of ["INSERT", "UPDATE"]) {
      const name = event.toLowerCase();
      await db.query(`
        CREATE TRIGGER observation_history_lock_${name} BEFORE ${event} ON observation_history
        FOR EACH STATEMENT EXECUTE FUNCTION kho_lock_history()`);
      await db.query(`
        CREATE TRIGGER observation_history_versions_${name} AFTER ${event} ON observation_history
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION kho_check_history_versions()`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of ["insert", "update"])
      await db.query(`
        DROP TRIGGER observation_history_versions_${name} ON observation_history;
        DROP TRIGGER observation_history_lock_${name} ON observation_history`);
    await db.query(`DROP FUNCTION kho_check_history_versions(), kho_lock_history()`);
    await db.query(`
      ALTER TABLE observation_history ADD CONSTRAINT observation_history_no_overlap_excl EXCLUDE USING gist
        (series_id WITH =, period_start WITH =, int4range(from_publication, to_publication) WITH &&)`);
  }
}
