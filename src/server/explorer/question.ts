export const QUESTION_LANGUAGES = ["vi", "en"] as const;

export type QuestionLanguage = (typeof QUESTION_LANGUAGES)[number];

/** A ready question of the explorer, in one language. */
export interface Question {
  /** Stays the same, so that a link to it goes on working. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what is asked, or what to try. */
  readonly note: string;
  readonly query: string;
}

/** The same question in each language. `text` writes a field that has a language: `name` or `name(lang: EN)`. */
export interface QuestionSource {
  readonly id: string;
  readonly title: Readonly<Record<QuestionLanguage, string>>;
  readonly note: Readonly<Record<QuestionLanguage, string>>;
  query(text: (field: string) => string): string;
}

export function inLanguage({ id, title, note, query }: QuestionSource, language: QuestionLanguage): Question {
  const text = (field: string): string => (language === "en" ? `${field}(lang: EN)` : field);
  return { id, title: title[language], note: note[language], query: `${query(text).trim()}\n` };
}
