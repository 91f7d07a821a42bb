import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { use, useCallback, useEffect, useRef, useState } from "react";
import type { Question } from "../../src/server/explorer/question.js";
import { QUESTION_LANGUAGES } from "../../src/server/explorer/question.js";
import { questionsIn } from "../../src/server/explorer/questions.js";
import { addressQuestion, LanguageContext } from "./language.js";

export interface Asking {
  /** Puts a question into the editor and runs it, as soon as the editor is there. What a person has written is kept in its own tab. */
  ask(question: Question): void;
  /** The id of the question that was asked last. */
  readonly asked: string | null;
}

export function useAsk(): Asking {
  const { language } = use(LanguageContext);
  const { addTab, run } = useGraphiQLActions();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const isReady = useGraphiQL((state) => Boolean(state.queryEditor && state.responseEditor && state.variableEditor));
  const [asked, setAsked] = useState<string | null>(null);
  const waiting = useRef<Question | null>(null);
  const hasBegun = useRef(false);
  const ask = useCallback(
    (question: Question) => {
      setAsked(question.id);
      waiting.current = isReady ? null : question;
      if (!isReady || !queryEditor) return;
      if (isOwnText(queryEditor.getValue())) addTab();
      queryEditor.setValue(question.query);
      variableEditor?.setValue("");
      queryEditor.setScrollTop(0);
      run();
    },
    [addTab, run, isReady, queryEditor, variableEditor],
  );
  // At the start: the question that was pressed meanwhile, or is named in the address, or stands in the editor, so that whoever
  // comes first sees an answer. Later: a ready question in the editor follows the language.
  useEffect(() => {
    if (!isReady || !queryEditor) return;
    const wanted = waiting.current?.id ?? (hasBegun.current ? null : addressQuestion());
    [waiting.current, hasBegun.current] = [null, true];
    const shown = wanted ?? questionOf(queryEditor.getValue())?.id;
    const question = questionsIn(language).find(({ id }) => id === shown);
    if (question) ask(question);
  }, [isReady, language, queryEditor, ask]);
  return { ask, asked };
}

/** Is it neither empty nor one of the ready questions? */
function isOwnText(text: string): boolean {
  return text.trim() !== "" && questionOf(text) === undefined;
}

/** The ready question with this text, in whatever language. */
function questionOf(text: string): Question | undefined {
  return QUESTION_LANGUAGES.flatMap(questionsIn).find(({ query }) => query.trim() === text.trim());
}
