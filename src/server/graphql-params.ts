import { isUtf8 } from "node:buffer";
import type { PersistedQueries } from "./answers/persisted-queries.js";
import { badRequest, HttpFault } from "./http-fault.js";
import type { TrustedDocuments } from "./trusted-documents.js";
import { isDeeperThan } from "./limits/variables-depth.js";

/** One GraphQL request, as the GraphQL over HTTP specification names its parts. */
export interface GraphQLParams {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
  /** May anybody run the document? Not where only trusted documents run, and this is none. */
  readonly isForAll: boolean;
}

/** What the parts are checked against. */
export interface ParamRules {
  readonly variableDepth: number;
  readonly persisted: PersistedQueries;
  /** Null: there are none. */
  readonly trusted: TrustedDocuments | null;
}

/** Reads the body of a POST. @throws HttpFault 400 */
export function paramsFromBody(body: unknown, rules: ParamRules): GraphQLParams {
  if (Array.isArray(body)) throw badRequest("Send one operation per request: batches are not taken.");
  if (!isObject(body)) throw badRequest("The body must be a JSON object with a query.");
  return checkedParams(body, rules);
}

/** Reads the search part of a GET's address. @throws HttpFault 400 */
export function paramsFromSearch(search: URLSearchParams, rules: ParamRules): GraphQLParams {
  const only = (name: string): string | undefined => {
    const [value, ...more] = search.getAll(name);
    if (more.length > 0) throw badRequest(`${name} stands in the address more than once.`);
    return value;
  };
  const json = (name: string): unknown => {
    const text = only(name);
    return text ? parseJson(text, name) : undefined;
  };
  const parts = {
    query: only("query"),
    documentId: only("documentId"),
    operationName: only("operationName"),
    variables: json("variables"),
    extensions: json("extensions"),
  };
  return checkedParams(parts, rules);
}

/** The parser of a body. @throws HttpFault 400 when it is not UTF-8 or not JSON. */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) throw badRequest("The body is empty; it must be a JSON object with a query.");
  if (!isUtf8(body)) throw badRequest("The body is not UTF-8.");
  const text = body.toString();
  return parseJson(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, "The body");
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`${what} is not valid JSON.`);
  }
}

function checkedParams(given: Record<string, unknown>, rules: ParamRules): GraphQLParams {
  const { variableDepth, trusted } = rules;
  const { operationName } = given;
  if (given["query"] != null && typeof given["query"] !== "string") throw badRequest("query must be a string.");
  if (operationName != null && typeof operationName !== "string") throw badRequest("operationName must be a string.");
  if (isDeeperThan(variableDepth, given["variables"])) throw tooDeep(variableDepth);
  const variables = optionalObject(given["variables"], "variables");
  const extensions = optionalObject(given["extensions"], "extensions");
  const { persistedQuery, ...others } = extensions;
  const query = textOf(given["query"] ?? undefined, given["documentId"], persistedQuery, rules);
  if (query === undefined || query.trim() === "")
    throw badRequest("query is missing; it must be a string that is not empty.");
  const isForAll = !trusted?.only || trusted.has(query);
  return { query, ...(operationName && { operationName }), variables, extensions: others, isForAll };
}

/** By its text, by an id of the manifest, or by the hash of a text that came before. */
function textOf(
  query: string | undefined,
  documentId: unknown,
  persistedQuery: unknown,
  { persisted, trusted }: ParamRules,
): string | undefined {
  if (documentId != null) return trustedText(query, documentId, trusted);
  const hash = isObject(persistedQuery) ? persistedQuery["sha256Hash"] : undefined;
  const known = query === undefined && typeof hash === "string" ? trusted?.find(hash) : undefined;
  return known ?? persisted.resolve(query, persistedQuery);
}

function trustedText(query: string | undefined, documentId: unknown, trusted: TrustedDocuments | null): string {
  if (typeof documentId !== "string") throw badRequest("documentId must be a string.");
  if (query !== undefined) throw badRequest("Send either query or documentId, not both.");
  const text = trusted?.find(documentId);
  if (text !== undefined) return text;
  throw new HttpFault(404, "TRUSTED_DOCUMENT_NOT_FOUND", "This server knows no document with that documentId.");
}

function optionalObject(value: unknown, name: string): Record<string, unknown> {
  if (value == null) return {};
  if (!isObject(value)) throw badRequest(`${name} must be an object.`);
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function tooDeep(limit: number): HttpFault {
  const message = `The variables are nested too deeply; at most ${limit} levels are allowed.`;
  return new HttpFault(400, "MAX_VARIABLE_DEPTH_EXCEEDED", message, {}, { limit });
}
