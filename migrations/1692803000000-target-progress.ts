import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What progress and its reports need of a target: which value is compared where the indicator doesn't tell, which targets of
 * other years are the same one, and the decision that amended it.
 */
export class TargetProgress1692803000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE target
        ADD COLUMN measured_as text,
        ADD COLUMN lineage text,
        ADD COLUMN decided_on date,
        ADD COLUMN decision_note_vi text,
        ADD COLUMN decision_note_en text,
        ADD CONSTRAINT target_measured_as_check CHECK (measured_as IN ('LATEST_VALUE', 'YEAR_TO_DATE'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE target
        DROP COLUMN measured_as,
        DROP COLUMN lineage,
        DROP COLUMN decided_on,
        DROP COLUMN decision_note_vi,
        DROP COLUMN decision_note_en`);
  }
}
