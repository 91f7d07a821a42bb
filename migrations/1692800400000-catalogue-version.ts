import type { MigrationInterface, QueryRunner } from "typeorm";

const CATALOGUE = [
  "area",
  "agency",
  "unit",
  "topic",
  "dimension",
  "dimension_code",
  "reporting_calendar",
  "indicator",
  "indicator_dimension",
  "plan",
  "pillar",
  "target",
  "target_milestone",
];

/**
 * A number that changes with every change of the catalogue, whoever makes it, so that no process answers from rows it
 * remembers when they are no longer true. One row, updated in the transaction of the change: a sequence would move before
 * the change can be seen.
 */
export class CatalogueVersion1692800400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE catalogue_version (
        id      boolean NOT NULL DEFAULT TRUE,
        version integer NOT NULL DEFAULT 0,
        CONSTRAINT catalogue_version_pkey PRIMARY KEY (id),
        CONSTRAINT catalogue_version_one_row_check CHECK (id)
      )`);
    await db.query(`INSERT INTO catalogue_version DEFAULT VALUES`);
    await db.query(`
      CREATE FUNCTION kho_catalogue_changed() RETURNS trigger
      LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE catalogue_version SET version = version + 1;
        NOTIFY kho_published;
        RETURN NULL;
      END $$`);
    for (const table of CATALOGUE)
      await db.query(`
        CREATE TRIGGER ${table}_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION kho_catalogue_changed()`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of CATALOGUE) await db.query(`DROP TRIGGER ${table}_changed ON ${table}`);
    await db.query(`DROP FUNCTION kho_catalogue_changed()`);
    await db.query(`DROP TABLE catalogue_version`);
  }
}
