import { createContext } from "react";
import type { QuestionLanguage } from "../../src/server/explorer/question.js";

export interface ChosenLanguage {
  readonly language: QuestionLanguage;
  setLanguage(language: QuestionLanguage): void;
}

export const LanguageContext = createContext<ChosenLanguage>({ language: "vi", setLanguage: () => {} });

/** ?lang=en in the page's address; Vietnamese otherwise. */
export function addressLanguage(): QuestionLanguage {
  return new URLSearchParams(location.search).get("lang") === "en" ? "en" : "vi";
}

/** ?question=targets in the page's address: the id of the question to begin with. */
export function addressQuestion(): string | null {
  return new URLSearchParams(location.search).get("question");
}

/** Keeps the address, the title and what screen readers are told in step with the choice. */
export function rememberLanguage(language: QuestionLanguage): void {
  const address = new URL(location.href);
  address.searchParams.set("lang", language);
  history.replaceState(null, "", address);
  document.documentElement.lang = language;
  document.title = language === "en" ? "Kho - explorer" : "Kho - trình khám phá";
}
