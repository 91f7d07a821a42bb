import {
  GraphQLError,
  GraphQLFloat,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from "graphql";
import { setTimeout as pause } from "node:timers/promises";
import { pino } from "pino";
import { anonymous } from "../../src/access/viewer.js";
import { type Context, Loaders } from "../../src/graphql/context.js";
import { PeriodScalar } from "../../src/graphql/scalars.js";
import type { Asked } from "../../src/server/graphql.route.js";
import { type RunningServer, type ServerOptions, startServer } from "../../src/server/server.js";
import { AppError } from "../../src/shared/errors.js";

/** A small schema whose fields fail in every way that a resolver can. */
function schema(): GraphQLSchema {
  const node: GraphQLObjectType = new GraphQLObjectType({
    name: "Tree",
    fields: () => ({
      name: { type: GraphQLString, resolve: () => "oak" },
      tree: { type: node, resolve: () => ({}) },
      trees: { type: new GraphQLList(node), resolve: () => [{}, {}] },
    }),
  });
  const text = (resolve: () => unknown) => ({ type: GraphQLString, resolve });
  const query = new GraphQLObjectType({
    name: "Query",
    fields: {
      hello: {
        type: GraphQLString,
        args: { name: { type: GraphQLString } },
        resolve: (_row, { name }) => `Xin chào ${name ?? "Kho"}`,
      },
      tree: { type: node, resolve: () => ({}) },
      double: {
        type: GraphQLFloat,
        args: { number: { type: new GraphQLNonNull(GraphQLInt) } },
        resolve: (_row, { number }) => number * 2,
      },
      period: { type: GraphQLString, args: { code: { type: PeriodScalar } }, resolve: (_row, { code }) => code },
      slow: { type: GraphQLString, args: { ms: { type: GraphQLInt } }, resolve: (_row, { ms }) => pause(ms, "done") },
      unknownAgency: text(() => fail(new AppError("NOT_FOUND", "There is no agency SXD.", { argument: "code" }))),
      bug: text(() => fail(new Error('column "secret" does not exist at /srv/kho/reads.js'))),
      statementTimeout: text(() => fail(postgresError("57014", "canceling statement due to statement timeout"))),
      databaseGone: text(() =>
        fail(
          Object.assign(new Error("connect ECONNREFUSED 10.0.0.7:5432"), { code: "ECONNREFUSED", syscall: "connect" }),
        ),
      ),
      nul: text(() => fail(postgresError("22021", 'invalid byte sequence for encoding "UTF8": 0x00'))),
      required: { type: new GraphQLNonNull(GraphQLString), resolve: () => null },
      own: text(() => fail(new GraphQLError("Own words.", { extensions: { code: "OWN" } }))),
    },
  });
  const mutation = new GraphQLObjectType({
    name: "Mutation",
    fields: { change: { type: GraphQLString, resolve: () => "changed" } },
  });
  return new GraphQLSchema({ query, mutation });
}

function fail(error: Error): never {
  throw error;
}

function postgresError(code: string, message: string): Error {
  return Object.assign(new Error(message), { severity: "ERROR", code });
}

export interface TestServer extends RunningServer {
  /** Lines of the log so far, parsed. */
  readonly lines: Record<string, unknown>[];
}

/** A server of the small schema, on a free port. */
export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const running = await startServer({
    schema: schema(),
    config: { host: "127.0.0.1", port: 0, introspection: true, explorer: true },
    log,
    authenticate: () => anonymous,
    makeContext,
    isReady: async () => true,
    operationsAtOnce: 10,
    answers: { cache: null, dataVersion: () => null, today: () => "2023-12-31" },
    ...options,
  });
  return { ...running, lines };
}

function makeContext(asked: Asked): Context {
  return { ...asked, loaders: new Loaders() };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: AnswerBody;
  /** What stands beside the data: the cost. */
  readonly extensions?: { readonly cost: { readonly requested: number; readonly limit: number } } | undefined;
}

/** The answer's body, parsed; `data` is any, because stories read it and compare it with literals. */
export interface AnswerBody {
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data?: any;
  readonly errors?: { message: string; path?: string[]; extensions: Record<string, unknown> }[];
}

export async function ask(
  url: string,
  query: string,
  variables?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return post(url, JSON.stringify({ query, variables }), headers);
}

export async function post(url: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: body as string,
  });
  const { extensions, ...answered } = (await response.json()) as AnswerBody & Pick<Answer, "extensions">;
  return { status: response.status, headers: response.headers, body: answered, extensions };
}

/** The code of the first error. */
export function codeOf({ body }: Answer): unknown {
  return body.errors?.[0]?.extensions["code"];
}
