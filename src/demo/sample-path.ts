import type { DemoIndicator } from "./catalogue.js";
import { isShare } from "./measure.js";
import type { Random } from "./random.js";
import type { SamplePeriod } from "./sample-periods.js";
import { covidFactor, seasonFactor } from "./sample-seasons.js";

/** A jump of the level at a year's start, because the method changed: figures before are this many times the later ones. */
export interface LevelBreak {
  readonly year: number;
  readonly factor: number;
}

/** How the figures of a whole (or of a part that adds to nothing) came about: called once per period, oldest first. */
export type SamplePath = (period: SamplePeriod) => number;

const RANKS = 63; // provinces and cities

/**
 * Level, growth, season, Covid and noise, as an integer of the indicator's decimals (12.5 with one decimal is 125).
 * Floats only ever add, multiply and divide here, which IEEE 754 fixes to the bit; the rounded integer is what stays.
 * @param offset relative distance from the indicator's level, 0 for the province
 */
export function samplePath(
  indicator: DemoIndicator,
  random: Random,
  offset: number,
  levelBreak: LevelBreak | null,
): SamplePath {
  const scale = 10 ** Number(indicator.decimals);
  const growth = 1 + Number(indicator.growth) / 100;
  const shock = shocks(indicator, random);
  return (period) => {
    const trend = Number(indicator.level) * compound(growth, period.age);
    const before = levelBreak && period.year < levelBreak.year ? levelBreak.factor : 1;
    const season = seasonFactor(indicator, period) * covidFactor(indicator, period);
    const level = trend * season * before;
    const room = roomFor(indicator, level);
    return withinRange(indicator, Math.round(level * (1 + (shock() + offset) * room) * scale), scale);
  };
}

/** Rounded to what the unit allows. */
export function withinRange(indicator: DemoIndicator, value: number, scale: number): number {
  if (isShare(indicator)) return Math.min(Math.max(value, 0), 100 * scale);
  if (indicator.unit === "BAC") return Math.min(Math.max(value, 1), RANKS * scale);
  return indicator.unit === "PCT" ? value : Math.max(value, 0);
}

/** Flows jump about independently; stocks, prices and rates drift and come back. */
function shocks({ aggregation, noise }: DemoIndicator, random: Random): () => number {
  const size = Number(noise) / 100;
  if (aggregation === "SUM") return () => size * random.bell();
  const calm = aggregation === "LAST" ? 0.6 : 1;
  let drift = random.bell();
  return () => {
    drift = 0.8 * drift + 0.6 * random.bell();
    return size * calm * drift;
  };
}

/** A share near 100% has little room to move. */
function roomFor(indicator: DemoIndicator, level: number): number {
  return isShare(indicator) ? Math.min(1, Math.max(0.05, (100 - level) / 30)) : 1;
}

/** growth to the power of years, by multiplication alone; Math.pow differs between machines. */
function compound(growth: number, years: number): number {
  const whole = Math.floor(years);
  let result = 1 + (growth - 1) * (years - whole);
  for (let i = 0; i < Math.abs(whole); i++) result = whole > 0 ? result * growth : result / growth;
  return result;
}
