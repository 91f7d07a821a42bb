import { LIMITS } from "../../shared/limits.js";

/** What one request may ask for. Every refusal has a stable code and names the limit. */
export interface Limits {
  /** Bytes of a request's body. */
  readonly bodyBytes: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  /** Fields on the longest path; introspection does not count. */
  readonly depth: number;
  /** Aliases, counted as often as their fragment is used. */
  readonly aliases: number;
  /** Fields at the top of an operation. */
  readonly rootFields: number;
  /** Directives on one field, fragment or operation. */
  readonly directives: number;
  readonly operations: number;
  /** Selections, counted as often as their fragment is used. */
  readonly selections: number;
  /** Lists and objects inside each other in the variables. */
  readonly variableDepth: number;
  /** Errors in one answer. */
  readonly errors: number;
  /** Milliseconds until an answer must be there. */
  readonly answerMs: number;
  /** Milliseconds for which an operation waits for its turn. */
  readonly turnMs: number;
  /** Milliseconds after which an operation that still runs makes room for others. */
  readonly slowMs: number;
  /** Operations that wait for their turn. */
  readonly waiting: number;
  /** WebSocket connections of this process. */
  readonly sockets: number;
  /** Of these, those of one network; callers on this machine may be everybody behind a proxy. */
  readonly socketsOfOne: number;
  /** Subscriptions of one connection. */
  readonly subscriptions: number;
  /** Milliseconds from the opening of a connection to its `connection_init`. */
  readonly socketInitMs: number;
  /** Milliseconds between pings; a connection that does not answer until the next one is cut. */
  readonly socketPingMs: number;
}

export const DEFAULT_LIMITS: Limits = Object.freeze({
  bodyBytes: LIMITS.maxBodyBytes,
  tokens: LIMITS.maxTokens,
  depth: LIMITS.maxDepth,
  aliases: 30,
  rootFields: 20,
  directives: 5,
  operations: 1,
  selections: 5_000,
  variableDepth: 20,
  errors: 5,
  answerMs: 5_000,
  turnMs: 2_500,
  slowMs: 100,
  waiting: 500,
  sockets: 1_000,
  socketsOfOne: 250,
  subscriptions: 10,
  socketInitMs: 3_000,
  socketPingMs: 25_000,
});
