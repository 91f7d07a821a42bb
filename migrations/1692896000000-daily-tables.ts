import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Settings of tables that are loaded every day (docs/decisions/0026). A publication touches many rows of few series: vacuum
 * and analyze must come after a share of a large table that its defaults would wait for, and revised rows find room in
 * their own page.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  observation: `fillfactor = 95, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.01`,
  observation_history: `autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02`,
  series: `fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02`,
};

export class DailyTables1692896000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [table, settings] of Object.entries(SETTINGS)) await db.query(`ALTER TABLE ${table} SET (${settings})`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table, settings] of Object.entries(SETTINGS))
      await db.query(`ALTER TABLE ${table} RESET (${settings.replaceAll(/\s*=\s*[\d.]+/g, "")})`);
  }
}
