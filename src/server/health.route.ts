import type { FastifyInstance } from "fastify";
import type { Drain } from "./drain.js";

const PATIENCE_MS = 2_000;

/** /healthz: the process is alive. /readyz: it may be sent requests; 503 when not, and from the moment it is told to stop. */
export function healthRoutes(http: FastifyInstance, drain: Drain, isReady: () => Promise<boolean>): void {
  http.get("/healthz", () => ({ status: "alive" }));
  http.get("/readyz", async (_request, reply) => {
    const status = drain.draining ? "stopping" : (await isReadyInTime(isReady)) ? "ready" : "not ready";
    return reply.code(status === "ready" ? 200 : 503).send({ status });
  });
}

async function isReadyInTime(isReady: () => Promise<boolean>): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), PATIENCE_MS);
  try {
    return await Promise.race([isReady().catch(() => false), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
