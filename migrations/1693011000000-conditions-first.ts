import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Columns with conditions come first in an index, without others between them: else Postgres 18 looks for ways to skip over those, at
 * each entry that it compares (docs/decisions/0026).
 */
export class ConditionsFirst1693011000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX series_area_id_covering_idx`);
    await db.query(`
      CREATE INDEX series_area_id_covering_idx ON series (area_id, indicator_id, breakdown, frequency, id) WHERE access IS NULL`);
    await db.query(`DROP INDEX indicator_unit_id_covering_idx`);
    await db.query(`
      CREATE INDEX indicator_unit_id_covering_idx
      ON indicator (unit_id, access, id, code, aggregation, agency_id, topic_id, calendar_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX indicator_unit_id_covering_idx`);
    await db.query(`
      CREATE INDEX indicator_unit_id_covering_idx
      ON indicator (unit_id, id, code, access, aggregation, agency_id, topic_id, calendar_id)`);
    await db.query(`DROP INDEX series_area_id_covering_idx`);
    await db.query(`
      CREATE INDEX series_area_id_covering_idx ON series (area_id, indicator_id, id, frequency, breakdown, access)`);
  }
}
