import { dayOf, monthOf, yearOf } from "./local-date.js";
import type { LocalDate } from "./local-date.js";
import { parsePeriod } from "./period-code.js";
import { PeriodKind } from "./period-kind.js";
import type { PeriodCode } from "./period-parts.js";
import { datesOfRange } from "./time-range.js";

export type LabelLanguage = "vi" | "en";

type Labeller = (period: PeriodCode) => string;

const ROMAN = ["", "I", "II", "III", "IV"];
const MONTHS = "January February March April May June July August September October November December".split(" ");

const VIETNAMESE: Readonly<Record<PeriodKind, Labeller>> = {
  [PeriodKind.DAY]: ({ code }) => dayInVietnamese(code),
  [PeriodKind.WEEK]: ({ year, number }) => `Tuần ${number}/${year}`,
  [PeriodKind.MONTH]: ({ year, number }) => `Tháng ${number}/${year}`,
  [PeriodKind.QUARTER]: ({ year, number }) => `Quý ${ROMAN[number]}/${year}`,
  [PeriodKind.HALF]: ({ year, number }) => `6 tháng ${number === 1 ? "đầu" : "cuối"} năm ${year}`,
  [PeriodKind.NINE_MONTHS]: ({ year }) => `9 tháng đầu năm ${year}`,
  [PeriodKind.YEAR]: ({ year }) => `Năm ${year}`,
  [PeriodKind.RANGE]: ({ code }) => rangeInVietnamese(code),
};

const ENGLISH: Readonly<Record<PeriodKind, Labeller>> = {
  [PeriodKind.DAY]: ({ code }) => dayInEnglish(code),
  [PeriodKind.WEEK]: ({ year, number }) => `Week ${number}, ${year}`,
  [PeriodKind.MONTH]: ({ year, number }) => `${MONTHS[number - 1]} ${year}`,
  [PeriodKind.QUARTER]: ({ year, number }) => `Q${number} ${year}`,
  [PeriodKind.HALF]: ({ year, number }) => `${number === 1 ? "First" : "Second"} half of ${year}`,
  [PeriodKind.NINE_MONTHS]: ({ year }) => `First nine months of ${year}`,
  [PeriodKind.YEAR]: ({ year }) => `${year}`,
  [PeriodKind.RANGE]: ({ code }) => rangeInEnglish(code),
};

/** What a reader calls a period: "Quý III/2023", "Q3 2023". Whole years read "Giai đoạn 2020-2022", "2020-2022". */
export function periodLabel(code: string, language: LabelLanguage): string {
  const period = parsePeriod(code);
  return (language === "vi" ? VIETNAMESE : ENGLISH)[period.kind](period);
}

function dayInVietnamese(date: LocalDate): string {
  return `${dayOf(date)}/${monthOf(date)}/${yearOf(date)}`;
}

function dayInEnglish(date: LocalDate): string {
  return `${dayOf(date)} ${MONTHS[monthOf(date) - 1]} ${yearOf(date)}`;
}

function rangeInVietnamese(code: string): string {
  const { start, end } = datesOfRange(code);
  if (isYears(code)) return `Giai đoạn ${yearOf(start)}-${yearOf(end)}`;
  return `Từ ${dayInVietnamese(start)} đến ${dayInVietnamese(end)}`;
}

function rangeInEnglish(code: string): string {
  const { start, end } = datesOfRange(code);
  return isYears(code) ? `${yearOf(start)}-${yearOf(end)}` : `${dayInEnglish(start)} to ${dayInEnglish(end)}`;
}

/** Several whole calendar years; one alone would read like the name of a YEAR. */
function isYears(code: string): boolean {
  return code.slice(4, 10) === "-01-01" && code.endsWith("Y") && !code.endsWith("/P1Y");
}
