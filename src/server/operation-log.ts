import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { UsageMeter } from "../access/usage-meter.js";
import type { OperationRecord } from "./operation-record.js";

/** An answer as it was sent. */
interface Sent {
  readonly requestId: string;
  readonly status: number;
  readonly bytes: number;
}

/** One line for each request to the GraphQL API: never its text, its variables or a secret. */
export class OperationLog {
  constructor(
    private readonly log: Logger,
    private readonly usage: UsageMeter | null,
  ) {}

  answered(operation: OperationRecord, { requestId, status, bytes }: Sent): void {
    const { viewer, budget, codes } = operation;
    this.usage?.add(viewer, { bytes, cost: budget?.charged ?? 0, failed: codes.length > 0 });
    if (this.log.isLevelEnabled("info"))
      this.log.info({ requestId, ...factsOf(operation), status, bytes }, "operation");
  }

  /** The caller has gone before the answer came. */
  aborted(operation: OperationRecord, requestId: string): void {
    this.log.info({ requestId, ...factsOf(operation), aborted: true }, "operation");
  }
}

/** Tells of what goes through the framework. */
export function logOperations(http: FastifyInstance, log: OperationLog): void {
  http.decorateRequest("operation", null);
  http.addHook("onResponse", ({ operation, id: requestId }, reply, done) => {
    if (operation) {
      const bytes = operation.bytes || Number(reply.getHeader("content-length") ?? 0);
      log.answered(operation, { requestId, status: reply.statusCode, bytes });
    }
    done();
  });
  // No response ends.
  http.addHook("onRequestAbort", ({ operation, id }, done) => {
    if (operation) log.aborted(operation, id);
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
