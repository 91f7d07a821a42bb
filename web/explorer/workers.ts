import EditorWorker from "monaco-editor/esm/vs/editor/editor.worker.js?worker";
import JsonWorker from "monaco-editor/esm/vs/language/json/json.worker.js?worker";
import GraphQLWorker from "monaco-graphql/esm/graphql.worker.js?worker";

/** The editor's background work comes from this server too, so that the explorer works in closed networks. */
Object.assign(globalThis, { MonacoEnvironment: { getWorker } });

function getWorker(_id: string, label: string): Worker {
  if (label === "graphql") return new GraphQLWorker();
  return label === "json" ? new JsonWorker() : new EditorWorker();
}
