import type { GraphQLSchema } from "graphql";
import type { Viewer } from "./access/viewer.js";
import type { AdministrationParts } from "./app-administration.js";
import { makeAdministration } from "./app-administration.js";
import { byNumber, observationNodes } from "./app-nodes.js";
import { AgencyReads } from "./agency/agency.reads.js";
import { AgencyResolver } from "./agency/agency.resolver.js";
import { planResolvers } from "./app-plans.js";
import { analysisResolvers } from "./app-analysis.js";
import { AreaReads } from "./area/area.reads.js";
import { AreaResolver } from "./area/area.resolver.js";
import { makeSynchronisation } from "./app-synchronisation.js";
import type { Database } from "./database/database.js";
import { CodeMemory } from "./database/code-memory.js";
import { RowMemory } from "./database/row-memory.js";
import type { VersionOf } from "./graphql/as-of.js";
import { buildSchema } from "./graphql/schema.js";
import { CatalogueReads } from "./indicator/catalogue.reads.js";
import {
  DimensionCodeResolver,
  DimensionResolver,
  ReportingCalendarResolver,
  TopicResolver,
  UnitResolver,
} from "./indicator/catalogue.resolver.js";
import { IndicatorReads } from "./indicator/indicator.reads.js";
import { AgencyIndicatorsResolver, IndicatorResolver } from "./indicator/indicator.resolver.js";
import type { NodeSource } from "./node/node.resolver.js";
import { NodeResolver } from "./node/node.resolver.js";
import { ObservationReads } from "./observation/observation.reads.js";
import {
  IndicatorObservationsResolver,
  ObservationResolver,
  PeriodInfoResolver,
} from "./observation/observation.resolver.js";
import { SeriesReads } from "./observation/series.reads.js";
import { IndicatorSeriesResolver, SeriesResolver } from "./observation/series.resolver.js";
import {
  IndicatorStatisticsResolver,
  SeriesStatisticsResolver,
  TimeSeriesStatisticsResolver,
  TrendResolver,
} from "./observation/statistics.resolver.js";
import { TimeSeriesReads } from "./observation/time-series.reads.js";
import { IndicatorTimelineResolver, TimeSeriesResolver } from "./observation/time-series.resolver.js";
import type { DataVersion } from "./publication/data-version.js";
import { DerivedSeriesReads } from "./observation/derived-series.reads.js";
import {
  DataPointResolver,
  SeriesTimelineResolver,
  TimeSeriesDetailsResolver,
} from "./observation/derived-series.resolver.js";
import { PlanReads } from "./plan/plan.reads.js";
import { ProgressReads } from "./plan/progress.reads.js";
import { TargetReads } from "./plan/target.reads.js";
import { ChangeReads } from "./publication/change.reads.js";
import { ChangeResolver } from "./publication/change.resolver.js";
import { PublicationReads } from "./publication/publication.reads.js";
import type { WarehouseFacts } from "./publication/publication.resolver.js";
import {
  ObservationPublicationResolver,
  PublicationResolver,
  WarehouseResolver,
} from "./publication/publication.resolver.js";
import { PublishedFeed } from "./publication/published-feed.js";
import { PublishedReads } from "./publication/published.reads.js";
import { PublishedResolver } from "./publication/published.resolver.js";
import { RevisionReads } from "./publication/revision.reads.js";
import { ObservationRevisionsResolver, RevisionResolver } from "./publication/revision.resolver.js";
import { SearchReads } from "./search/search.reads.js";
import type { RowsById } from "./search/search.resolver.js";
import { SearchResolver } from "./search/search.resolver.js";

type Reads = ReturnType<typeof makeReads>;

function makeReads(db: Database, memory: RowMemory, { province, today }: WarehouseFacts) {
  const publications = new PublicationReads(db, memory);
  return {
    agencies: new AgencyReads(db, memory),
    areas: new AreaReads(db, memory),
    catalogue: new CatalogueReads(db, memory),
    indicators: new IndicatorReads(db, memory),
    series: new SeriesReads(db),
    observations: new ObservationReads(db, province, today),
    timeSeries: new TimeSeriesReads(db, province, today),
    derived: new DerivedSeriesReads(db, province, today),
    plans: new PlanReads(db, memory),
    targets: new TargetReads(db, memory, new ProgressReads(db, province), today),
    publications,
    changes: new ChangeReads(db, publications),
    revisions: new RevisionReads(db),
    search: new SearchReads(db, memory),
  };
}

type Versions = Pick<DataVersion, "current" | "onMove">;

/**
 * The whole schema over one database: every resolver is made here.
 * @param version the current version of data and catalogue: catalogue rows are remembered for it, and subscribers told of the next
 * @param publishing connection string of the login that publishes what callers release
 */
export function makeSchema(
  db: Database,
  facts: WarehouseFacts,
  version: Versions,
  administration: AdministrationParts,
  publishing: string,
): GraphQLSchema {
  db.codes = new CodeMemory(() => version.current);
  const reads = makeReads(db, new RowMemory(() => version.current), facts);
  const office = makeAdministration(administration, reads.agencies, facts.limits);
  const feed = new PublishedFeed({
    onMove: (listener) => version.onMove(listener),
    since: (after) => reads.publications.since(after),
  });
  const resolvers = [
    ...catalogueResolvers(reads, facts),
    ...dataResolvers(reads),
    ...planResolvers(db, reads, facts),
    ...analysisResolvers(db, reads, facts),
    ...crossCutting(reads, facts, office.nodes),
    ...office.resolvers,
    new PublishedResolver(new PublishedReads(db), reads.publications, feed),
    ...makeSynchronisation(db, reads.agencies, publishing),
  ];
  const versionOf: VersionOf = (asOf) => reads.publications.versionNamed(asOf);
  return buildSchema(resolvers, { versionOf, audit: administration.audit });
}

function catalogueResolvers({ agencies, areas, catalogue, indicators }: Reads, { today }: WarehouseFacts): object[] {
  return [
    new AgencyResolver(agencies),
    new AreaResolver(areas),
    new UnitResolver(),
    new TopicResolver(catalogue, indicators),
    new DimensionResolver(catalogue),
    new DimensionCodeResolver(),
    new ReportingCalendarResolver(),
    new IndicatorResolver(indicators, catalogue, agencies, today),
    new AgencyIndicatorsResolver(indicators),
  ];
}

function dataResolvers({ areas, indicators, series, observations, timeSeries, derived }: Reads): object[] {
  return [
    new SeriesResolver(series, indicators, areas),
    new IndicatorSeriesResolver(series),
    new ObservationResolver(observations, series, indicators, areas),
    new PeriodInfoResolver(),
    new IndicatorObservationsResolver(observations),
    new TimeSeriesResolver(timeSeries, derived),
    new IndicatorTimelineResolver(timeSeries, derived),
    new SeriesTimelineResolver(derived),
    new TimeSeriesDetailsResolver(),
    new DataPointResolver(),
    new TimeSeriesStatisticsResolver(),
    new SeriesStatisticsResolver(derived),
    new IndicatorStatisticsResolver(derived),
    new TrendResolver(),
  ];
}

function crossCutting(reads: Reads, facts: WarehouseFacts, others: readonly [string, NodeSource][]): object[] {
  const byIds =
    (source: { byIds: (viewer: Viewer, ids: readonly number[]) => ReturnType<RowsById> }): RowsById =>
    (viewer, ids) =>
      source.byIds(viewer, ids);
  const topics: RowsById = (viewer, ids) => reads.catalogue.topics(viewer, ids);
  return [
    new WarehouseResolver(reads.publications, facts),
    new PublicationResolver(reads.publications),
    new ObservationPublicationResolver(reads.publications),
    new ObservationRevisionsResolver(reads.revisions),
    new RevisionResolver(reads.publications),
    new ChangeResolver(reads.changes, reads),
    new SearchResolver(reads.search, {
      INDICATOR: { typename: "Indicator", rows: byIds(reads.indicators) },
      TARGET: { typename: "Target", rows: (viewer, ids, asOf) => reads.targets.byIds(viewer, ids, undefined, asOf) },
      AGENCY: { typename: "Agency", rows: byIds(reads.agencies) },
      AREA: { typename: "Area", rows: byIds(reads.areas) },
      TOPIC: { typename: "Topic", rows: topics },
      PLAN: { typename: "Plan", rows: byIds(reads.plans) },
    }),
    new NodeResolver(new Map([...nodeSources(reads), ...others])),
  ];
}

function nodeSources({
  agencies,
  areas,
  catalogue,
  indicators,
  series,
  observations,
  plans,
  targets,
  publications,
}: Reads) {
  return new Map<string, NodeSource>([
    ["Agency", byNumber((viewer, ids) => agencies.byIds(viewer, ids))],
    ["Area", byNumber((viewer, ids) => areas.byIds(viewer, ids))],
    ["Unit", byNumber((viewer, ids) => catalogue.units(viewer, ids))],
    ["Topic", byNumber((viewer, ids) => catalogue.topics(viewer, ids))],
    ["Dimension", byNumber((viewer, ids) => catalogue.dimensions(viewer, ids))],
    ["Indicator", byNumber((viewer, ids) => indicators.byIds(viewer, ids))],
    ["Series", byNumber((viewer, ids, asOf) => series.byIds(viewer, ids, undefined, asOf))],
    ["Plan", byNumber((viewer, ids) => plans.byIds(viewer, ids))],
    ["Pillar", byNumber((viewer, ids) => plans.pillars(viewer, ids))],
    ["Target", byNumber((viewer, ids, asOf) => targets.byIds(viewer, ids, undefined, asOf))],
    ["Publication", byNumber((viewer, ids) => publications.byIds(viewer, ids))],
    ["Observation", observationNodes(observations)],
  ]);
}
