import type { Fetcher } from "@graphiql/toolkit";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { parse, print, separateOperations } from "graphql";

const send = createGraphiQLFetcher({ url: "/graphql" });

/** The server takes one operation per request; the editor may hold several. */
export const fetchOne: Fetcher = (params, options) => send({ ...params, ...chosenOperation(params) }, options);

function chosenOperation({ query, operationName }: Parameters<Fetcher>[0]): { query: string; operationName?: string } {
  const operations = Object.entries(operationsOf(query));
  // The editor may still name an operation that stood there before.
  if (operations.length < 2) return { query, operationName: undefined };
  const chosen = operations.find(([name]) => name === operationName);
  return chosen ? { query: print(chosen[1]) } : { query };
}

/** What can't be parsed goes as it is: the server says what is wrong with it. */
function operationsOf(query: string): ReturnType<typeof separateOperations> {
  try {
    return separateOperations(parse(query));
  } catch {
    return {};
  }
}
