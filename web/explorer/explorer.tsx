import type { GraphiQLPlugin } from "@graphiql/react";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { useEffect, useState } from "react";
import { questionsIn } from "../../src/server/explorer/questions.js";
import { addressLanguage, LanguageContext, rememberLanguage } from "./language.js";
import { fetchOne } from "./one-operation.fetcher.js";
import { QuestionsIcon, QuestionsPanel } from "./questions-panel.js";

const QUESTIONS: GraphiQLPlugin = { title: "Kho", icon: QuestionsIcon, content: QuestionsPanel };
const PLUGINS = [QUESTIONS, HISTORY_PLUGIN];
const FIRST_QUERY = questionsIn(addressLanguage())[0]!.query;

/** GraphiQL with Kho's ready questions beside it. */
export function Explorer() {
  const [language, setLanguage] = useState(addressLanguage);
  useEffect(() => rememberLanguage(language), [language]);
  return (
    <LanguageContext value={{ language, setLanguage }}>
      <GraphiQL fetcher={fetchOne} plugins={PLUGINS} visiblePlugin={QUESTIONS} defaultQuery={FIRST_QUERY}>
        <GraphiQL.Logo>
          <a className="kho-logo" href="/">
            Kho
          </a>
        </GraphiQL.Logo>
      </GraphiQL>
    </LanguageContext>
  );
}
