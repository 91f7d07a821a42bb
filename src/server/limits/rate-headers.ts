import type { FastifyReply } from "fastify";
import type { Budget } from "../../access/budget.js";

const NONE: readonly string[] = [];

/**
 * Names and values of the headers that tell how much is left, in the form of
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ (10 and 11): quota, window, remaining, time.
 */
export function rateHeaders(budget: Budget): readonly string[] {
  const { limit, remaining } = budget;
  if (limit === null) return NONE;
  return [
    "ratelimit-policy",
    `"points";q=${limit};w=60`,
    "ratelimit",
    `"points";r=${remaining};t=${budget.secondsLeft}`,
  ];
}

/** The same for an answer that goes through the framework. */
export function tellRate(reply: FastifyReply, budget: Budget | null | undefined): void {
  const headers = budget ? rateHeaders(budget) : NONE;
  for (let i = 0; i < headers.length; i += 2) reply.header(headers[i]!, headers[i + 1]!);
}
