import type { MigrationInterface, QueryRunner } from "typeorm";

/** A series that is closed closes what is computed from it, at once and not only at the next publication. */
export class DerivedSeriesAccess1692890500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION kho_close_derived_series() RETURNS trigger
      LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.access = 'RESTRICTED' AND EXISTS (
          SELECT FROM formula_input f JOIN indicator derived ON derived.id = f.indicator_id JOIN indicator input ON input.id = f.input_id
          JOIN series r ON r.indicator_id = derived.id AND (r.area_id, r.breakdown, r.frequency) = (NEW.area_id, NEW.breakdown, NEW.frequency)
          WHERE f.input_id = NEW.indicator_id AND derived.agency_id <> input.agency_id AND r.observation_count > 0) THEN
          RAISE check_violation USING MESSAGE = format('from %s another agency''s indicator is computed', NEW.key);
        END IF;
        UPDATE series r SET access = NEW.access
        FROM formula_input f
        WHERE f.input_id = NEW.indicator_id AND r.indicator_id = f.indicator_id
          AND (r.area_id, r.breakdown, r.frequency) = (NEW.area_id, NEW.breakdown, NEW.frequency)
          AND r.access IS DISTINCT FROM 'RESTRICTED' AND r.access IS DISTINCT FROM NEW.access;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER series_close_derived AFTER UPDATE OF access ON series
      FOR EACH ROW WHEN (NEW.access IS NOT NULL AND NEW.access IS DISTINCT FROM OLD.access)
      EXECUTE FUNCTION kho_close_derived_series()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TRIGGER series_close_derived ON series`);
    await db.query(`DROP FUNCTION kho_close_derived_series()`);
  }
}
