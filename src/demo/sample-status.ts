import type { DemoIndicator } from "./catalogue.js";
import type { Random } from "./random.js";
import type { LevelBreak } from "./sample-path.js";
import type { SamplePeriod } from "./sample-periods.js";

const NOT_REPORTED = 0.01;
const MISSING = 0.005;
const ESTIMATED_INDICATORS = 7; // one in so many closes 2023 with an estimate

export interface Told {
  /** Letter of CL_OBS_STATUS. */
  readonly status: string;
  readonly comment: string | null;
}

/** What is known about a figure beside its value; null where nothing was reported, so there is no row. */
export function statusOf(
  indicator: DemoIndicator,
  period: SamplePeriod,
  levelBreak: LevelBreak | null,
  random: Random,
): Told | null {
  const chance = random.next();
  if (levelBreak && startsYear(period, levelBreak.year)) return { status: "B", comment: breakComment(indicator) };
  if (chance < NOT_REPORTED) return null;
  if (chance < NOT_REPORTED + MISSING) return { status: "O", comment: missingComment(chance) };
  if (period.year < 2023 || period.fromEnd > 2) return { status: "A", comment: null };
  const estimated = period.fromEnd === 1 && indicator.id % ESTIMATED_INDICATORS === 0;
  return { status: estimated ? "E" : "P", comment: null };
}

function startsYear({ code, year }: SamplePeriod, wanted: number): boolean {
  return year === wanted && /^\d{4}(-01|-Q1|-S1|-W01|-01-01)?$/.test(code);
}

function breakComment({ id }: DemoIndicator): string {
  return id % 2 === 0 ? "Thay đổi phương pháp tính" : "Thay đổi phạm vi thống kê, không so sánh được với kỳ trước";
}

/** A comment now and then; the same draw that made the gap decides. */
function missingComment(chance: number): string | null {
  if (chance < NOT_REPORTED + MISSING * 0.3) return "Đơn vị chưa gửi báo cáo kỳ này";
  return chance < NOT_REPORTED + MISSING * 0.4 ? "Đang rà soát lại số liệu" : null;
}
