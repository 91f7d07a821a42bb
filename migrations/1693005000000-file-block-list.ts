import type { MigrationInterface, QueryRunner } from "typeorm";

/** What tells a large file that comes every day from the one before: docs/decisions/0042. */
export class FileBlockList1693005000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE file_block_list (
        key            text NOT NULL,
        publication_id integer NOT NULL,
        catalogue      text NOT NULL,
        unit           text,
        blocks         bytea NOT NULL,
        kept_at        timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT file_block_list_pkey PRIMARY KEY (key)
      )`);
    // Digests can't be compressed.
    await db.query(`ALTER TABLE file_block_list ALTER COLUMN blocks SET STORAGE EXTERNAL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE file_block_list`);
  }
}
