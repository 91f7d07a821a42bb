import { codeOf } from "../observation/period-info.js";
import type { LocalDate } from "../shared/local-date.js";
import type { LabelLanguage } from "../shared/period-label.js";
import { periodLabel } from "../shared/period-label.js";
import { kindOfCode, PeriodKind } from "../shared/period-kind.js";
import type { ProgressRow } from "./progress-row.js";

/** 31/12/2023, or 31 December 2023. */
export function dateText(date: LocalDate, language: LabelLanguage): string {
  if (language === "en") return periodLabel(date, "en");
  return [date.slice(8), date.slice(5, 7), date.slice(0, 4)].join("/");
}

const NAMED = new Set([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR]);

/** Until when a measured value reaches: "đến hết quý III/2023". In a calendar of report months the day is told, too. */
export function untilText(row: ProgressRow, language: LabelLanguage): string {
  const { periodStart, periodEnd, frequency, startDay } = row;
  const day = dateText(periodEnd!, language);
  const code = codeOf(periodStart!, periodEnd, frequency!, startDay!);
  if (!NAMED.has(kindOfCode(code))) return language === "vi" ? `đến ngày ${day}` : `by ${day}`;
  if (language === "en") return startDay === 1 ? `by the end of ${englishLabel(code)}` : `by ${day}`;
  const label = periodLabel(code, "vi");
  const name = label.charAt(0).toLowerCase() + label.slice(1);
  return startDay === 1 ? `đến hết ${name}` : `đến hết kỳ báo cáo ${name} (ngày ${day})`;
}

function englishLabel(code: string): string {
  const label = periodLabel(code, "en");
  return label.replace(/^(First|Second) half/, (half) => `the ${half.toLowerCase()}`);
}
