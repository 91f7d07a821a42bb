import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A series holds its latest observation as it is shown: the latest values of all indicators are read from one table instead of one look-up
 * for each among millions (docs/decisions/0038).
 */
export class LatestObservations1693009000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE series ADD COLUMN latest_end date, ADD COLUMN last_status character(1)`);
    await db.query(`
      UPDATE series s SET latest_end = o.period_end, last_value = o.value, last_status = o.status
      FROM observation o WHERE o.series_id = s.id AND o.period_start = s.latest_start`);
    await db.query(`
      ALTER TABLE series ADD CONSTRAINT series_latest_check
      CHECK (num_nulls(latest_start, latest_end, last_value, last_status) IN (0, 4))`);
    await db.query(`
      CREATE INDEX indicator_id_covering_idx ON indicator (id, access, frequency, calendar_id)`);
    await db.query(`CREATE INDEX series_area_id_indicator_id_idx ON series (area_id, indicator_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX series_area_id_indicator_id_idx`);
    await db.query(`DROP INDEX indicator_id_covering_idx`);
    await db.query(`ALTER TABLE series DROP COLUMN latest_end, DROP COLUMN last_status`);
  }
}
