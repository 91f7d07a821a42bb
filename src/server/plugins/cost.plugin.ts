import type { ApolloServerPlugin } from "@apollo/server";
import { HeaderMap } from "@apollo/server";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import { execute, GraphQLError } from "graphql";
import type { Context } from "../../graphql/context.js";
import { formatError } from "../../graphql/error-formatting.js";
import { isDryRun, onlyRateLimit } from "../../graphql/dry-run.js";
import { Errand } from "../../shared/errand.js";
import type { Gate } from "../answers/gate.js";
import { HttpFault } from "../http-fault.js";
import { charge, priceOf } from "../limits/charge.js";

/** Counts an operation that comes for the first time, or changes something, once it is known to be valid. */
export function costPlugin(schema: GraphQLSchema, gate: Pick<Gate, "weigh">): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, operationName, request, contextValue: { budget } }) {
          if (!budget || !operation) return;
          try {
            const price = priceOf(schema, { document, name: operationName }, request.variables);
            const dryRun = isDryRun(schema, document, operation, request.variables);
            charge(budget, price, dryRun);
            const errand = Errand.current;
            if (errand && !dryRun) await gate.weigh(errand, price.points);
          } catch (fault) {
            throw fault instanceof HttpFault ? asGraphQL(fault) : fault;
          }
        },
        /** A dry run answers nothing but `rateLimit`. */
        async responseForOperation({ document, operation, request: { variables }, contextValue }) {
          // Apollo calls this too when no operation has the name that was asked for, whatever its types say.
          if (!(operation as typeof operation | undefined) || !isDryRun(schema, document, operation, variables))
            return null;
          const args = { schema, contextValue, ...(variables && { variableValues: variables }) };
          const only = onlyRateLimit(schema, document, operation, variables);
          const { errors, ...rest } = await execute({ ...args, document: only });
          const singleResult = { ...(errors && { errors: errors.map(coded) }), ...rest };
          // Variables that are no values of their types: nothing was run.
          const http = { headers: new HeaderMap(), ...(rest.data === undefined && { status: 400 }) };
          return { http, body: { kind: "single", singleResult } };
        },
      };
    },
  };
}

/** Apollo forms the errors of its own executions alone. */
function coded(error: GraphQLError): GraphQLFormattedError {
  return formatError(error.toJSON(), error);
}

/** Within Apollo's pipeline a refusal is an error of GraphQL that brings its HTTP status. */
function asGraphQL({ code, message, details, status, headers }: HttpFault): GraphQLError {
  const http = { status, headers: new HeaderMap(Object.entries(headers)) };
  return new GraphQLError(message, { extensions: { code, ...details, http } });
}
