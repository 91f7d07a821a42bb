import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The bits of open series are read by every statement of an anonymous caller, once for each guarded table: kept as they are, reading them
 * takes half as long as unpacking them (docs/decisions/0033).
 */
export class PlainOpenSeries1693010000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE open_series ALTER COLUMN bits SET STORAGE EXTERNAL`);
    await db.query(`UPDATE open_series SET bits = bits || B''`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE open_series ALTER COLUMN bits SET STORAGE EXTENDED`);
  }
}
