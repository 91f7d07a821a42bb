import type { ApolloServer, HTTPGraphQLRequest } from "@apollo/server";
import type { FormattedExecutionResult, GraphQLSchema } from "graphql";
import type { Budget } from "../../access/budget.js";
import type { Viewer } from "../../access/viewer.js";
import type { Caller } from "../../shared/errand.js";
import { Errand } from "../../shared/errand.js";
import type { Context } from "../../graphql/context.js";
import type { GraphQLParams } from "../graphql-params.js";
import { charge, priceOf } from "../limits/charge.js";
import type { OperationRecord, RecordedRequest } from "../operation-record.js";
import { Answer } from "./answer.js";
import type { AnswerCache } from "./answer-cache.js";
import type { CompiledExecution } from "./compiled-execution.js";
import type { Gate } from "./gate.js";
import type { KnownOperation, KnownOperations } from "./known-operations.js";

export interface AnsweringParts {
  readonly schema: GraphQLSchema;
  readonly compiled: CompiledExecution;
  readonly apollo: ApolloServer<Context>;
  readonly known: KnownOperations;
  readonly gate: Gate;
  /** Null when answers are not kept. */
  readonly cache: AnswerCache | null;
  /** The data version that is current; null when nobody knows. */
  dataVersion(): string | null;
  /** The day on which relative periods are told: an answer of yesterday is another answer. */
  today(): string;
}

/** What is to be sent for one operation. */
export interface Reply {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly answer: Answer;
  /** Without errors, and so the same for everybody who may see the same. */
  readonly isClean: boolean;
  readonly isKept: boolean;
}

const NO_HEADERS: readonly (readonly [string, string])[] = [];

/**
 * The way from an operation to its answer, the shortest one that is open: kept for this data version; compiled, for a query
 * that came before; or Apollo's pipeline, which is the reference for everything else and for every error.
 */
export class Answering {
  constructor(private readonly parts: AnsweringParts) {}

  /** Works for as long as the caller waits. */
  async reply(params: GraphQLParams, http: RecordedRequest, context: Context, caller: Caller): Promise<Reply> {
    const operation = this.parts.known.find(params);
    const theLongWay = (): Promise<Reply> => {
      const errand = new Errand().for(caller);
      const passing = { party: caller.party, errand };
      return this.parts.gate.pass(passing, () => errand.run(() => this.#throughApollo(params, http, context)));
    };
    if (!operation) return theLongWay();
    http.record.name = operation.name;
    http.record.kind = "query";
    return (await this.#keptOrCompiled(operation, params, http.record, context, caller)) ?? theLongWay();
  }

  /** The kept answer to an operation that came before, at once. */
  kept(params: GraphQLParams, record: OperationRecord, viewer: Viewer, budget: Budget): Answer | undefined {
    const { cache, dataVersion, known } = this.parts;
    const operation = cache === null ? undefined : known.find(params);
    const answer = operation && cache!.get(this.#keyOf(operation, params, viewer, budget), dataVersion());
    if (!answer) return undefined;
    record.name = operation.name;
    record.kind = "query";
    record.via = "kept";
    return answer;
  }

  async #keptOrCompiled(
    operation: KnownOperation,
    params: GraphQLParams,
    record: OperationRecord,
    context: Context,
    caller: Caller,
  ): Promise<Reply | null> {
    const { cache, compiled, dataVersion, gate } = this.parts;
    const compile = async (): Promise<Answer | null> => {
      const json = await compiled.run(operation, context, params.variables ?? {}, () => extensionsText(context.budget));
      if (json === null) return null;
      record.via = "compiled";
      return new Answer(json);
    };
    const charged = (): ((errand: Errand) => Promise<Answer | null>) => {
      const cost = this.#charge(operation, params, context, caller);
      return (errand) => gate.pass({ party: caller.party, cost, errand }, () => errand.run(compile));
    };
    if (!cache || operation.isLive) return clean(await charged()(new Errand().for(caller)), false);
    const key = this.#keyOf(operation, params, context.viewer, context.budget);
    const kept = cache.get(key, dataVersion());
    if (kept) {
      record.via = "kept";
      return clean(kept, true);
    }
    return clean(await cache.share(key, dataVersion, caller, charged()), true);
  }

  /** Who is not let in is not charged. @returns the operation's points */
  #charge(operation: KnownOperation, { variables }: GraphQLParams, { budget }: Context, { party }: Caller): number {
    const price = priceOf(this.parts.schema, operation, variables);
    this.parts.gate.refuseWhenFull({ party, cost: price.points });
    if (budget) charge(budget, price);
    return price.points;
  }

  /** The operation's number stands for its text and name. */
  #keyOf(
    { id }: KnownOperation,
    params: GraphQLParams,
    { scopeKey }: Viewer,
    budget: Pick<Budget, "allowance"> | undefined,
  ): string {
    return `${scopeKey}\n${budget?.allowance.maxCost}\n${this.parts.today()}\n${id}\n${variablesText(params)}`;
  }

  async #throughApollo(params: GraphQLParams, http: HTTPGraphQLRequest, contextValue: Context): Promise<Reply> {
    const { body, http: head } = await this.parts.apollo.executeOperation({ ...params, http }, { contextValue });
    // Incremental delivery is off: the schema has no @defer and no @stream.
    if (body.kind !== "single") throw new Error("an answer in parts");
    const extensions = { ...body.singleResult.extensions, ...costExtension(contextValue.budget) };
    const answer = new Answer(textOf({ ...body.singleResult, extensions }));
    const isClean = !body.singleResult.errors && (head.status ?? 200) === 200;
    return { status: head.status ?? 200, headers: head.headers, answer, isClean, isKept: false };
  }
}

function clean(answer: Answer | null | undefined, isKept: boolean): Reply | null {
  return answer ? { status: 200, headers: NO_HEADERS, answer, isClean: true, isKept } : null;
}

type Told = Pick<FormattedExecutionResult, "errors" | "data" | "extensions">;

function textOf({ errors, data, extensions = {} }: Told): string {
  const more = data === undefined || Object.keys(extensions).length === 0 ? {} : { extensions };
  return `${JSON.stringify({ errors, data, ...more })}\n`;
}

/** The same as JSON, to follow the data. */
function extensionsText(budget: Budget | undefined): string {
  if (budget?.cost == null) return "";
  return `,"extensions":{"cost":{"requested":${budget.cost},"limit":${budget.allowance.maxCost}}}`;
}

/** What the operation was expected to cost: the same for everybody with the same limit, so that it may be kept. */
function costExtension(budget: Budget | undefined): Record<string, unknown> {
  if (!budget || budget.cost === null) return {};
  return { cost: { requested: budget.cost, limit: budget.allowance.maxCost } };
}

/** Parameters of a body that came before are the same object: their text is made once. */
const variablesTexts = new WeakMap<GraphQLParams, string>();

function variablesText(params: GraphQLParams): string {
  const known = variablesTexts.get(params);
  if (known !== undefined) return known;
  const text = JSON.stringify(params.variables ?? {});
  variablesTexts.set(params, text);
  return text;
}
