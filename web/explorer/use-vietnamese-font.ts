import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";

const FONT = 'ui-monospace, "Cascadia Mono", Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace';

/** GraphiQL's editors ask for a font whose Vietnamese letters would come from another one, in another width. */
export function useVietnameseFont(): void {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const headerEditor = useGraphiQL((state) => state.headerEditor);
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor, responseEditor])
      editor?.updateOptions({ fontFamily: FONT });
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
}
