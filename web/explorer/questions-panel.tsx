import { use } from "react";
import { QUESTION_LANGUAGES } from "../../src/server/explorer/question.js";
import { questionsIn } from "../../src/server/explorer/questions.js";
import { LanguageContext } from "./language.js";
import { useAsk } from "./use-ask.js";
import { useVietnameseFont } from "./use-vietnamese-font.js";

const WORDS = {
  vi: {
    heading: "Mười câu hỏi mẫu",
    hint: "Bấm vào một câu hỏi để chạy ngay.",
    language: "Ngôn ngữ",
    schema: "Lược đồ dạng văn bản",
  },
  en: {
    heading: "Ten ready questions",
    hint: "Press a question to run it.",
    language: "Language",
    schema: "The schema as text",
  },
};

/** The list on the left: what may be asked, and in which language. */
export function QuestionsPanel() {
  const { language } = use(LanguageContext);
  const { ask, asked } = useAsk();
  useVietnameseFont();
  const words = WORDS[language];
  return (
    <section className="kho-questions" aria-label={words.heading}>
      <header>
        <h2>{words.heading}</h2>
        <Languages label={words.language} />
      </header>
      <p>{words.hint}</p>
      <ol>
        {questionsIn(language).map((question) => (
          <li key={question.id}>
            <button type="button" aria-current={question.id === asked} onClick={() => ask(question)}>
              <strong>{question.title}</strong>
              <span>{question.note}</span>
            </button>
          </li>
        ))}
      </ol>
      <a href="/schema.graphql">{words.schema}</a>
    </section>
  );
}

function Languages({ label }: { label: string }) {
  const { language, setLanguage } = use(LanguageContext);
  return (
    <div role="group" aria-label={label}>
      {QUESTION_LANGUAGES.map((code) => (
        <button key={code} type="button" lang={code} aria-pressed={code === language} onClick={() => setLanguage(code)}>
          {code.toUpperCase()}
        </button>
      ))}
    </div>
  );
}

export function QuestionsIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden="true">
      <path d="M4 10.5 12 5l8 5.5V20H4z M8 20v-6h8v6 M8 17h8" strokeLinejoin="round" />
    </svg>
  );
}
