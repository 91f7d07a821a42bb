import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLSchema } from "graphql";
import { createSourceEventStream, execute, GraphQLError, parse, specifiedRules, validate } from "graphql";
import { partyOf } from "../../access/party.js";
import { seesClosedRows } from "../../access/viewer.js";
import type { Context } from "../../graphql/context.js";
import { Caller, Errand } from "../../shared/errand.js";
import { AppError } from "../../shared/errors.js";
import { isHeavy } from "../answers/gate.js";
import { HttpFault } from "../http-fault.js";
import { charge, priceOf } from "../limits/charge.js";
import { documentRules } from "../limits/document-rules.js";
import type { Limits } from "../limits/limits.js";
import { selectionsRule } from "../limits/selections.rule.js";
import { isDeeperThan } from "../limits/variables-depth.js";

/** What a client asks to be subscribed to, as it came. */
export interface AskedSubscription {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Reads and measures a document as requests over HTTP are measured; or its faults. */
export function readDocument(
  schema: GraphQLSchema,
  limits: Limits,
  { query, variables }: AskedSubscription,
): DocumentNode | readonly GraphQLError[] {
  if (isDeeperThan(limits.variableDepth, variables))
    return [
      withCode("MAX_VARIABLE_DEPTH_EXCEEDED", `Variables are nested deeper than ${limits.variableDepth} levels.`),
    ];
  const document = parsed(query, limits.tokens);
  if (document instanceof GraphQLError) return [document];
  const rules = [...specifiedRules, ...documentRules(limits, ["subscription"]), selectionsRule(limits.selections)];
  const errors = validate(schema, document, rules, { maxErrors: limits.errors });
  return errors.length > 0 ? errors.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED")) : document;
}

function parsed(query: string, maxLexicalTokens: number): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxLexicalTokens });
  } catch (error) {
    return coded(error as GraphQLError, "GRAPHQL_PARSE_FAILED");
  }
}

/** graphql-js gives its own errors no code; Apollo does so for requests over HTTP. */
function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code, ...extensions } });
}

export function withCode(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** What graphql-ws hands from the start of a subscription to its run. */
export interface Subscribed extends ExecutionArgs {
  readonly contextOfEvent: () => Promise<Context>;
  /** @throws GraphQLError when the caller has no points left */
  readonly charge: (context: Context) => void;
}

/**
 * Runs a subscription; each event is answered in a context of its own, because loaders must not outlive one answer.
 * Not an async generator: that would not end before its next event when the client leaves.
 */
export async function runSubscription(
  args: Subscribed,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const events = stream[Symbol.asyncIterator]();
  const answer = async ({ done, value }: IteratorResult<unknown>): Promise<IteratorResult<ExecutionResult>> =>
    done
      ? { done, value: undefined }
      : { done: false, value: await answerEvent({ ...args, rootValue: value }, await args.contextOfEvent()) };
  const answers: AsyncIterableIterator<ExecutionResult> = {
    next: async () => answer(await events.next()),
    return: async () => {
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => answers,
  };
  return answers;
}

/** As an errand of his, because the database is asked for what he may see. Who has no points left hears of it, and goes on later. */
async function answerEvent(args: Subscribed, contextValue: Context): Promise<ExecutionResult> {
  try {
    args.charge(contextValue);
  } catch (error) {
    return { errors: refused(error) };
  }
  const { viewer, address } = contextValue;
  const errand = new Errand().for(new Caller(seesClosedRows(viewer), partyOf(viewer, address)));
  errand.isHeavy = isHeavy(contextValue.budget?.cost ?? 0);
  return errand.run(async () => execute({ ...args, contextValue }));
}

/** A subscription is counted when it starts, and each answer of it. @throws GraphQLError MAX_COST_EXCEEDED, RATE_LIMITED */
export function chargeSubscription(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variables }: AskedSubscription,
  { budget }: Context,
): void {
  if (!budget) return;
  try {
    charge(budget, priceOf(schema, { document, name: operationName ?? null }, variables ?? {}));
  } catch (fault) {
    if (!(fault instanceof HttpFault)) throw fault;
    throw new GraphQLError(fault.message, { extensions: { code: fault.code, ...fault.details } });
  }
}

/** An error that ends a subscription before its first event. */
export function refused(error: unknown): readonly GraphQLError[] {
  if (error instanceof GraphQLError) return [error];
  const message = error instanceof AppError ? error.message : "Internal error";
  return [new GraphQLError(message, { originalError: error as Error })];
}
