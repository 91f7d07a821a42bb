import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Looks once for each series that a statement's rows name, not once for each row: the planner knows nothing of how many rows
 * there are, and looked up two million keys one by one, which took a quarter of a first load.
 */
export class ObservationKeys1693000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(checkOf(`(SELECT DISTINCT changed.series_id FROM changed)`));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(checkOf(`changed`));
  }
}

function checkOf(named: string): string {
  return `
    CREATE OR REPLACE FUNCTION kho_check_observation_keys() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM ${named} AS c WHERE NOT EXISTS (SELECT FROM series s WHERE s.id = c.series_id)) THEN
        RAISE foreign_key_violation USING MESSAGE = format('a row of %I names a series that does not exist', TG_TABLE_NAME);
      END IF;
      RETURN NULL;
    END $$`;
}
