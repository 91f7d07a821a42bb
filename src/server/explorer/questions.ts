import { AGENCIES, COVERAGE, SEARCH, WAREHOUSE } from "./catalogue.questions.js";
import { COLUMNS, DISTRICTS, FILTERED, INDICATOR, REVISED } from "./data.questions.js";
import { TARGETS } from "./plan.questions.js";
import type { Question, QuestionLanguage } from "./question.js";
import { inLanguage } from "./question.js";

const SOURCES = [AGENCIES, SEARCH, INDICATOR, COLUMNS, TARGETS, DISTRICTS, REVISED, COVERAGE, FILTERED, WAREHOUSE];

/** The explorer's ten ready questions. All of them run on the demonstration data, and on any warehouse with these codes. */
export function questionsIn(language: QuestionLanguage): Question[] {
  return SOURCES.map((source) => inLanguage(source, language));
}
