import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import { ProgressStatus } from "./plan-enums.js";
import type { Progress } from "./progress.js";
import type { TargetFilter, TargetsArgs } from "./target.inputs.js";
import { TargetOrderField } from "./target.inputs.js";

const ORDER = Object.values(ProgressStatus);

/**
 * How all targets stand, for a list that is filtered or ordered by it. The rule of progress is told once, in
 * progress.rules.ts, and never a second time in SQL: the targets are read and judged beforehand, in one statement, and the
 * list's own statement gets their ids.
 */
export class TargetStandings {
  constructor(private readonly standings: readonly Progress[]) {}

  /** The condition that `target ta` stands in one of these ways. */
  isOneOf(statuses: readonly ProgressStatus[]): Sql {
    const ids = this.standings.filter(({ status }) => statuses.includes(status)).map(({ row }) => row.id);
    return sql`ta.id = ANY(${ids}::int[])`;
  }

  /** A table to join with `target ta`: `standing (target_id, place)`, the place of its status in their order. */
  get table(): Sql {
    const ids = this.standings.map(({ row }) => row.id);
    const places = this.standings.map(({ status }) => ORDER.indexOf(status));
    return sql`unnest(${ids}::int[], ${places}::int[]) AS standing (target_id, place)`;
  }
}

/** Does a list of targets ask how they stand? */
export function asksForStandings({ filter, orderBy }: TargetsArgs): boolean {
  return orderBy?.field === TargetOrderField.STATUS || namesStatuses(filter);
}

function namesStatuses(filter: TargetFilter | null | undefined): boolean {
  if (!filter) return false;
  const inner = [filter.and ?? [], filter.or ?? [], filter.not ?? []].flat();
  return filter.statuses !== undefined || inner.some(namesStatuses);
}
