import type { MigrationInterface, QueryRunner } from "typeorm";

/** Exceptions per series: one that is closer than its indicator. Answers that are kept must know of a change at once. */
export class SeriesAccess1692806000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE series ADD COLUMN access text, ADD CONSTRAINT series_access_check CHECK (access IN ('SHARED', 'RESTRICTED'))`,
    );
    await db.query(`
      CREATE TRIGGER series_access_changed AFTER UPDATE OF access ON series
      FOR EACH STATEMENT EXECUTE FUNCTION kho_catalogue_changed()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TRIGGER series_access_changed ON series`);
    await db.query(`ALTER TABLE series DROP COLUMN access`);
  }
}
