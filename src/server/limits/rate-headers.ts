import type { FastifyReply } from "fastify";
import type { Budget } from "../../access/budget.js";

/** There are few limits, and each is told with every answer. */
const policies = new Map<number, string>();

/**
 * Names and values of the headers that tell how much is left, in the form of
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ (10 and 11): quota, window, remaining, time.
 */
export function addRate(headers: string[], budget: Budget): void {
  const { limit, remaining } = budget;
  if (limit === null) return;
  headers.push("ratelimit-policy", policyOf(limit), "ratelimit", `"points";r=${remaining};t=${budget.secondsLeft}`);
}

/** The same for an answer that goes through the framework. */
export function tellRate(reply: FastifyReply, budget: Budget | null | undefined): void {
  const headers: string[] = [];
  if (budget) addRate(headers, budget);
  for (let i = 0; i < headers.length; i += 2) reply.header(headers[i]!, headers[i + 1]!);
}

function policyOf(limit: number): string {
  const known = policies.get(limit);
  if (known !== undefined) return known;
  const policy = `"points";q=${limit};w=60`;
  policies.set(limit, policy);
  return policy;
}
