import type { MigrationInterface, QueryRunner } from "typeorm";

const VERSIONED = ["target", "target_milestone"];

/**
 * What stood in earlier data versions where it changes outside of observations: targets, their milestones, and the provenance
 * and citation of series. A row of history says what stood in [from_publication, to_publication); `content` is null while the
 * row was not there yet. What no history row covers is as the table has it now, so that present questions pay nothing.
 *
 * A change of a target is a data version like a changed observation, because answers change: outside of publishing, the
 * first such change of a transaction opens a publication (docs/decisions/0018).
 */
export class CatalogueHistory1692802000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE catalogue_history (
        table_name       text NOT NULL,
        row_id           integer NOT NULL,
        from_publication integer NOT NULL,
        to_publication   integer NOT NULL,
        content          jsonb,
        CONSTRAINT catalogue_history_pkey PRIMARY KEY (table_name, row_id, from_publication),
        CONSTRAINT catalogue_history_publications_check CHECK (from_publication < to_publication),
        CONSTRAINT catalogue_history_no_overlap_excl EXCLUDE USING gist
          (table_name WITH =, row_id WITH =, int4range(from_publication, to_publication) WITH &&)
      )`);
    await db.query(`
      CREATE FUNCTION kho_publication_opened() RETURNS trigger
      LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM set_config('kho.publication', NEW.id::text, TRUE);
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER publication_opened AFTER INSERT ON publication
      FOR EACH ROW EXECUTE FUNCTION kho_publication_opened()`);
    // The lock is that of publishing: versions are numbered in the order in which they become visible.
    await db.query(`
      CREATE FUNCTION kho_open_version(origin text) RETURNS integer
      LANGUAGE plpgsql AS $$
      DECLARE
        opened integer := nullif(current_setting('kho.publication', TRUE), '')::integer;
      BEGIN
        IF opened IS NULL THEN
          PERFORM pg_advisory_xact_lock(1692800002);
          INSERT INTO publication (origin) VALUES (kho_open_version.origin) RETURNING id INTO opened;
          PERFORM pg_notify('kho_published', opened::text);
        END IF;
        RETURN opened;
      END $$`);
    await db.query(`
      CREATE FUNCTION kho_keep_past(kept_table text, kept_id integer, kept jsonb) RETURNS void
      LANGUAGE plpgsql AS $$
      DECLARE
        version integer := kho_open_version(kept_table);
        since   integer := coalesce(
          (SELECT max(h.to_publication) FROM catalogue_history h WHERE h.table_name = kept_table AND h.row_id = kept_id), 0);
      BEGIN
        IF since < version THEN
          INSERT INTO catalogue_history VALUES (kept_table, kept_id, since, version, kept);
        END IF;
      END $$`);
    await db.query(`
      CREATE FUNCTION kho_keep_row() RETURNS trigger
      LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          PERFORM kho_keep_past(TG_TABLE_NAME, NEW.id, NULL);
        ELSIF TG_OP = 'DELETE' THEN
          PERFORM kho_keep_past(TG_TABLE_NAME, OLD.id, to_jsonb(OLD));
        ELSIF NEW.id <> OLD.id THEN
          RAISE integrity_constraint_violation USING MESSAGE = format('the id of a row of %I stays what it is', TG_TABLE_NAME);
        ELSIF NEW IS DISTINCT FROM OLD THEN
          PERFORM kho_keep_past(TG_TABLE_NAME, OLD.id, to_jsonb(OLD));
        END IF;
        RETURN NULL;
      END $$`);
    for (const table of VERSIONED)
      await db.query(`
        CREATE TRIGGER ${table}_past AFTER INSERT OR UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION kho_keep_row()`);
    await db.query(`
      CREATE FUNCTION kho_keep_provenance() RETURNS trigger
      LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM kho_keep_past('series', OLD.id, jsonb_build_object(
          'provenance', OLD.provenance, 'citation_vi', OLD.citation_vi, 'citation_en', OLD.citation_en));
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER series_past AFTER UPDATE OF provenance, citation_vi, citation_en ON series FOR EACH ROW
      WHEN ((OLD.provenance, OLD.citation_vi, OLD.citation_en) IS DISTINCT FROM (NEW.provenance, NEW.citation_vi, NEW.citation_en))
      EXECUTE FUNCTION kho_keep_provenance()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TRIGGER series_past ON series`);
    for (const table of VERSIONED) await db.query(`DROP TRIGGER ${table}_past ON ${table}`);
    await db.query(`DROP TRIGGER publication_opened ON publication`);
    await db.query(`
      DROP FUNCTION kho_keep_provenance(), kho_keep_row(), kho_keep_past(text, integer, jsonb), kho_open_version(text),
        kho_publication_opened()`);
    await db.query(`DROP TABLE catalogue_history`);
  }
}
