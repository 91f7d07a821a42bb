import { afterAll, beforeAll, expect, it } from "vitest";
import { FormulaWarehouse } from "./formulas.support.js";
import { randomOf } from "./support/random-history.js";

const random = randomOf(11);
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;

const SOURCES = ["A", "B", "C"] as const;
/** Entered in this order; each may use what stands before it. */
const FORMULAS: readonly (readonly [string, string])[] = [
  ["SUM", "A + B - 2 * C"],
  ["RATE", "SUM / A * 100"],
  ["RATE2", "ifMissing(RATE, 50) + B / B"],
];
const AREAS = ["77", "747"];
const MONTHS = ["2023-01", "2023-02", "2023-03"];

/** Value in cents, or a letter that says why there is none. */
type Cell = { readonly cents: bigint; readonly status: string } | { readonly missing: string };

let kho: FormulaWarehouse;
const delivered = new Map<string, Cell>();
beforeAll(async () => {
  kho = await FormulaWarehouse.open();
  for (const [code, formula] of FORMULAS) await kho.set(code, formula);
});
afterAll(() => kho.close());

/** A rational number: the naive reference never rounds. */
type Ratio = { readonly over: bigint; readonly under: bigint } | null;

const at = (code: string, area: string, month: string) => delivered.get(`${code} ${area} ${month}`);
const ratio = (over: bigint, under = 100n): Ratio => (under === 0n ? null : { over, under });

/** What stands for each formula in a cell: undefined is no row, null a missing value. */
function naive(area: string, month: string): Readonly<Record<string, Ratio | undefined>> {
  const [a, b, c] = SOURCES.map((code) => at(code, area, month));
  const sum =
    a && b && c
      ? "cents" in a && "cents" in b && "cents" in c
        ? ratio(a.cents + b.cents - 2n * c.cents)
        : null
      : undefined;
  const rate = sum === undefined || !a ? undefined : sum && "cents" in a ? ratio(sum.over * 100n, a.cents) : null;
  const rate2 = b ? ("cents" in b && b.cents !== 0n ? plusOne(rate ?? ratio(5_000n)!) : null) : undefined;
  return { SUM: sum, RATE: rate, RATE2: rate2 };
}

const plusOne = ({ over, under }: NonNullable<Ratio>): Ratio => ({ over: over + under, under });

function near(text: string, expected: NonNullable<Ratio>): boolean {
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const scaled = BigInt(whole + fraction.padEnd(25, "0").slice(0, 25)) * (text.startsWith("-") ? -1n : 1n);
  const difference = scaled * expected.under - expected.over * 10n ** 25n;
  // Within 10^-17: a quotient is rounded at the twentieth decimal and then multiplied.
  const allowed = (expected.under < 0n ? -expected.under : expected.under) * 10n ** 8n;
  return difference <= allowed && -difference <= allowed;
}

/** A delivery of some random cells, some of them revised, missing or given again. */
function delivery(): string[] {
  const lines = new Map<string, string>();
  for (let i = 0; i < 6; i++) {
    const [code, area, month] = [pick(SOURCES), pick(AREAS), pick(MONTHS)];
    const missing = random(5) === 0;
    const cents = pick([0n, BigInt(random(2_000) - 1_000), BigInt(random(100))]);
    const cell: Cell = missing ? { missing: "O" } : { cents, status: "A" };
    delivered.set(`${code} ${area} ${month}`, cell);
    lines.set(`${code} ${area} ${month}`, `${code},${area},${month},${missing ? ",O" : `${Number(cents) / 100},`},`);
  }
  return [...lines.values()];
}

it.each(Array.from({ length: 12 }, (_, i) => i))("results agree with a naive reference after delivery %i", async () => {
  await kho.deliver(...delivery());
  const wrong: string[] = [];
  for (const [code] of FORMULAS) {
    const found = new Map(
      (await kho.results(code)).map((line) => {
        const [area, day, value] = line.split(" ") as [string, string, string];
        return [`${area} ${day.slice(0, 7)}`, value];
      }),
    );
    for (const area of AREAS)
      for (const month of MONTHS) {
        const expected = naive(area, month)[code];
        const value = found.get(`${area} ${month}`);
        const fits =
          expected === undefined
            ? value === undefined
            : expected === null
              ? value === "null"
              : value !== undefined && value !== "null" && near(value, expected);
        if (!fits) wrong.push(`${code} ${area} ${month}: ${value}`);
      }
  }
  expect(wrong).toEqual([]);
});

it("keeps coverage and history consistent with what stands", async () => {
  expect(
    await kho.rows(`
      SELECT s.key FROM series s LEFT JOIN LATERAL (SELECT count(*)::int AS n FROM observation o WHERE o.series_id = s.id) AS c ON TRUE
      WHERE s.observation_count <> c.n`),
  ).toEqual([]);
  expect(
    await kho.rows(`
      SELECT FROM observation_history h JOIN observation o USING (series_id, period_start) WHERE h.to_publication > o.publication_id`),
  ).toEqual([]);
});
