import type { LabelLanguage } from "../shared/period-label.js";
import { Amounts } from "./amounts.js";
import { goalOf } from "./goal.js";
import { AmendedField } from "./plan-enums.js";
import { dateText } from "./progress-until.js";
import { goalInEnglish } from "./sentence-in-english.js";
import { goalInVietnamese } from "./sentence-in-vietnamese.js";
import type { TargetWording } from "./target.reads.js";

/** A wording that took the place of another one. */
export interface Amendment {
  readonly validFrom: string;
  readonly decision: string | null;
  readonly decidedOn: string | null;
  readonly changes: readonly AmendedChange[];
  readonly before: TargetWording;
  readonly after: TargetWording;
}

export interface AmendedChange {
  readonly field: AmendedField;
  /** As the API writes it; null where it was nothing, and for what is an object. */
  readonly before: string | null;
  readonly after: string | null;
}

const TEXTS = [
  [AmendedField.NAME, "nameVi"],
  [AmendedField.COMPARATOR, "comparator"],
  [AmendedField.VALUE, "value"],
  [AmendedField.UPPER_VALUE, "upperValue"],
  [AmendedField.DUE_DATE, "dueDate"],
] as const;
const OBJECTS = [
  [AmendedField.PILLAR, "pillarId"],
  [AmendedField.AGENCY, "agencyId"],
  [AmendedField.INDICATOR, "indicatorId"],
  [AmendedField.UNIT, "unitId"],
] as const;

/** Every step from one wording to the next; wordings of one target, oldest first. */
export function amendmentsOf(wordings: readonly TargetWording[]): Amendment[] {
  return wordings.slice(1).map((after, i) => {
    const before = wordings[i]!;
    const { validFrom, decision, decidedOn } = after;
    return { validFrom, decision, decidedOn, changes: changesBetween(before, after), before, after };
  });
}

function changesBetween(before: TargetWording, after: TargetWording): AmendedChange[] {
  const texts = TEXTS.filter(([, property]) => before[property] !== after[property]);
  const objects = OBJECTS.filter(([, property]) => before[property] !== after[property]);
  return [
    ...texts.map(([field, property]) => ({ field, before: before[property], after: after[property] })),
    ...objects.map(([field]) => ({ field, before: null, after: null })),
  ];
}

/** An amendment as one sentence. */
export function explainAmendment(amendment: Amendment, language: LabelLanguage): string {
  return language === "vi" ? inVietnamese(amendment) : inEnglish(amendment);
}

function inVietnamese({ validFrom, decision, decidedOn, before, after, changes }: Amendment): string {
  const by = decision ? `, theo ${documentName(decision)}${decidedOn ? ` ngày ${dateText(decidedOn, "vi")}` : ""}` : "";
  const [old, now] = [goalText(before, "vi"), goalText(after, "vi")];
  const parts = [
    old === now ? "" : `mục tiêu được điều chỉnh thành ${now} (trước đây: ${old})`,
    before.dueDate === after.dueDate
      ? ""
      : `thời hạn được điều chỉnh thành ${dateText(after.dueDate, "vi")} (trước đây: ${dateText(before.dueDate, "vi")})`,
    ...others(changes).map((field) => VIETNAMESE[field]!),
  ].filter((part) => part !== "");
  return `Từ ngày ${dateText(validFrom, "vi")}${by}, ${parts.join("; ") || "nội dung chỉ tiêu được ban hành lại"}.`;
}

function inEnglish({ validFrom, decision, decidedOn, before, after, changes }: Amendment): string {
  const by = decision ? `, by decision ${decision}${decidedOn ? ` of ${dateText(decidedOn, "en")}` : ""}` : "";
  const [old, now] = [goalText(before, "en"), goalText(after, "en")];
  const parts = [
    old === now ? "" : `the target is ${now} instead of ${old}`,
    before.dueDate === after.dueDate
      ? ""
      : `due on ${dateText(after.dueDate, "en")} instead of ${dateText(before.dueDate, "en")}`,
    ...others(changes).map((field) => ENGLISH[field]!),
  ].filter((part) => part !== "");
  return `From ${dateText(validFrom, "en")}${by}: ${parts.join("; ") || "the target is issued again"}.`;
}

const VIETNAMESE: Readonly<Partial<Record<AmendedField, string>>> = {
  NAME: "tên chỉ tiêu được sửa",
  PILLAR: "chuyển sang trụ cột khác",
  AGENCY: "thay đổi cơ quan chủ trì",
  INDICATOR: "thay đổi chỉ tiêu thống kê đo lường",
};
const ENGLISH: Readonly<Partial<Record<AmendedField, string>>> = {
  NAME: "its name is changed",
  PILLAR: "it moves to another pillar",
  AGENCY: "another agency is responsible",
  INDICATOR: "another indicator measures it",
};

function others(changes: readonly AmendedChange[]): AmendedField[] {
  return changes.map(({ field }) => field).filter((field) => field in VIETNAMESE);
}

function goalText(
  { comparator, value, upperValue, symbolVi, symbolEn }: TargetWording,
  language: LabelLanguage,
): string {
  const { lower, upper } = goalOf(comparator, value!, upperValue);
  const amounts = new Amounts(language, language === "vi" ? symbolVi : symbolEn, 0);
  const write = language === "vi" ? goalInVietnamese : goalInEnglish;
  return write(comparator, lower, upper, amounts);
}

/** "99/QĐ-UBND" is a decision, "12/NQ-HĐND" a resolution; what says itself what it is stays as it is. */
function documentName(number: string): string {
  if (!/^\d/.test(number)) return number;
  if (/\/QĐ-/.test(number)) return `Quyết định số ${number}`;
  if (/\/NQ-/.test(number)) return `Nghị quyết số ${number}`;
  return `văn bản số ${number}`;
}
