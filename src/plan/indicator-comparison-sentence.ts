import { NoValueReason } from "../observation/derivation.inputs.js";
import { numberLabel } from "../shared/number-label.js";
import { kindOfCode, PeriodKind } from "../shared/period-kind.js";
import type { LabelLanguage } from "../shared/period-label.js";
import { periodLabel } from "../shared/period-label.js";
import { Amounts } from "./amounts.js";
import type { ExactValue } from "./exact.js";
import { exact, exactOrNull } from "./exact.js";
import type { Judgement } from "./indicator-comparison.inputs.js";
import { Comparator } from "./indicator-comparison.inputs.js";
import type { EarlierComparison } from "./indicator-comparison.js";
import { WORTH as WORTH_EN } from "./sentence-in-english.js";
import { WORTH as WORTH_VI } from "./sentence-in-vietnamese.js";

/** A comparison as one sentence for a report. */
export function comparisonSentence(it: EarlierComparison, language: LabelLanguage): string {
  const { nameVi, nameEn } = it.row;
  return language === "vi"
    ? `Chỉ tiêu “${nameVi}”: ${inVietnamese(it)}.`
    : `Indicator “${nameEn ?? nameVi}”: ${inEnglish(it)}.`;
}

function inVietnamese(it: EarlierComparison): string {
  const { code, basePeriod, row } = it;
  const amounts = amountsOf(it, "vi");
  const verb = amounts.isRank ? "xếp" : "đạt";
  const current = `${named(code)} ${verb} ${amounts.exactly(shown(it, amounts).value)}${remarks(it, "vi")}`;
  const words = earlier(it, { year: "năm trước", previous: "kỳ trước", lastYear: "cùng kỳ năm trước" });
  if (it.difference === null) {
    const base = basePeriod ? ` (${named(basePeriod)})` : "";
    return it.reason === NoValueReason.BREAK
      ? `${current}; không so sánh được với ${words}${base} do đã thay đổi phương pháp tính`
      : `${current}; chưa có số liệu ${words}${base} để so sánh`;
  }
  const than = `so với ${words} (${named(basePeriod!)}: ${amounts.exactly(shown(it, amounts).base!)})`;
  const up = row.symbolVi === "hạng" ? exact(it.difference).lt(0) : exact(it.difference).gt(0);
  const change = exact(it.difference).eq(0) ? "không thay đổi" : `${up ? "tăng" : "giảm"} ${apart(it, amounts)}`;
  return `${current}, ${change} ${than}${JUDGED_VI[it.judgement!]}`;
}

function inEnglish(it: EarlierComparison): string {
  const { code, basePeriod, row } = it;
  const amounts = amountsOf(it, "en");
  const on = kindOfCode(code) === PeriodKind.DAY ? "on" : "in";
  const current = `${amounts.exactly(shown(it, amounts).value)} ${on} ${periodLabel(code, "en")}${remarks(it, "en")}`;
  const words = earlier(it, {
    year: "the year before",
    previous: "the previous period",
    lastYear: "the same period of the year before",
  });
  if (it.difference === null) {
    const base = basePeriod ? ` (${periodLabel(basePeriod, "en")})` : "";
    return it.reason === NoValueReason.BREAK
      ? `${current}; not comparable with ${words}${base}, because there is a break in the series`
      : `${current}; there is no figure of ${words}${base} to compare with`;
  }
  const base = `${periodLabel(basePeriod!, "en")}: ${amounts.exactly(shown(it, amounts).base!)}`;
  if (exact(it.difference).eq(0)) return `${current}, unchanged from ${words} (${base})`;
  const up = row.symbolEn === "rank" ? exact(it.difference).lt(0) : exact(it.difference).gt(0);
  return `${current}, ${up ? "up" : "down"} ${apart(it, amounts)} on ${words} (${base})${JUDGED_EN[it.judgement!]}`;
}

/** The period before a year, and the same one of the year before, are one. */
function earlier(
  { code, with: comparator }: EarlierComparison,
  words: Readonly<Record<"year" | "previous" | "lastYear", string>>,
): string {
  if (kindOfCode(code) === PeriodKind.YEAR) return words.year;
  return comparator === Comparator.PREVIOUS_PERIOD ? words.previous : words.lastYear;
}

const JUDGED_VI: Readonly<Record<Judgement, string>> = {
  BETTER: ", theo chiều hướng tốt",
  WORSE: ", theo chiều hướng chưa tốt",
  SAME: "",
  NEUTRAL: "",
};
const JUDGED_EN: Readonly<Record<Judgement, string>> = {
  BETTER: ", which is better",
  WORSE: ", which is worse",
  SAME: "",
  NEUTRAL: "",
};

function amountsOf({ row }: EarlierComparison, language: LabelLanguage): Amounts {
  return new Amounts(language, language === "vi" ? row.symbolVi : row.symbolEn, row.decimals);
}

/** Both numbers without digits that nobody reads, but never as one where they differ. */
function shown(it: EarlierComparison, amounts: Amounts): { value: ExactValue; base: ExactValue | null } {
  const [value, base] = [exact(it.value), exactOrNull(it.base)];
  return { value: amounts.shown(value, [base]), base: base && amounts.shown(base, [value]) };
}

/** "4.267,5 tỷ đồng (50,8%)"; a percentage of ranks or of percentages would only confuse. */
function apart(it: EarlierComparison, amounts: Amounts): string {
  const { percent, row } = it;
  const { value, base } = shown(it, amounts);
  const size = amounts.apart(value, base!);
  if (percent === null || amounts.isRank || row.symbolVi === "%" || row.symbolVi === "‰") return size;
  return `${size} (${numberLabel(exact(percent).abs().round(1).toFixed(), amounts.language)}%)`;
}

function remarks({ row }: EarlierComparison, language: LabelLanguage): string {
  const vi = language === "vi";
  const worth = (vi ? WORTH_VI : WORTH_EN)[row.status] ?? (vi ? FORECAST.vi : FORECAST.en)[row.status];
  const found = [row.provenance === "SAMPLE" ? (vi ? "mẫu" : "sample data") : null, worth].filter(Boolean);
  if (found.length === 0) return "";
  return vi ? ` (số liệu ${found.join(", ")})` : ` (${found.join(", ")})`;
}

const FORECAST: Readonly<Record<LabelLanguage, Readonly<Record<string, string>>>> = {
  vi: { F: "dự báo" },
  en: { F: "forecast" },
};

/** "tháng 8/2023", "ngày 5/1/2023", as it stands within a sentence. */
function named(code: string): string {
  const label = periodLabel(code, "vi");
  if (kindOfCode(code) === PeriodKind.DAY) return `ngày ${label}`;
  return label.charAt(0).toLowerCase() + label.slice(1);
}
