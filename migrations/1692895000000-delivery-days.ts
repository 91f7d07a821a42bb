import type { MigrationInterface, QueryRunner } from "typeorm";

/** How long after the end of a period an indicator may take to arrive; null is its frequency's own delay. */
export class DeliveryDays1692895000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE indicator ADD COLUMN delivery_days smallint,
         ADD CONSTRAINT indicator_delivery_days_check CHECK (delivery_days BETWEEN 0 AND 3660)`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE indicator DROP COLUMN delivery_days`);
  }
}
