import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * What every later table leans on: range constraints over equal keys, Vietnamese numeric sorting, and folding for search.
 * `kho_fold` must stay the twin of `foldText` in src/shared/text.ts; a test compares them.
 */
export class TextFunctions1692800000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE EXTENSION IF NOT EXISTS btree_gist`);
    await db.query(`CREATE COLLATION kho_vi (provider = icu, locale = 'vi-u-kn-true')`);
    await db.query(`
      CREATE FUNCTION kho_fold(text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN btrim(regexp_replace(
        regexp_replace(lower(normalize(translate($1, 'ĐđÐð', 'DdDd'), NFD) COLLATE "und-x-icu"), '[\\u0300-\\u036f]', '', 'g'),
        '[^[:alnum:]]+', ' ', 'g'))`);
    await db.query(`
      CREATE FUNCTION kho_initials(text) RETURNS text
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN regexp_replace(kho_fold($1), '([[:alnum:]])[[:alnum:]]* ?', '\\1', 'g')`);
    // What a search looks through: names and codes, then #initials (people type TTHC, BR-VT), then ~ the longer texts.
    await db.query(`
      CREATE FUNCTION kho_search_text(names text, named text, texts text) RETURNS text
      LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN kho_fold(names) || ' #' || kho_initials(named) || ' ~' || coalesce(kho_fold(texts), '')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP FUNCTION kho_search_text(text, text, text), kho_initials(text), kho_fold(text)`);
    await db.query(`DROP COLLATION kho_vi`);
    await db.query(`DROP EXTENSION btree_gist`);
  }
}
