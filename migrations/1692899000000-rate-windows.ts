import type { MigrationInterface, QueryRunner } from "typeorm";

/** Points that callers have used in a minute, for processes that count together. Not logged: a crash may forget a minute. */
export class RateWindows1692899000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE UNLOGGED TABLE rate_window (
        caller  text NOT NULL,
        ends_at timestamptz NOT NULL,
        points  bigint NOT NULL,
        CONSTRAINT rate_window_pkey PRIMARY KEY (caller, ends_at)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE rate_window`);
  }
}
