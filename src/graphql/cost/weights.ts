import { LIMITS } from "../../shared/limits.js";

/**
 * What fields cost, in hundredths of a point. A row of a list costs a tenth of a point, a point of a series a hundredth: one
 * point buys ten rows, or a page of a hundred points. docs/api.md tells it to callers; a test asks for a line here for every
 * list that the schema has.
 */
export const WEIGHTS = Object.freeze({
  /** Each field at the root: at least one statement. */
  root: 100,
  /** One row of a list. */
  row: 10,
  /** One row that is only a figure with its period and status. */
  observation: 5,
  /** One point of a series, and once more where it is asked for as an object. */
  point: 1,
  /** An object that a row names, read for all rows at once. */
  reference: 1,
  /** A change: its statements, and its entry in the audit log. */
  mutation: 1_000,
  /** The whole schema, for tools. */
  introspection: 1_000,
});

/** Arguments of a field as the caller gave them; nothing is checked yet. */
export type GivenArgs = (name: string) => unknown;

/** Rows of types that are lighter than others. */
export const ROW_WEIGHTS: Readonly<Record<string, number>> = {
  Observation: WEIGHTS.observation,
  Change: WEIGHTS.observation,
  Revision: WEIGHTS.observation,
  DataPoint: WEIGHTS.point,
  OutlierPoint: WEIGHTS.point,
  Breakdown: 0,
  StatusCount: 0,
  AmendedChange: 0,
  UserError: 0,
};

/** How many a page has when nobody says how many. */
export const USUAL_PAGES: Readonly<Record<string, number>> = {
  AgencyConnection: 50,
  AggregateConnection: 100,
  ApiClientConnection: 50,
  AreaConnection: 50,
  AuditEntryConnection: 50,
  ChangeConnection: 100,
  ClientUsageConnection: 50,
  CompositeIndexValueConnection: 100,
  IndicatorConnection: 20,
  ObservationConnection: 100,
  PlanConnection: 20,
  RankingEntryConnection: 100,
  RejectedRowConnection: 20,
  RevisionConnection: 20,
  SearchConnection: 20,
  SeriesConnection: 20,
  SourceSystemConnection: 50,
  SyncRunConnection: 20,
  TargetConnection: 50,
};

/** Pages that are never full: what is promised about one indicator is one target, seldom two. */
export const FULLEST_PAGES: Readonly<Record<string, number>> = { "Indicator.targets": 1 };

/** Rows of lists that are no connections: as many as codes were given, or as such a list usually has. */
export const LISTS: Readonly<Record<string, number | ((given: GivenArgs) => number)>> = {
  "AgencyScore.byStatus": 8,
  "Aggregate.breakdown": 3,
  "Completeness.missingDeliveries": (given) => sizeOf(given("first"), 20),
  "CompositeIndex.components": 20,
  "CompositeIndexValue.contributions": 20,
  "Dimension.codes": 20,
  "Indicator.derivedFrom": 3,
  "Indicator.dimensions": 3,
  "Indicator.usedBy": 3,
  "Outliers.points": 10,
  "PillarScore.byStatus": 8,
  "Plan.pillars": 3,
  "PlanComparison.plans": 5,
  "PlanComparison.recurring": 40,
  "Query.completeness": (given) => lengthOf(given("agencies")) ?? 30,
  "Query.nodes": (given) => lengthOf(given("ids")) ?? 1,
  "Query.timeSeries": seriesAsked,
  "Query.topics": 50,
  "RecurringTarget.entries": 5,
  "Scorecard.byAgency": 30,
  "Scorecard.byPillar": 3,
  "Scorecard.byStatus": 8,
  "ScorecardChange.changed": 40,
  "Series.breakdown": 3,
  "SyncRun.problems": 5,
  "Target.amendments": 1,
  "Target.milestones": 2,
  "TargetAmendment.changes": 3,
  "Topic.children": 5,
};

/** What is worked out anew each time that it is asked for, beside its rows. */
export const WORK: Readonly<Record<string, number | ((given: GivenArgs) => number)>> = {
  "Indicator.comparison": 10,
  "Indicator.freshness": 5,
  "Indicator.latest": 10,
  "Indicator.statistics": 50,
  "Series.statistics": 50,
  "TimeSeries.statistics": 50,
  "Target.progress": 10,
  "Plan.scorecard": 1_000,
  "CompositeIndex.values": 1_000,
  "Query.aggregate": aggregating,
  "Query.completeness": 10_000,
  "Query.observations": sorting,
  "Query.planComparison": 2_000,
  "Query.ranking": 1_000,
  "Query.search": 500,
  "ObservationConnection.totalCount": 1_000,
};

/** Counting a list is a statement of its own. */
export const TOTAL_COUNT = 10;

/** Filters of observations that leave a part of the series. */
const NARROWING = new Set(["agencies", "topics", "units", "areas"]);

/** Points of one series where nobody says how many. */
const USUAL_POINTS = 200;
const MOST_POINTS = 10_000;

/** Fields that read the points of series. */
const WITH_POINTS = new Set([
  "Query.timeSeries",
  "Indicator.timeline",
  "Series.timeline",
  "Indicator.statistics",
  "Series.statistics",
]);

/** Points of each series that a field reads; 0 for all other fields. */
export function pointsOf(field: string, given: GivenArgs): number {
  if (!WITH_POINTS.has(field)) return 0;
  const last = given("last");
  return typeof last === "number" && last >= 1 ? Math.min(Math.ceil(last), MOST_POINTS) : USUAL_POINTS;
}

/** What is out of bounds counts as the bound: the reads refuse it, and say why. */
export function sizeOf(asked: unknown, usual: number): number {
  return typeof asked === "number" ? Math.min(Math.max(Math.ceil(asked), 0), LIMITS.maxPageSize) : usual;
}

function lengthOf(list: unknown): number | undefined {
  if (list === null || list === undefined) return undefined;
  return Array.isArray(list) ? Math.min(list.length, LIMITS.maxFilterValues) : 1;
}

/** How many observations the filter lets through. */
function reachOf(given: GivenArgs): "SOME" | "MANY" | "ALL" {
  const filter = given("filter");
  const names = filter !== null && typeof filter === "object" ? Object.keys(filter) : [];
  if (names.some((name) => name === "indicators" || name === "keys")) return "SOME";
  return names.some((name) => NARROWING.has(name)) ? "MANY" : "ALL";
}

/** All observations that the filter lets through are read. */
function aggregating(given: GivenArgs): number {
  return { SOME: 5_000, MANY: 25_000, ALL: 50_000 }[reachOf(given)];
}

/** A page in the order of the key is read alone; by value, or as of an earlier version, all observations may be. */
function sorting(given: GivenArgs): number {
  const order = given("orderBy") as { field?: unknown } | null | undefined;
  if (order?.field !== "VALUE" && given("asOf") == null) return 0;
  return { SOME: 0, MANY: 5_000, ALL: 25_000 }[reachOf(given)];
}

function seriesAsked(given: GivenArgs): number {
  const breakdowns = given("breakdown");
  const members = (Array.isArray(breakdowns) ? breakdowns : [breakdowns])
    .map((one) => lengthOf((one as { codes?: unknown } | null | undefined)?.codes) ?? 1)
    .reduce((product, count) => Math.min(product * count, LIMITS.maxFilterValues), 1);
  return (lengthOf(given("indicators")) ?? 1) * (lengthOf(given("areas")) ?? 1) * members;
}
