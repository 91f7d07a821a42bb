import type { LocalDate } from "../shared/local-date.js";
import type { LabelLanguage } from "../shared/period-label.js";
import type { ProgressRow } from "./progress-row.js";
import type { Assessment } from "./progress.rules.js";
import { sentenceInEnglish } from "./sentence-in-english.js";
import { sentenceInVietnamese } from "./sentence-in-vietnamese.js";
import { told } from "./progress-told.js";

/** How a target stands, as one sentence for a report. */
export function explain(row: ProgressRow, assessment: Assessment, on: LocalDate, language: LabelLanguage): string {
  const it = told(row, assessment, on, language);
  return language === "vi" ? sentenceInVietnamese(it) : sentenceInEnglish(it);
}
