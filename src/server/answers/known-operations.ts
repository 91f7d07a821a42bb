import type { ApolloServerPlugin } from "@apollo/server";
import type { DocumentNode, OperationTypeNode } from "graphql";
import type { CompiledOperation } from "../../graphql/compiled/compiled-operation.js";
import type { Context } from "../../graphql/context.js";
import type { OperationCost } from "../../graphql/cost/operation-cost.js";
import { asksForDryRun } from "../../graphql/dry-run.js";
import { asksFor } from "../../graphql/live.js";

/** A query that has been parsed, validated and measured once, so that the next one of the same text need not be. */
export interface KnownOperation {
  /** Never given again. */
  readonly id: number;
  readonly document: DocumentNode;
  readonly name: string | null;
  /** Its answer hangs on who asks, or when: it is never kept. */
  readonly isLive: boolean;
  /** What it costs, where that does not hang on its variables. */
  fixedCost?: OperationCost;
  /** Made when the operation comes a second time; null when it can't be compiled. */
  compiled?: CompiledOperation | null;
}

interface Asked {
  readonly query: string;
  readonly operationName?: string;
}

/** Longest texts kept in all, in characters: a document may have 100 kB, most have one. */
const MOST_CHARACTERS = 8_000_000;

/** The queries asked lately, by their text. The least recently asked one goes first. */
export class KnownOperations {
  readonly #byText = new Map<string, KnownOperation>();
  #characters = 0;
  #learnt = 0;

  constructor(
    private readonly live: ReadonlySet<string> = new Set(),
    private readonly most = 1_000,
  ) {}

  find(asked: Asked): KnownOperation | undefined {
    const key = keyOf(asked);
    const known = this.#byText.get(key);
    if (!known) return undefined;
    this.#byText.delete(key);
    this.#byText.set(key, known);
    return known;
  }

  /** Remembers a query that has passed validation; mutations and subscriptions always take the long way. */
  learn(asked: Asked, document: DocumentNode, kind: OperationTypeNode, name: string | null): void {
    const key = keyOf(asked);
    if (kind !== "query" || this.#byText.has(key) || asksForDryRun(document)) return;
    this.#byText.set(key, { id: this.#learnt++, document, name, isLive: asksFor(document, this.live) });
    this.#characters += key.length;
    for (const oldest of this.#byText.keys()) {
      if (this.#byText.size <= this.most && this.#characters <= MOST_CHARACTERS) break;
      this.#byText.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}

/** Apollo calls this once a document is parsed and valid. */
export function learnOperations(known: KnownOperations): ApolloServerPlugin<Context> {
  return {
    async requestDidStart({ request }) {
      return {
        async responseForOperation({ document, operation, operationName }) {
          const asked = {
            query: request.query!,
            ...(request.operationName && { operationName: request.operationName }),
          };
          // Apollo calls this too when no operation has the name that was asked for, whatever its types say.
          if (operation as typeof operation | undefined)
            known.learn(asked, document, operation.operation, operationName ?? null);
          return null;
        },
      };
    },
  };
}

function keyOf({ query, operationName }: Asked): string {
  return operationName === undefined ? query : `${operationName}\n${query}`;
}
