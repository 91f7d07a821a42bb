import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whether a source delivers real figures or made-up ones, which must never mix. */
export class SourceProvenance1692897000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE source_system ADD COLUMN provenance text NOT NULL DEFAULT 'DELIVERED',
         ADD CONSTRAINT source_system_provenance_check CHECK (provenance IN ('DELIVERED', 'SAMPLE'))`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE source_system DROP COLUMN provenance`);
  }
}
