import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { AuditTrail } from "../access/audit-trail.js";
import type { Context } from "../graphql/context.js";
import { formatError, withoutHints } from "../graphql/error-formatting.js";
import type { Gate } from "./answers/gate.js";
import type { KnownOperations } from "./answers/known-operations.js";
import { learnOperations } from "./answers/known-operations.js";
import { documentRules } from "./limits/document-rules.js";
import type { Limits } from "./limits/limits.js";
import { errorsPlugin } from "./plugins/errors.plugin.js";
import { costPlugin } from "./plugins/cost.plugin.js";
import { operationRecordPlugin } from "./plugins/operation-record.plugin.js";

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly limits: Limits;
  readonly log: Logger;
  readonly audit: AuditTrail | null;
  /** Learns every query that passes validation. */
  readonly known: KnownOperations;
  /** Makes heavy operations wait their turn, once it is known that they are. */
  readonly gate: Pick<Gate, "weigh">;
}

/**
 * Apollo Server as the pipeline from a document to its answer: parse, validate, execute, plugins. HTTP is the routes' job.
 * Its own plugins are off, because some of them would wrap every field; ours work once per operation (docs/decisions).
 */
export function createApollo({
  schema,
  introspection,
  limits,
  log,
  audit,
  known,
  gate,
}: ApolloOptions): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection,
    logger: log,
    // Not from NODE_ENV: what a caller sees does not hang on how the process was started.
    nodeEnv: "production",
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    parseOptions: { maxLexicalTokens: limits.tokens },
    maxRecursiveSelections: limits.selections,
    validationOptions: { maxErrors: limits.errors },
    validationRules: documentRules(limits, ["query", "mutation"]),
    formatError: introspection ? formatError : (formatted, error) => withoutHints(formatError(formatted, error)),
    plugins: [
      ...OWN_PLUGINS_OFF.map((off) => off()),
      errorsPlugin(limits.errors, audit),
      operationRecordPlugin(),
      costPlugin(schema, gate),
      learnOperations(known),
    ],
  });
}

const OWN_PLUGINS_OFF = [
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
];
