/** Nobody reads these but administration. */
const CLOSED = "api_client, api_client_secret, audit_entry, client_usage, rate_window, raw_payload, file_block_list";

const ALL = ":public, :reader, :writer, :publisher";

/** What is looked up to publish rows, and by the triggers that follow. */
const PUBLISHED_FROM = `agency, area, dimension, dimension_code, formula, formula_input, indicator, indicator_dimension,
  observation, observation_history, open_series, publication, publication_series, reporting_calendar, series, series_breakdown,
  source_system, sync_run, unit`;

/** Of a series, what follows from its observations; a series that is computed is closed with what it is computed from. */
const COVERAGE = `access, provenance, observation_count, first_period_start, last_period_start, last_period_end, latest_start, latest_end,
  last_value, last_status`;

/** Rows that were held back are published by whom their agency allows to: as they came, and nothing else. */
const PUBLISHING: readonly string[] = [
  `GRANT USAGE ON SCHEMA kho_release TO :publisher`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA kho_release TO :publisher`,
  `GRANT SELECT ON ${PUBLISHED_FROM}, rejected_row, catalogue_history, catalogue_version TO :publisher`,
  `GRANT UPDATE (state, decided_at, decided_by, publication_id) ON rejected_row TO :publisher`,
  `GRANT INSERT, UPDATE ON publication, sync_run, catalogue_history, catalogue_version TO :publisher`,
  `GRANT INSERT, UPDATE, DELETE ON observation TO :publisher`,
  `GRANT INSERT ON observation_history, publication_series, series, series_breakdown, indicator_dimension TO :publisher`,
  `GRANT UPDATE (${COVERAGE}) ON series TO :publisher`,
  // The triggers of observations set it back, when a row is not what publishing makes.
  `GRANT SELECT, UPDATE (publication_id, reaching) ON series_year_version TO :publisher`,
  // Versions are numbered without a gap (OPEN_PUBLICATION).
  `GRANT USAGE, UPDATE ON SEQUENCE publication_id_seq TO :publisher`,
];

/** What the logins of the API may do, and no more: given anew at a start that finds anything else, such as a new table. */
export const GRANTS: readonly string[] = [
  `REVOKE ALL ON ALL TABLES IN SCHEMA public, kho_release FROM ${ALL}`,
  `REVOKE ALL ON ALL SEQUENCES IN SCHEMA public, kho_release FROM ${ALL}`,
  `REVOKE ALL ON SCHEMA public, kho_release FROM ${ALL}`,
  // Everybody may make temporary tables by default; the owner of the database goes on to.
  `REVOKE TEMPORARY ON DATABASE :database FROM PUBLIC`,
  `REVOKE CREATE ON SCHEMA public FROM PUBLIC`,
  `GRANT CONNECT ON DATABASE :database TO ${ALL}`,
  `GRANT USAGE ON SCHEMA public TO ${ALL}`,
  `GRANT SELECT ON ALL TABLES IN SCHEMA public TO :public, :reader, :writer`,
  `REVOKE ALL ON ${CLOSED} FROM :public, :reader`,
  // What publications came from is told by publication_text, to this login only where it is open.
  `REVOKE ALL ON publication FROM :public`,
  `GRANT SELECT (id, published_at, created, updated, withdrawn) ON publication TO :public`,
  // Who may see what; the triggers of both write their history as whoever changes them.
  `GRANT UPDATE (access) ON indicator, series TO :writer`,
  `GRANT INSERT, UPDATE ON catalogue_history, catalogue_version TO :writer`,
  `GRANT INSERT, UPDATE, DELETE ON api_client, api_client_secret, client_usage, rate_window TO :writer`,
  // Days that are over are deleted; an entry is never changed.
  `GRANT INSERT, DELETE ON audit_entry TO :writer`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO :writer`,
  ...PUBLISHING,
];
