import type { ClientBase } from "pg";
import { AppError } from "../shared/errors.js";
import type { ImportSpec } from "./import.spec.js";

/** What new entries hang on. Each is null where nothing needs it. */
export interface Surroundings {
  readonly agencyId: number | null;
  readonly agencyCreated: boolean;
  readonly calendarId: number | null;
  readonly topicId: number | null;
  readonly parentId: number | null;
  readonly areaLevel: number | null;
}

/** Codes of the entries that are to be created. */
export interface Wanted {
  readonly indicators: readonly string[];
  /** Those for which no row names a unit. */
  readonly unitless: readonly string[];
  readonly areas: readonly string[];
}

export interface Calendar {
  /** Null when the warehouse has no calendar of this kind yet. */
  readonly id: number | null;
  readonly startDay: number;
}

/**
 * The calendar on which new indicators report: the one that the map names, or that of calendar months.
 * @throws AppError BAD_USER_INPUT for an unknown code
 */
export async function calendarOfNew(client: ClientBase, code: string | undefined): Promise<Calendar> {
  const found = await client.query<Calendar>(
    `SELECT c.id, c.start_day AS "startDay" FROM reporting_calendar c
     WHERE CASE WHEN $1::text IS NULL THEN c.start_day = 1 ELSE c.code = $1 END ORDER BY c.id LIMIT 1`,
    [code ?? null],
  );
  if (found.rows[0]) return found.rows[0];
  if (code !== undefined)
    throw new AppError("BAD_USER_INPUT", `There is no reporting calendar ${JSON.stringify(code)}`);
  return { id: null, startDay: 1 };
}

/** @throws AppError BAD_USER_INPUT with everything that is missing, before anything is created */
export async function findSurroundings(
  client: ClientBase,
  spec: ImportSpec,
  calendarId: number | null,
  wanted: Wanted,
): Promise<Surroundings> {
  const search = new Search(client, spec);
  const ofIndicators = wanted.indicators.length > 0 ? await search.forIndicators(calendarId, wanted) : {};
  const ofAreas = wanted.areas.length > 0 ? await search.forAreas(wanted) : {};
  if (search.problems.length > 0)
    throw new AppError("BAD_USER_INPUT", `Nothing was imported: ${search.problems.join("; ")}`);
  const agency = wanted.indicators.length > 0 ? await search.agency() : { agencyId: null, agencyCreated: false };
  return { ...NOTHING, ...ofIndicators, ...ofAreas, ...agency };
}

const NOTHING: Surroundings = {
  agencyId: null,
  agencyCreated: false,
  calendarId: null,
  topicId: null,
  parentId: null,
  areaLevel: null,
};

class Search {
  readonly problems: string[] = [];

  constructor(
    private readonly client: ClientBase,
    private readonly spec: ImportSpec,
  ) {}

  async forIndicators(calendarId: number | null, wanted: Wanted): Promise<Partial<Surroundings>> {
    const { topic } = this.spec.newIndicators;
    if (wanted.unitless.length > 0)
      this.problems.push(`no unit is told for ${listed(wanted.unitless)} (unit column, or --set unit=CODE)`);
    await this.#checkAgency(wanted);
    const topicId = topic === undefined ? null : await this.#id(`SELECT id FROM topic WHERE code = $1`, topic);
    if (topic !== undefined && topicId === null) this.problems.push(`there is no topic ${JSON.stringify(topic)}`);
    return { topicId, calendarId: calendarId ?? (await this.#createCalendar()) };
  }

  async forAreas({ areas }: Wanted): Promise<Partial<Surroundings>> {
    const { parent, level } = this.spec.newAreas;
    const found = parent === undefined ? null : await this.#parent(parent);
    if (parent !== undefined && found === null) this.problems.push(`there is no area ${JSON.stringify(parent)}`);
    if (level === undefined && parent === undefined)
      this.problems.push(`to create the areas ${listed(areas)} give --area-level or --parent-area`);
    return { parentId: found?.id ?? null, areaLevel: level ?? (found ? found.level + 1 : null) };
  }

  async agency(): Promise<{ agencyId: number | null; agencyCreated: boolean }> {
    const code = this.spec.newIndicators.agency!;
    const known = await this.#id(AGENCY, code);
    if (known !== null) return { agencyId: known, agencyCreated: false };
    const { nameVi, nameEn, kind, validFrom } = this.spec.newAgency;
    const { rows } = await this.client.query<{ id: number }>(
      `INSERT INTO agency (code, name_vi, name_en, kind, valid_from) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [code, nameVi ?? code, nameEn ?? null, kind, validFrom ?? "0001-01-01"],
    );
    return { agencyId: rows[0]!.id, agencyCreated: true };
  }

  async #checkAgency({ indicators }: Wanted): Promise<void> {
    const { agency } = this.spec.newIndicators;
    if (agency === undefined)
      return void this.problems.push(`to create the indicators ${listed(indicators)} give --agency CODE`);
    if ((await this.#id(AGENCY, agency)) !== null) return;
    if (!this.spec.create.includes("agencies"))
      this.problems.push(`there is no agency ${JSON.stringify(agency)} (--create agencies makes it)`);
    else if (this.spec.newAgency.kind === undefined)
      this.problems.push(`to create the agency ${agency} give --agency-kind PROVINCIAL or CENTRAL`);
  }

  async #parent(code: string): Promise<{ id: number; level: number } | null> {
    const { rows } = await this.client.query<{ id: number; level: number }>(
      `SELECT a.id, a.level FROM area a WHERE a.code = $1 ORDER BY a.valid_from DESC LIMIT 1`,
      [code],
    );
    return rows[0] ?? null;
  }

  async #createCalendar(): Promise<number> {
    const { rows } = await this.client.query<{ id: number }>(
      `INSERT INTO reporting_calendar (code, name_vi, name_en, start_day)
       VALUES ('GREGORIAN', 'Dương lịch', 'Gregorian calendar', 1) RETURNING id`,
    );
    return rows[0]!.id;
  }

  async #id(text: string, code: string): Promise<number | null> {
    return (await this.client.query<{ id: number }>(text, [code])).rows[0]?.id ?? null;
  }
}

const AGENCY = `SELECT id FROM agency WHERE code = $1 ORDER BY valid_from DESC LIMIT 1`;

function listed(codes: readonly string[]): string {
  const more = codes.length > 5 ? `, … (${codes.length} in all)` : "";
  return codes.slice(0, 5).join(", ") + more;
}
