import type { ClientBase } from "pg";

/**
 * Where publishing lays out what it compares. Imports and sources make temporary tables. Rows that somebody releases lie in tables
 * that stand (migration release-tables): the login that publishes for callers of the API may make none (docs/decisions/0033).
 */
export type StagingTables = "TEMPORARY" | "STANDING";

/** The views over them are not named: they hold nothing. */
const TABLES = ["staged_row", "staged_series", "staged_withdrawal", "staged_change", "derived_dirty", "derived_result"];

const CLEAR = TABLES.map((name) => `DELETE FROM kho_release.${name}`).join("; ");

/** From now on, in this transaction, the names of staging tables mean those that stand. It must hold the publishing lock: they are one set. */
export async function useReleaseTables(client: ClientBase): Promise<void> {
  await client.query("SET LOCAL search_path = kho_release, public");
}

/** Nothing of them outlives the transaction, nor is seen outside of it. */
export async function clearReleaseTables(client: ClientBase): Promise<void> {
  await client.query(CLEAR);
}
