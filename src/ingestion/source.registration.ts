import type { ClientBase } from "pg";
import type { LocalDate } from "../shared/local-date.js";
import { AppError } from "../shared/errors.js";
import type { SyncSource } from "./sync.source.js";
import { DEFAULT_TIME_ZONE } from "./sync.source.js";

export interface RegisteredSource {
  readonly id: number;
  readonly watermark: LocalDate | null;
}

const REGISTER = `
  INSERT INTO source_system (code, name_vi, name_en, agency_id, kind, address, delivery, provenance, schedule, time_zone)
  SELECT $1, $2, $3, a.id, $5, $6, $7, $8, $9, $10
  FROM agency a WHERE a.code = $4 ORDER BY a.valid_from DESC LIMIT 1
  ON CONFLICT (code) DO UPDATE SET
    name_vi = excluded.name_vi, name_en = excluded.name_en, agency_id = excluded.agency_id, kind = excluded.kind,
    address = excluded.address, delivery = excluded.delivery, provenance = excluded.provenance, schedule = excluded.schedule,
    time_zone = excluded.time_zone, active = TRUE
  RETURNING id, watermark::text AS "watermark"`;

/**
 * Notes a source as its configuration says.
 * @throws AppError BAD_USER_INPUT when its agency does not exist
 */
export async function registerSource(client: ClientBase, source: SyncSource): Promise<RegisteredSource> {
  const { code, nameVi, nameEn, agency, kind, address, snapshot, provenance, schedule } = source;
  const { rows } = await client.query<RegisteredSource>(REGISTER, [
    code,
    nameVi,
    nameEn,
    agency,
    kind,
    address,
    snapshot ? "SNAPSHOT" : "DELTA",
    provenance,
    schedule?.cron ?? null,
    schedule?.timeZone ?? DEFAULT_TIME_ZONE,
  ]);
  if (rows[0]) return rows[0];
  throw new AppError(
    "BAD_USER_INPUT",
    `The source ${code} belongs to the agency ${JSON.stringify(agency)}, which does not exist`,
  );
}

/** Sources whose configuration is gone keep what they brought, and are shown as such. */
export async function retireOthers(client: ClientBase, sources: readonly SyncSource[]): Promise<void> {
  await client.query(`UPDATE source_system s SET active = FALSE WHERE s.active AND s.code <> ALL($1)`, [
    sources.map(({ code }) => code),
  ]);
}
