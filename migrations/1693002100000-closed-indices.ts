import type { MigrationInterface, QueryRunner } from "typeorm";

/** Tables whose rows may lead to closed indicators, and which of them a login sees that was told nothing else. */
const OPEN: Readonly<Record<string, string>> = {
  composite_index: `EXISTS (SELECT FROM composite_index_version v WHERE v.index_id = composite_index.id)`,
  composite_index_version: `kho_is_open_index(id)`,
  composite_component: `EXISTS (SELECT FROM composite_index_version v WHERE v.id = composite_component.version_id)`,
};

/**
 * Two more things behind the second wall (docs/decisions/0033): versions of composite indices of which a component is closed, and the
 * texts of publications that touched nothing open.
 */
export class ClosedIndices1693002100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Whoever asks sees no closed components of his own: so this looks for him.
    await db.query(`
      CREATE FUNCTION kho_is_open_index(version integer) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
        SELECT NOT EXISTS (
          SELECT FROM composite_component cc JOIN indicator i ON i.id = cc.indicator_id
          WHERE cc.version_id = version AND i.access <> 'OPEN')
      $$`);
    for (const [table, condition] of Object.entries(OPEN)) {
      await db.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await db.query(`CREATE POLICY ${table}_open ON ${table} FOR SELECT USING (${condition})`);
    }
    // Policies hide rows, and a publication's row is for everybody: its number says that there is a newer version.
    await db.query(`
      CREATE VIEW publication_text WITH (security_barrier) AS
      SELECT p.id, CASE WHEN seen.open THEN p.origin END AS origin, CASE WHEN seen.open THEN p.comment END AS comment
      FROM publication p CROSS JOIN LATERAL (
        SELECT has_column_privilege('publication', 'origin', 'SELECT')
          OR NOT EXISTS (SELECT FROM publication_series ps WHERE ps.publication_id = p.id)
          OR EXISTS (SELECT FROM publication_series ps WHERE ps.publication_id = p.id
            AND get_bit((SELECT o.bits || B'' FROM open_series o), ps.series_id) <> 0) AS open) AS seen`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW publication_text`);
    for (const table of Object.keys(OPEN)) {
      await db.query(`DROP POLICY ${table}_open ON ${table}`);
      await db.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
    await db.query(`DROP FUNCTION kho_is_open_index(integer)`);
  }
}
