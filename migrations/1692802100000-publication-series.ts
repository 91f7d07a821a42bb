import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Which series each publication touched: from it the change feed finds what changed since a version, without an index of
 * publications on every observation, which would cost more than all of this at each load (docs/decisions/0019).
 * Statement triggers keep it, whoever writes.
 */
export class PublicationSeries1692802100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE publication_series (
        publication_id integer NOT NULL,
        series_id      integer NOT NULL,
        CONSTRAINT publication_series_pkey PRIMARY KEY (publication_id, series_id)
      )`);
    await db.query(`
      CREATE INDEX publication_series_series_id_publication_id_idx ON publication_series (series_id, publication_id)`);
    await db.query(`
      CREATE FUNCTION kho_note_series() RETURNS trigger
      LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO publication_series SELECT DISTINCT c.publication_id, c.series_id FROM changed c
        ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE FUNCTION kho_note_history_series() RETURNS trigger
      LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO publication_series
        SELECT DISTINCT edge.publication_id, c.series_id
        FROM changed c CROSS JOIN LATERAL (VALUES (c.from_publication), (c.to_publication)) AS edge (publication_id)
        ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$`);
    for (const event of ["INSERT", "UPDATE"]) {
      const name = event.toLowerCase();
      await db.query(`
        CREATE TRIGGER observation_noted_${name} AFTER ${event} ON observation
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION kho_note_series()`);
      await db.query(`
        CREATE TRIGGER observation_history_noted_${name} AFTER ${event} ON observation_history
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION kho_note_history_series()`);
    }
    await db.query(`
      INSERT INTO publication_series
      SELECT o.publication_id, o.series_id FROM observation o
      UNION SELECT h.from_publication, h.series_id FROM observation_history h
      UNION SELECT h.to_publication, h.series_id FROM observation_history h`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of ["insert", "update"]) {
      await db.query(`DROP TRIGGER observation_noted_${name} ON observation`);
      await db.query(`DROP TRIGGER observation_history_noted_${name} ON observation_history`);
    }
    await db.query(`DROP FUNCTION kho_note_series(), kho_note_history_series()`);
    await db.query(`DROP TABLE publication_series`);
  }
}
