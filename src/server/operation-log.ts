import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { UsageMeter } from "../access/usage-meter.js";
import type { OperationRecord } from "./operation-record.js";

/** One line for each request to the GraphQL API: never its text, its variables or a secret. */
export function logOperations(http: FastifyInstance, log: Logger, usage: UsageMeter | null): void {
  http.decorateRequest("operation", null);
  http.addHook("onResponse", (request, reply, done) => {
    if (request.operation) {
      const { viewer, budget, codes } = request.operation;
      const bytes = Number(reply.getHeader("content-length") ?? request.operation.bytes);
      usage?.add(viewer, { bytes, cost: budget?.charged ?? 0, failed: codes.length > 0 });
      if (log.isLevelEnabled("info"))
        log.info(
          { requestId: request.id, ...factsOf(request.operation), status: reply.statusCode, bytes },
          "operation",
        );
    }
    done();
  });
  // The caller has gone before the answer came: no response ends.
  http.addHook("onRequestAbort", (request, done) => {
    if (request.operation)
      log.info({ requestId: request.id, ...factsOf(request.operation), aborted: true }, "operation");
    done();
  });
}

function factsOf({ name, kind, via, viewer, budget, codes, startedAt }: OperationRecord): object {
  const ms = Math.round((performance.now() - startedAt) * 10) / 10;
  const by = viewer.kind === "ANONYMOUS" ? {} : { viewer: `${viewer.kind} ${viewer.id}` };
  return {
    operation: name,
    kind,
    via,
    ms,
    cost: budget?.charged,
    ...by,
    ...(codes.length > 0 && { errors: [...new Set(codes)] }),
  };
}
