import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from "@apollo/server";
import { HeaderMap } from "@apollo/server";
import type { FormattedExecutionResult } from "graphql";
import type { AuditTrail } from "../../access/audit-trail.js";
import { noteDenied, noteUnknown } from "../../graphql/audited.js";
import type { Context } from "../../graphql/context.js";
import type { Failure } from "../../graphql/error-formatting.js";
import { failureOf } from "../../graphql/error-formatting.js";

/** Puts the request's id into every error, returns only the first ones, and logs those that nobody foresaw. */
export function errorsPlugin(mostErrors: number, audit: AuditTrail | null): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue, operation }) {
          const { log, requestId } = contextValue;
          if (audit && operation?.operation === "query")
            for (const one of errors) noteRefusal(audit, failureOf(one), contextValue);
          const error = errors.find((one) => failureOf(one).unexpected);
          if (error)
            log.error(
              { requestId, err: error.originalError ?? error, path: error.path?.join(".") },
              "unexpected error",
            );
        },
        async willSendResponse(request) {
          const { body } = request.response;
          if (body.kind !== "single" || !body.singleResult.errors) return;
          body.singleResult.errors = shownErrors(body.singleResult.errors, mostErrors, request.contextValue.requestId);
          if (isUnavailable(body.singleResult)) markUnavailable(request);
        },
      };
    },
  };
}

/** Denied reads go to the audit log, among them those that the caller only learns of as "unknown". */
function noteRefusal(audit: AuditTrail, { code, details }: Failure, context: Context): void {
  if (code === "NOT_FOUND") noteUnknown(audit, details?.["unknown"], context);
  if (code === "FORBIDDEN" || code === "UNAUTHENTICATED") noteDenied(audit, code, details?.["field"], context);
}

type Errors = NonNullable<FormattedExecutionResult["errors"]>;

function shownErrors(errors: Errors, most: number, requestId: string): Errors {
  const omitted = errors.length - most;
  return errors.slice(0, most).map((error, i) => {
    const { code, ...details } = error.extensions ?? {};
    const more = omitted > 0 && i === most - 1 ? { omittedErrors: omitted } : {};
    return { ...error, extensions: { code, requestId, ...details, ...more } };
  });
}

/** Was nothing at all answered because the database can't be reached? */
function isUnavailable({ data, errors }: FormattedExecutionResult): boolean {
  if (data === undefined || Object.values(data ?? {}).some((value) => value !== null)) return false;
  return (errors ?? []).every(({ extensions }) => extensions?.["code"] === "SOURCE_UNAVAILABLE");
}

function markUnavailable({ response }: GraphQLRequestContextWillSendResponse<Context>): void {
  response.http.status = 503;
  response.http.headers ??= new HeaderMap();
  response.http.headers.set("retry-after", "1");
}
