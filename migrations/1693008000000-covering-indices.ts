import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Choosing series reads an index and no rows: those of an area lie on as many pages as there are indicators, and a row of
 * `indicator` is mostly texts (docs/decisions/0026).
 */
export class CoveringIndices1693008000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX series_area_id_covering_idx ON series (area_id, indicator_id, id, frequency, breakdown, access)`);
    await db.query(`DROP INDEX series_area_id_idx`);
    await db.query(`
      CREATE INDEX indicator_unit_id_covering_idx
      ON indicator (unit_id, id, code, access, aggregation, agency_id, topic_id, calendar_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX indicator_unit_id_covering_idx`);
    await db.query(`CREATE INDEX series_area_id_idx ON series (area_id)`);
    await db.query(`DROP INDEX series_area_id_covering_idx`);
  }
}
