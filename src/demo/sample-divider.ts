import type { DemoIndicator } from "./catalogue.js";
import { randomOf } from "./random.js";
import type { Member } from "./sample-members.js";
import type { SamplePeriod } from "./sample-periods.js";
import { split } from "./split.js";

/** What one publication said of one period: a figure for each member, as integers of the indicator's decimals. */
export interface Edition {
  readonly publication: number;
  readonly values: readonly number[];
}

interface Whole {
  readonly publication: number;
  readonly whole: number;
}

/** Gives every member its figure for a period; all editions of a period use the same weights. */
export type Divider = (period: SamplePeriod, wholes: readonly Whole[]) => Edition[];

/** @param members the whole first, then its parts, each after its parent */
export function dividerOf(indicator: DemoIndicator, members: readonly Member[]): Divider {
  const siblings = siblingsOf(members);
  const weigh = members.map((member) => weigherOf(indicator, member));
  return (period, wholes) => {
    const weights = weigh.map((weight) => weight(period));
    return wholes.map(({ publication, whole }) => ({ publication, values: divide(whole, weights, siblings) }));
  };
}

interface Siblings {
  readonly parent: number;
  readonly parts: readonly number[];
}

function divide(whole: number, weights: readonly number[], siblings: readonly Siblings[]): number[] {
  const values = weights.map(() => whole);
  for (const { parent, parts } of siblings) {
    const figures = split(
      values[parent]!,
      parts.map((part) => weights[part]!),
    );
    parts.forEach((part, i) => (values[part] = figures[i]!));
  }
  return values;
}

function siblingsOf(members: readonly Member[]): Siblings[] {
  const sums = new Map<string, { parent: number; parts: number[] }>();
  members.forEach(({ parent, group }, index) => {
    if (parent === null) return;
    const sum = sums.get(`${group} ${parent}`) ?? { parent, parts: [] };
    sums.set(`${group} ${parent}`, sum);
    sum.parts.push(index);
  });
  return [...sums.values()];
}

/** A part's share drifts over the years and, for flows, jumps about a little. */
function weigherOf({ aggregation, noise }: DemoIndicator, { key, weight }: Member): (period: SamplePeriod) => number {
  const random = randomOf(`${key} share`);
  const drift = random.between(-0.012, 0.012);
  const size = aggregation === "SUM" ? Math.min(Number(noise), 8) / 100 : 0;
  return ({ age }) => weight * (1 + drift * age) * (1 + size * random.bell());
}
