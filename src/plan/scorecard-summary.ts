import { numberLabel } from "../shared/number-label.js";
import type { LabelLanguage } from "../shared/period-label.js";
import { Exact, percentOf } from "./exact.js";
import { ProgressStatus } from "./plan-enums.js";
import { dateText } from "./progress-until.js";
import type { PillarCounts, Scorecard, ScorecardChange } from "./scorecard.js";

/** A scorecard as one sentence for a report. */
export function summarize(card: Scorecard, language: LabelLanguage): string {
  const parts = language === "vi" ? inVietnamese(card) : inEnglish(card);
  return `${parts.filter((part) => part !== "").join("; ")}.`;
}

function inVietnamese(card: Scorecard): string[] {
  const { met, metProvisionally, total, on, byPillar, change } = card;
  if (total === 0) return [`Tại ngày ${dateText(on, "vi")}, kế hoạch chưa có chỉ tiêu`];
  const pillars = byPillar.map((pillar) => `${lowerFirst(pillar.nameVi)} ${share(pillar)}`).join(", ");
  return [
    `Tính đến ngày ${dateText(on, "vi")}, hoàn thành ${met}/${total} chỉ tiêu (${percent(met, total, "vi")}): ${pillars}`,
    metProvisionally > 0 ? `trong số hoàn thành có ${metProvisionally} chỉ tiêu theo số liệu chưa chính thức` : "",
    unknown(card) > 0 ? `${unknown(card)} chỉ tiêu chưa có căn cứ đánh giá` : "",
    change ? changeInVietnamese(change) : "",
    hasSample(card) ? "có sử dụng số liệu mẫu" : "",
  ];
}

function changeInVietnamese({ met, since, sinceAsOf }: ScorecardChange): string {
  const past = sinceAsOf === null ? `ngày ${dateText(since, "vi")}` : `phiên bản số liệu ${sinceAsOf}`;
  if (met === 0) return `số chỉ tiêu hoàn thành không đổi so với ${past}`;
  return `${met > 0 ? "tăng" : "giảm"} ${Math.abs(met)} chỉ tiêu hoàn thành so với ${past}`;
}

function inEnglish(card: Scorecard): string[] {
  const { met, metProvisionally, total, on, byPillar, change } = card;
  if (total === 0) return [`The plan has no targets on ${dateText(on, "en")}`];
  const pillars = byPillar.map((pillar) => `${lowerFirst(pillar.nameEn ?? pillar.nameVi)} ${share(pillar)}`);
  return [
    `${met} of ${total} met by ${dateText(on, "en")} (${percent(met, total, "en")}): ${pillars.join(", ")}`,
    metProvisionally > 0 ? `${metProvisionally} of those met by figures that are not final` : "",
    unknown(card) > 0 ? `${unknown(card)} can't be judged yet` : "",
    change ? changeInEnglish(change) : "",
    hasSample(card) ? "with sample data" : "",
  ];
}

function changeInEnglish({ met, since, sinceAsOf }: ScorecardChange): string {
  const past = sinceAsOf === null ? dateText(since, "en") : `data version ${sinceAsOf}`;
  return met === 0 ? `no change in targets met since ${past}` : `${met > 0 ? "+" : "−"}${Math.abs(met)} since ${past}`;
}

function share({ met, total }: Pick<PillarCounts, "met" | "total">): string {
  return `${met}/${total}`;
}

function percent(met: number, total: number, language: LabelLanguage): string {
  const value = percentOf(new Exact(met), new Exact(total))!;
  return `${numberLabel(value.round(1).toFixed(), language)}%`;
}

function unknown({ byStatus }: Scorecard): number {
  const { NO_DATA, NO_INDICATOR } = ProgressStatus;
  const counts = byStatus.filter(({ status }) => status === NO_DATA || status === NO_INDICATOR);
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function hasSample({ standings }: Scorecard): boolean {
  return standings.some(({ row, actualValue }) => actualValue !== null && row.seriesProvenance === "SAMPLE");
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
