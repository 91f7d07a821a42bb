import type { Client } from "pg";
import { randomOf } from "./random-history.js";

/** An observation as the naive reference knows it. */
export interface Fact {
  indicator: string;
  unit: string;
  aggregation: string;
  area: string;
  level: number;
  breakdown: string;
  frequency: string;
  code: string;
  year: number;
  start: string;
  end: string;
  /** In thousandths. */
  value: bigint | null;
  status: string;
}

export const random = randomOf(5);
export const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
export const some = <T>(list: readonly T[]): T[] =>
  list
    .filter(() => random(2) === 0)
    .concat(pick(list))
    .filter((x, i, all) => all.indexOf(x) === i);
const two = (n: number) => String(n).padStart(2, "0");
const day = (y: number, m: number, d: number) => new Date(Date.UTC(y, m - 1, d)).toISOString().slice(0, 10);

export const WORDS: Readonly<Record<string, string>> = { M: "MONTHLY", Q: "QUARTERLY", A: "YEARLY", D: "DAILY" };
export const STATUS: Readonly<Record<string, string>> = { A: "NORMAL", P: "PROVISIONAL", O: "MISSING" };
export const INDICATORS = ["SUM", "SUM", "AVERAGE", "LAST", "NONE", "SUM", "MAX"].map((aggregation, i) => ({
  code: `R${i}`,
  aggregation,
  unit: pick(["NGUOI", "HO"]),
  startDay: i % 2 === 0 ? 1 : 15,
  frequencies: i < 4 ? ["M"] : ["M", "A", "Q", "D"],
  breakdowns: i % 3 === 0 ? ["_T", "SEX=F", "SEX=M"] : ["_T"],
}));
export const AREAS = [
  { code: "77", level: 1 },
  { code: "747", level: 2 },
  { code: "748", level: 2 },
];

/** Months of a calendar that begins on the 15th run from the 15th of the month before. */
function period(frequency: string, startDay: number): Pick<Fact, "code" | "year" | "start" | "end"> {
  const year = 2020 + random(4);
  const first = (month: number) => (startDay === 1 ? day(year, month, 1) : day(year, month - 1, startDay));
  const last = (month: number) => (startDay === 1 ? day(year, month + 1, 0) : day(year, month, startDay - 1));
  const month = 1 + random(12);
  const quarter = 1 + random(4);
  if (frequency === "A") return { code: `${year}`, year, start: first(1), end: last(12) };
  if (frequency === "M") return { code: `${year}-${two(month)}`, year, start: first(month), end: last(month) };
  if (frequency === "Q")
    return { code: `${year}-Q${quarter}`, year, start: first(quarter * 3 - 2), end: last(quarter * 3) };
  const on = day(year, month, 1 + random(28));
  const next = startDay === 15 && month === 12 && Number(on.slice(8)) >= 15;
  return { code: on, year: next ? year + 1 : year, start: on, end: on };
}

/** Random series of all frequencies, both calendars and some breakdowns, with gaps. */
export async function fillRandomFacts(client: Client): Promise<Fact[]> {
  const made: Fact[] = [];
  for (const { code, aggregation, unit, startDay, frequencies, breakdowns } of INDICATORS) {
    await client.query(
      `INSERT INTO indicator (code, name_vi, unit_id, decimals, frequency, calendar_id, direction, aggregation, agency_id, topic_id, valid_from)
       SELECT $1, $1, u.id, 3, 'M', rc.id, 'NONE', $2, i.agency_id, i.topic_id, i.valid_from
       FROM indicator i, unit u, reporting_calendar rc WHERE i.code = 'TT007' AND u.code = $3 AND rc.start_day = $4`,
      [code, aggregation, unit, startDay],
    );
    for (const { code: area, level } of AREAS)
      for (const breakdown of breakdowns)
        for (const frequency of frequencies) {
          const { rows } = await client.query<{ id: number }>(
            `INSERT INTO series (key, indicator_id, area_id, frequency, breakdown, provenance)
             SELECT concat_ws('.', $3::text, i.code, a.code, $4::text), i.id, a.id, $3, $4, 'DELIVERED' FROM indicator i, area a WHERE i.code = $1 AND a.code = $2 RETURNING id`,
            [code, area, frequency, breakdown],
          );
          await client.query(
            `INSERT INTO series_breakdown SELECT $1, dc.dimension_id, dc.id FROM dimension_code dc WHERE 'SEX=' || dc.code = $2`,
            [rows[0]!.id, breakdown],
          );
          const taken = new Set<string>();
          for (let i = 0; i < 14; i++) {
            const at = period(frequency, startDay);
            if (taken.has(at.start)) continue;
            taken.add(at.start);
            const status = pick(["A", "A", "P", "O"]);
            const value = status === "O" ? null : BigInt(random(20_000) - 10_000);
            made.push({ indicator: code, unit, aggregation, area, level, breakdown, frequency, ...at, value, status });
            await client.query(`INSERT INTO observation VALUES ($1, $2, $3, 1, $4, $5)`, [
              rows[0]!.id,
              at.start,
              at.end,
              value === null ? null : decimal(value),
              status,
            ]);
          }
        }
  }
  return made;
}

export function decimal(thousandths: bigint): string {
  const digits = String(thousandths < 0n ? -thousandths : thousandths).padStart(4, "0");
  return `${thousandths < 0n ? "-" : ""}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}
