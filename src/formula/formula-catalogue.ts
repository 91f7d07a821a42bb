import type { ClientBase } from "pg";
import type { AccessClass } from "../access/viewer.js";
import { AppError } from "../shared/errors.js";

/** An indicator as the checks of a formula see it. */
export interface FormulaIndicator {
  readonly id: number;
  readonly code: string;
  readonly unit: string;
  readonly frequency: string;
  readonly calendar: string;
  readonly calendarId: number;
  readonly access: AccessClass;
  readonly agencyId: number;
  readonly topicId: number | null;
  readonly validFrom: string;
  /** Current observations that it holds. */
  readonly observations: number;
}

/** What a new indicator is to be; what is left out it has from the first input, its access from the closest one. */
export interface NewIndicator {
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly unit: string;
  readonly decimals?: number | undefined;
  readonly direction?: string | undefined;
  readonly agency?: string | undefined;
  readonly topic?: string | undefined;
  readonly access?: string | undefined;
}

const BY_CODES = `
  SELECT i.id, i.code, u.code AS unit, i.frequency, rc.code AS calendar, i.calendar_id AS "calendarId", i.access,
    i.agency_id AS "agencyId", i.topic_id AS "topicId", i.valid_from::text AS "validFrom",
    (SELECT coalesce(sum(s.observation_count), 0)::int FROM series s WHERE s.indicator_id = i.id) AS observations
  FROM indicator i JOIN unit u ON u.id = i.unit_id JOIN reporting_calendar rc ON rc.id = i.calendar_id
  WHERE i.code = ANY ($1::text[])`;

const INSERT = `
  INSERT INTO indicator (code, name_vi, name_en, unit_id, decimals, frequency, calendar_id, direction, aggregation, agency_id, topic_id, access, valid_from)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'NONE', $9, $10, $11, $12)`;

const CLOSENESS: readonly string[] = ["OPEN", "SHARED", "RESTRICTED"];

/** How closed a class is: the larger, the fewer may read. */
export function closeness(access: string): number {
  return CLOSENESS.indexOf(access);
}

export async function indicatorsByCode(
  client: ClientBase,
  codes: readonly string[],
): Promise<Map<string, FormulaIndicator>> {
  const { rows } = await client.query<FormulaIndicator>(BY_CODES, [codes]);
  return new Map(rows.map((row) => [row.code, row]));
}

/** @throws AppError NOT_FOUND for unit, agency or topic; BAD_USER_INPUT for values that no indicator can have */
export async function createIndicator(
  client: ClientBase,
  code: string,
  given: NewIndicator,
  inputs: readonly FormulaIndicator[],
): Promise<void> {
  const first = inputs[0]!;
  const closest = inputs.toSorted((a, b) => closeness(b.access) - closeness(a.access))[0]!;
  const { decimals = 2, direction = "NONE", access = closest.access } = given;
  if (!["INCREASE", "DECREASE", "NONE"].includes(direction))
    throw bad("direction", direction, "INCREASE, DECREASE or NONE");
  if (!CLOSENESS.includes(access)) throw bad("access", access, CLOSENESS.join(", "));
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 20) throw bad("decimals", String(decimals), "0 to 20");
  const unit = await idOf(client, "unit", given.unit);
  const agency = given.agency === undefined ? closest.agencyId : await idOf(client, "agency", given.agency);
  const topic = given.topic === undefined ? first.topicId : await idOf(client, "topic", given.topic);
  const texts = [code, given.name, given.nameEn ?? null];
  const validFrom = inputs.map((input) => input.validFrom).sort()[0];
  const calendar = [first.frequency, first.calendarId];
  await client.query(INSERT, [...texts, unit, decimals, ...calendar, direction, agency, topic, access, validFrom]);
}

async function idOf(client: ClientBase, table: "unit" | "agency" | "topic", code: string): Promise<number> {
  const newest = table === "agency" ? "ORDER BY t.valid_from DESC LIMIT 1" : "";
  const { rows } = await client.query<{ id: number }>(`SELECT t.id FROM ${table} t WHERE t.code = $1 ${newest}`, [
    code,
  ]);
  if (!rows[0]) throw new AppError("NOT_FOUND", `There is no ${table} ${code}.`);
  return rows[0].id;
}

function bad(name: string, value: string, allowed: string): AppError {
  return new AppError("BAD_USER_INPUT", `${name} is ${value}; it must be ${allowed}.`, { argument: name });
}
