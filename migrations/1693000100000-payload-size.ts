import type { MigrationInterface, QueryRunner } from "typeorm";

/** Files that people import may have more bytes than an integer counts. */
export class PayloadSize1693000100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE raw_payload ALTER COLUMN size TYPE bigint`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE raw_payload ALTER COLUMN size TYPE integer USING least(size, 2147483647)::integer`);
  }
}
