import type { FileRow } from "./demo-files.js";

type Indicator = FileRow<"indicators">;

/** Ratios, prices, scores and the like: the figures of parts do not add up to the figure of the whole. */
const NEVER_ADDED = new Set(
  "PCT PM DIEM BAC DONG USD TA_HA UGM3 MGL DO_C MM MBPS NAM DT_TS TRE_NGHIN LAN_NAM HEC_NGUOI".split(" "),
);

/** Rates of change, and execution of an estimate, pass 100% and some fall below 0. */
const OPEN_RATE = /^(Tốc độ|Mức) |dự toán/u;

/** Do districts (and breakdown codes) add up to the province? */
export function isAdditive({ unit, aggregation, decimals }: Indicator): boolean {
  if (NEVER_ADDED.has(unit)) return false;
  if (aggregation === "SUM" || aggregation === "LAST") return true;
  return isMeanCount({ unit, aggregation, decimals });
}

/** An average over time of people who are counted: still the sum of its districts, unlike an average per class. */
export function isMeanCount({ unit, aggregation, decimals }: Pick<Indicator, "unit" | "aggregation" | "decimals">) {
  return unit === "NGUOI" && aggregation === "AVERAGE" && decimals === "0";
}

/** A percentage that lies between 0 and 100 by its nature. */
export function isShare({ unit, name_vi }: Pick<Indicator, "unit" | "name_vi">): boolean {
  return unit === "PCT" && !OPEN_RATE.test(name_vi);
}

/** How far a part's figure may lie from the whole's where they do not add up: prices differ little, rates more. */
export function spreadOf({ unit }: Pick<Indicator, "unit">): number {
  return /^(DONG|TRD|USD|DO_C|NAM|NGAY)$/.test(unit) ? 0.05 : 0.12;
}
