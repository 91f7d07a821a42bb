import type { ApolloServerPlugin } from "@apollo/server";
import type { Context } from "../../graphql/context.js";
import type { RecordedRequest } from "../operation-record.js";

/** Notes what was asked and how it ended, once per operation, for the request's log line. */
export function operationRecordPlugin(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, operation, operationName, response }) {
          const record = (request.http as RecordedRequest | undefined)?.record;
          if (!record) return;
          record.name = operationName ?? null;
          record.kind = operation?.operation ?? null;
          if (response.body.kind !== "single") return;
          for (const { extensions } of response.body.singleResult.errors ?? [])
            record.codes.push(String(extensions?.["code"]));
        },
      };
    },
  };
}
