import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Where rows lie that somebody releases, while they are published (src/publication/release-tables.ts): the login that publishes
 * for callers of the API may make no tables, not even temporary ones. They are empty whenever nobody publishes.
 */
export class ReleaseTables1693002000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE SCHEMA kho_release`);
    await db.query(`
      CREATE UNLOGGED TABLE kho_release.staged_row (
        line         integer NOT NULL,
        series_ref   integer,
        period_start date,
        period_end   date,
        value        numeric,
        status       char(1),
        comment      text,
        fault        jsonb,
        warning      jsonb
      )`);
    await db.query(`
      CREATE UNLOGGED TABLE kho_release.staged_series (
        ref          integer PRIMARY KEY,
        key          text NOT NULL,
        indicator_id integer NOT NULL,
        area_id      integer NOT NULL,
        frequency    text NOT NULL,
        breakdown    text NOT NULL,
        series_id    integer
      )`);
    await db.query(`
      CREATE UNLOGGED TABLE kho_release.staged_withdrawal (
        series_id    integer NOT NULL,
        period_start date NOT NULL,
        PRIMARY KEY (series_id, period_start)
      )`);
    await db.query(`
      CREATE UNLOGGED TABLE kho_release.staged_change (
        series_id    integer NOT NULL,
        period_start date NOT NULL,
        period_end   date NOT NULL,
        value        numeric,
        status       char(1),
        comment      text,
        superseded   integer
      )`);
    await db.query(`
      CREATE VIEW kho_release.staged_gain AS
      SELECT c.series_id, count(*) FILTER (WHERE c.superseded IS NULL) AS added, max(c.period_start) AS newest
      FROM kho_release.staged_change c GROUP BY c.series_id`);
    await db.query(`
      CREATE UNLOGGED TABLE kho_release.derived_dirty (series_id integer NOT NULL, period_start date NOT NULL)`);
    await db.query(`
      CREATE UNLOGGED TABLE kho_release.derived_result (
        series_id    integer,
        area_id      integer NOT NULL,
        breakdown    text NOT NULL,
        frequency    text NOT NULL,
        period_start date NOT NULL,
        period_end   date,
        value        numeric,
        status       char(1),
        comment      text,
        sample       boolean,
        access       text
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP SCHEMA kho_release CASCADE`);
  }
}
