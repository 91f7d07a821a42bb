import type { MigrationInterface, QueryRunner } from "typeorm";

const TABLES = ["formula", "formula_input"];
const RANK = (access: string) => `array_position(ARRAY['OPEN', 'SHARED', 'RESTRICTED'], ${access})`;

/**
 * Derived indicators: a formula over other indicators, and which ones it reads under which name.
 *
 * Nobody may read through a formula what he may not read himself. That is kept here, because access is changed in many ways:
 * a derived indicator is never more open than its inputs.
 */
export class Formulas1692805000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE formula (
        indicator_id integer NOT NULL,
        expression   text NOT NULL,
        CONSTRAINT formula_pkey PRIMARY KEY (indicator_id),
        CONSTRAINT formula_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicator (id),
        CONSTRAINT formula_expression_check CHECK (length(expression) BETWEEN 1 AND 500)
      )`);
    await db.query(`
      CREATE TABLE formula_input (
        indicator_id integer NOT NULL,
        input_id     integer NOT NULL,
        name         text NOT NULL,
        CONSTRAINT formula_input_pkey PRIMARY KEY (indicator_id, input_id),
        CONSTRAINT formula_input_indicator_id_name_key UNIQUE (indicator_id, name),
        CONSTRAINT formula_input_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES formula (indicator_id) ON DELETE CASCADE,
        CONSTRAINT formula_input_input_id_fkey FOREIGN KEY (input_id) REFERENCES indicator (id),
        CONSTRAINT formula_input_other_check CHECK (indicator_id <> input_id)
      )`);
    await db.query(`CREATE INDEX formula_input_input_id_idx ON formula_input (input_id)`);
    for (const table of TABLES)
      await db.query(`
        CREATE TRIGGER ${table}_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION kho_catalogue_changed()`);
    await this.#keepAccess(db);
  }

  async #keepAccess(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION kho_check_formula_access() RETURNS trigger
      LANGUAGE plpgsql AS $$
      DECLARE
        leak record;
      BEGIN
        SELECT derived.code AS derived, input.code AS input INTO leak
        FROM formula_input f JOIN indicator derived ON derived.id = f.indicator_id JOIN indicator input ON input.id = f.input_id
        WHERE (${RANK("derived.access")} < ${RANK("input.access")}
          OR (input.access = 'RESTRICTED' AND input.agency_id <> derived.agency_id))
        LIMIT 1;
        IF FOUND THEN
          RAISE check_violation USING MESSAGE = format('%s is computed from %s and may not be more open', leak.derived, leak.input);
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER formula_input_access AFTER INSERT OR UPDATE ON formula_input
      FOR EACH STATEMENT EXECUTE FUNCTION kho_check_formula_access()`);
    await db.query(`
      CREATE TRIGGER indicator_formula_access AFTER UPDATE OF access, agency_id ON indicator
      FOR EACH STATEMENT EXECUTE FUNCTION kho_check_formula_access()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TRIGGER indicator_formula_access ON indicator`);
    await db.query(`DROP TABLE formula_input, formula`);
    await db.query(`DROP FUNCTION kho_check_formula_access()`);
  }
}
