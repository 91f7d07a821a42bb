import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { getOperationAST } from "graphql";
import type { Budget } from "../../access/budget.js";
import type { OperationCost } from "../../graphql/cost/operation-cost.js";
import { costOf } from "../../graphql/cost/operation-cost.js";
import { HttpFault } from "../http-fault.js";

/** A document that has been parsed and is valid; what it costs is kept with it where it is always the same. */
export interface Priced {
  readonly document: DocumentNode;
  readonly name: string | null;
  fixedCost?: OperationCost;
}

/** What an operation costs with these variables. */
export function priceOf(
  schema: GraphQLSchema,
  priced: Priced,
  variables: Readonly<Record<string, unknown>> = {},
): OperationCost {
  if (priced.fixedCost) return priced.fixedCost;
  const operation = getOperationAST(priced.document, priced.name) as OperationDefinitionNode;
  const cost = costOf(schema, priced.document, operation, variables);
  if (cost.isFixed) priced.fixedCost = cost;
  return cost;
}

/** A request is counted with one point before it is read: so everybody who has none left is refused at once. */
export function enter(budget: Budget): void {
  if (!budget.take(1)) throw rateLimited(budget);
}

/** Counts what is to be run. @throws HttpFault 400 MAX_COST_EXCEEDED, 429 RATE_LIMITED */
export function charge(budget: Budget, cost: OperationCost, isDryRun = false): void {
  if (budget.cost !== null) return;
  budget.cost = cost.points;
  // What is only to be priced has been counted with the request's one point.
  if (isDryRun) return;
  if (cost.points > budget.allowance.maxCost) throw tooExpensive(cost, budget.allowance.maxCost);
  if (!budget.take(cost.points - budget.charged)) throw rateLimited(budget);
}

function tooExpensive({ points, heaviest }: OperationCost, limit: number): HttpFault {
  const message =
    `The operation costs ${told(points)} points; at most ${told(limit)} are allowed. ` +
    `${heaviest.path} costs most: ${told(heaviest.points)}. Ask for smaller pages, or for less below them.`;
  const details = { limit, actual: points, field: heaviest.path, fieldCost: heaviest.points };
  return new HttpFault(400, "MAX_COST_EXCEEDED", message, {}, details);
}

function rateLimited(budget: Budget): HttpFault {
  const retryAfter = budget.secondsLeft;
  const { cost, limit, remaining } = budget;
  const left =
    cost === null
      ? `Your ${told(limit ?? 0)} points of this minute are used up.`
      : `The operation costs ${told(cost)} points, and you have ${told(remaining ?? 0)} of your ${told(limit ?? 0)} points of this minute left.`;
  const message = `${left} Please try again in ${retryAfter} s.`;
  const details = { limit, ...(cost !== null && { cost }), remaining, retryAfter };
  return new HttpFault(429, "RATE_LIMITED", message, { "retry-after": String(retryAfter) }, details);
}

function told(points: number): string {
  return points.toLocaleString("en-US");
}
