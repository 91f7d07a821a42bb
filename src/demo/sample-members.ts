import { TOTAL_BREAKDOWN, areaInKey, breakdownText, seriesKey } from "../observation/series-key.js";
import type { Catalogue, DemoIndicator } from "./catalogue.js";
import { randomOf } from "./random.js";

/** One series to be: an indicator's total in an area, or one code of its breakdown in the province. */
export interface Member {
  readonly key: string;
  readonly areaId: number;
  readonly breakdown: string;
  /** The row of dimension_code, or null for a total. */
  readonly codeId: number | null;
  readonly dimensionId: number | null;
  /** Index of the member that this one is a part of; null for the province. Parents come first. */
  readonly parent: number | null;
  /** Parts with the same parent and group add up to it: its areas are one group, its breakdown codes another. */
  readonly group: "AREA" | "CODE";
  /** Share of the parent, before noise; need not add up to 1. */
  readonly weight: number;
}

const DEEPEST: Readonly<Record<string, number>> = { P: 1, D: 2, C: 3 };

/** Topics that follow the population closely, so that a district's share differs little from its share of people. */
const LIKE_POPULATION = /^(XH\.DS|XH\.BH|CD\.XH)$/;

/** @returns all series of an indicator: province, then districts, then communes, then the breakdown of the province */
export function membersOf(indicator: DemoIndicator, catalogue: Catalogue): Member[] {
  const areas = areaMembers(indicator, catalogue);
  return [...areas, ...codeMembers(indicator, catalogue, areas[0]!)];
}

function areaMembers(indicator: DemoIndicator, { areas, files }: Catalogue): Member[] {
  const deepest = DEEPEST[indicator.geo] ?? 1;
  const wanted = areas
    .filter(({ level }) => Number(level) <= deepest)
    .sort((a, b) => Number(a.level) - Number(b.level));
  const profile = new Map(
    files["area-profiles"].filter(({ topic }) => topic === indicator.topic).map(({ area, factor }) => [area, factor]),
  );
  const indexOf = new Map(wanted.map(({ code }, i) => [code, i]));
  return wanted.map((area) => {
    const key = keyOf(indicator, area.code, TOTAL_BREAKDOWN);
    return {
      key,
      areaId: area.id,
      breakdown: TOTAL_BREAKDOWN,
      codeId: null,
      dimensionId: null,
      parent: indexOf.get(area.parent_code) ?? null,
      group: "AREA",
      weight: Number(area.weight) * Number(profile.get(area.code) ?? 1) * jitter(indicator, key),
    };
  });
}

function codeMembers(indicator: DemoIndicator, catalogue: Catalogue, province: Member): Member[] {
  const codes = catalogue.dimensionCodes.filter(({ dimension }) => dimension === indicator.breakdown);
  const dimension = catalogue.dimensions.find(({ code }) => code === indicator.breakdown);
  const provinceCode = catalogue.areas.find(({ id }) => id === province.areaId)!.code;
  return codes.map((code) => {
    const breakdown = breakdownText([code]);
    const key = keyOf(indicator, provinceCode, breakdown);
    return {
      key,
      areaId: province.areaId,
      breakdown,
      codeId: code.id,
      dimensionId: dimension!.id,
      parent: 0,
      group: "CODE",
      weight: Number(code.share) * randomOf(`${key} weight`).between(0.9, 1.1),
    };
  });
}

function keyOf({ frequency, code }: DemoIndicator, area: string, breakdown: string): string {
  return seriesKey({ frequency, indicator: code, area: areaInKey(area, null), breakdown });
}

function jitter({ topic }: DemoIndicator, key: string): number {
  const width = LIKE_POPULATION.test(topic) ? 0.06 : 0.3;
  return randomOf(`${key} weight`).between(1 - width, 1 + width);
}
