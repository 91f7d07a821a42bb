import { epochDay } from "../shared/local-date.js";
import type { FileRow } from "./demo-files.js";
import { isMeanCount } from "./measure.js";
import { isFixedHoliday } from "./sample-periods.js";
import type { SamplePeriod } from "./sample-periods.js";

type Indicator = FileRow<"indicators">;

/** January to December, around 1. */
const MONTHLY: Readonly<Record<string, readonly number[]>> = {
  SUMMER: [0.8, 0.9, 0.85, 1.05, 1.15, 1.35, 1.4, 1.2, 0.85, 0.8, 0.8, 0.85],
  YEAREND: [0.75, 0.65, 0.85, 0.9, 0.95, 1, 0.95, 0.95, 1, 1.05, 1.2, 1.75],
  RAIN: [0.65, 0.55, 0.6, 0.8, 1.1, 1.3, 1.35, 1.35, 1.4, 1.35, 0.95, 0.6],
  SCHOOL: [1.05, 0.95, 1.1, 1.1, 1.1, 0.7, 0.6, 0.8, 1.2, 1.15, 1.15, 1.1],
};
/** Millimetres of rain have a dry season that is really dry. */
const RAINFALL = [0.03, 0.01, 0.04, 0.3, 1.5, 1.65, 1.8, 1.65, 1.9, 2.1, 0.8, 0.22];
/** How much of the year's estimate is spent or collected by the end of each month, against the year's middle. */
const YEAR_TO_DATE = [0.13, 0.24, 0.4, 0.55, 0.7, 0.86, 1, 1.15, 1.3, 1.47, 1.66, 1.95];

/** First days of the lunar years 2016 to 2023. */
const LUNAR_NEW_YEARS = [
  "2016-02-08",
  "2017-01-28",
  "2018-02-16",
  "2019-02-05",
  "2020-01-25",
  "2021-02-12",
  "2022-02-01",
  "2023-01-22",
].map(epochDay);
const LUNAR_REACH = 8; // days before and after in which it is felt

/** Markets, farms and theatres are busiest around Tết; works, courts and offices stand still. */
const BUSY_AT_TET = /^(KT\.TM|KT\.DL|KT\.NN|XH\.VH)$/;

/** What Covid left of travel, January 2020 to March 2022. */
const TRAVEL_UNDER_COVID: Readonly<Record<number, readonly number[]>> = {
  2020: [1, 0.8, 0.5, 0.1, 0.5, 0.9, 0.9, 0.6, 0.85, 0.9, 0.9, 0.95],
  2021: [0.9, 0.6, 0.9, 0.95, 0.6, 0.3, 0.08, 0.03, 0.06, 0.2, 0.4, 0.6],
  2022: [0.75, 0.8, 0.9, 1, 1, 1, 1, 1, 1, 1, 1, 1],
};
/** The part of that fall which a topic shared. */
const EXPOSURE: Readonly<Record<string, number>> = {
  "KT.DL": 1,
  "XH.VH": 0.9,
  "KT.TM": 0.4,
  "KT.BV": 0.35,
  "XH.LD": 0.35,
  "KT.DN": 0.4,
  "KT.CN": 0.2,
  "KT.DT": 0.2,
};

/** What the time of year makes of an ordinary figure of this indicator: 1 is nothing. */
export function seasonFactor(indicator: Indicator, period: SamplePeriod): number {
  if (isYearToDate(indicator)) return mean(YEAR_TO_DATE, period);
  const strength = strengthOf(indicator);
  return strength === 0 ? 1 : 1 + (fullSeason(indicator, period) - 1) * strength;
}

/** What Covid left of a flow; stocks and rates are taken to have stood. */
export function covidFactor({ topic, aggregation }: Indicator, period: SamplePeriod): number {
  const left = TRAVEL_UNDER_COVID[period.year];
  const exposure = EXPOSURE[topic];
  if (!left || !exposure || aggregation !== "SUM") return 1;
  return 1 - (1 - mean(left, period)) * exposure;
}

/** The year's estimate fills up month by month, so its rate says how far the year has come. */
function isYearToDate({ unit, aggregation, season }: Indicator): boolean {
  return unit === "PCT" && aggregation === "LAST" && season === "YEAREND";
}

function fullSeason(indicator: Indicator, period: SamplePeriod): number {
  if (indicator.season === "TET") return 1 + tetShare(period) * (BUSY_AT_TET.test(indicator.topic) ? 0.5 : -0.6);
  if (indicator.season === "WEEK") return weekFactor(indicator, period);
  const monthly = indicator.unit === "MM" ? RAINFALL : MONTHLY[indicator.season];
  const month = monthly ? mean(monthly, period) : 1;
  return indicator.season === "SUMMER" ? month * weekendCrowd(period) : month;
}

/** A stock hardly moves with the season, a flow does fully. */
function strengthOf(indicator: Indicator): number {
  if (indicator.season === "NONE" || indicator.aggregation === "NONE") return 0;
  if (indicator.aggregation === "SUM" || isMeanCount(indicator)) return 1;
  if (indicator.aggregation === "AVERAGE") return indicator.season === "SUMMER" ? 0.5 : 0.25;
  return indicator.season === "RAIN" ? 0.6 : 0.1;
}

/** Offices that count by the day rest on Sundays, nearly on Saturdays, and over Tết. */
function weekFactor(indicator: Indicator, period: SamplePeriod): number {
  if (period.weekday === 0) return 1;
  if (tetDistance(period.firstDay) <= 3 || isFixedHoliday(period.firstDay)) return 0.1;
  const atWeekend = indicator.topic === "XH.YT" || indicator.topic === "CD.CQ" ? 0.5 : 0.2;
  if (period.weekday === 7) return atWeekend * 0.6;
  return period.weekday === 6 ? atWeekend : 1.3;
}

function weekendCrowd({ weekday, firstDay }: SamplePeriod): number {
  if (weekday === 0) return 1;
  if (isFixedHoliday(firstDay) || tetDistance(firstDay) <= 4) return 1.9;
  return weekday >= 6 ? 1.45 : 0.82;
}

/** The share of a period's days that lies around Tết. */
function tetShare({ firstDay, lastDay }: SamplePeriod): number {
  let days = 0;
  for (const tet of LUNAR_NEW_YEARS) {
    days += Math.max(0, Math.min(lastDay, tet + LUNAR_REACH) - Math.max(firstDay, tet - LUNAR_REACH) + 1);
  }
  return days / (lastDay - firstDay + 1);
}

function tetDistance(day: number): number {
  return Math.min(...LUNAR_NEW_YEARS.map((tet) => Math.abs(day - tet)));
}

function mean(monthly: readonly number[], { months }: SamplePeriod): number {
  let sum = 0;
  for (const month of months) sum += monthly[month - 1]!;
  return sum / months.length;
}
