/** Nobody reads these but administration. */
const CLOSED = "api_client, api_client_secret, audit_entry, client_usage, rate_window, raw_payload";

/** What the logins of the API may do, and no more: given anew at a start that finds anything else, such as a new table. */
export const GRANTS: readonly string[] = [
  `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :public, :reader, :writer`,
  `REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM :public, :reader, :writer`,
  `REVOKE ALL ON SCHEMA public FROM :public, :reader, :writer`,
  // Everybody may make temporary tables by default; the owner of the database goes on to.
  `REVOKE TEMPORARY ON DATABASE :database FROM PUBLIC`,
  `REVOKE CREATE ON SCHEMA public FROM PUBLIC`,
  `GRANT CONNECT ON DATABASE :database TO :public, :reader, :writer`,
  `GRANT USAGE ON SCHEMA public TO :public, :reader, :writer`,
  `GRANT SELECT ON ALL TABLES IN SCHEMA public TO :public, :reader, :writer`,
  `REVOKE ALL ON ${CLOSED} FROM :public, :reader`,
  // Who may see what; the triggers of both write their history as whoever changes them.
  `GRANT UPDATE ON indicator, series TO :writer`,
  `GRANT INSERT, UPDATE ON catalogue_history, catalogue_version TO :writer`,
  `GRANT INSERT, UPDATE, DELETE ON api_client, api_client_secret, client_usage, rate_window TO :writer`,
  // Days that are over are deleted; an entry is never changed.
  `GRANT INSERT, DELETE ON audit_entry TO :writer`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO :writer`,
];
