import { createHash } from "node:crypto";
import type pg from "pg";
import { GRANTS } from "./api-grants.js";
import { showAllRows } from "./row-security.js";
import { StartupError } from "./startup.error.js";

/** Names of the API's logins. */
export interface LoginNames {
  readonly open: string;
  readonly reading: string;
  readonly writing: string;
  readonly publishing: string;
}

/**
 * All that says who may do what here: rights, policies, and the logins themselves. Whoever changes any of it by hand changes the
 * fingerprint, and so does a new table.
 */
const STATE = `
  SELECT md5(string_agg(line, E'\\n' ORDER BY line)) AS "state" FROM (
    SELECT 'database ' || coalesce(d.datacl::text, '') AS line FROM pg_database d WHERE d.datname = current_database()
    UNION ALL SELECT concat_ws(' ', 'schema', n.nspname, n.nspacl::text) FROM pg_namespace n WHERE n.nspname IN ('public', 'kho_release')
    UNION ALL SELECT concat_ws(' ', c.relkind, c.relname, c.relowner, c.relacl::text, c.relrowsecurity)
      FROM pg_class c WHERE c.relnamespace IN ('public'::regnamespace, 'kho_release'::regnamespace) AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL SELECT concat_ws(' ', a.attrelid::regclass, a.attname, a.attacl::text) FROM pg_attribute a WHERE a.attacl IS NOT NULL
      AND a.attrelid IN (SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace)
    UNION ALL SELECT concat_ws(' ', p.polrelid::regclass, p.polname, p.polcmd, p.polroles::text, pg_get_expr(p.polqual, p.polrelid))
      FROM pg_policy p
    UNION ALL SELECT concat_ws(' ', r.oid, r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolconfig::text)
      FROM pg_roles r WHERE r.rolname = ANY($1::text[])
    UNION ALL SELECT concat_ws(' ', m.roleid, m.member) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
      WHERE r.rolname = ANY($1::text[])) AS lines`;

/** Logins that may more than serve requests: what they are, or what they can become. */
const TOO_MIGHTY = `
  SELECT r.rolname AS "name" FROM pg_roles r
  WHERE r.rolname = ANY($1::text[]) AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
    OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid))`;

/** Beside a function that belongs to the matter, since comments on tables count as drift: whoever changes it only has the rights given anew. */
const REMEMBERED = `SELECT obj_description('kho_note_open_series()'::regprocedure, 'pg_proc') AS "remembered"`;

const namesIn = ({ open, reading, writing, publishing }: LoginNames): string[] => [open, reading, writing, publishing];

/** Are the rights those that this version of Kho gave last? One look, where giving them takes a dozen statements. */
export async function areRightsGiven(client: pg.Client, names: LoginNames): Promise<boolean> {
  const { rows } = await client.query<{ remembered: string | null }>(REMEMBERED);
  return rows[0]!.remembered === (await fingerprint(client, names));
}

/** Gives the logins what the API needs and no more, and remembers that; those who are connected never miss a right. */
export async function giveRights(client: pg.Client, names: LoginNames): Promise<void> {
  await client.query("BEGIN");
  for (const grant of GRANTS) await client.query(filled(client, grant, names));
  await showAllRows(client, [names.reading, names.writing, names.publishing]);
  const remembered = client.escapeLiteral(await fingerprint(client, names));
  await client.query(`COMMENT ON FUNCTION kho_note_open_series() IS ${remembered}`);
  await client.query("COMMIT");
}

/** @throws StartupError when one of the logins is more than one for serving requests should be. */
export async function refuseMightyLogins(client: pg.Client, names: LoginNames): Promise<void> {
  const { rows } = await client.query<{ name: string }>(TOO_MIGHTY, [namesIn(names)]);
  if (rows.length === 0) return;
  const mighty = rows.map(({ name }) => name).join(", ");
  throw new StartupError(
    `${mighty} may more than serve requests: no SUPERUSER, BYPASSRLS, CREATEROLE, CREATEDB or REPLICATION, and member of no other role`,
  );
}

async function fingerprint(client: pg.Client, names: LoginNames): Promise<string> {
  const { rows } = await client.query<{ state: string }>(STATE, [namesIn(names)]);
  const wanted = JSON.stringify([GRANTS, names]);
  return `rights ${createHash("sha256").update(wanted).update(rows[0]!.state).digest("hex")}`;
}

function filled(client: pg.Client, grant: string, { open, reading, writing, publishing }: LoginNames): string {
  return grant
    .replaceAll(":public", client.escapeIdentifier(open))
    .replaceAll(":reader", client.escapeIdentifier(reading))
    .replaceAll(":writer", client.escapeIdentifier(writing))
    .replaceAll(":publisher", client.escapeIdentifier(publishing))
    .replaceAll(":database", client.escapeIdentifier(client.database!));
}
