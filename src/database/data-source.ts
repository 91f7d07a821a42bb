import type { Logger } from "typeorm";
import { DataSource, MigrationExecutor } from "typeorm";
import { TextFunctions1692800000000 } from "../../migrations/1692800000000-text-functions.js";
import { Catalogue1692800100000 } from "../../migrations/1692800100000-catalogue.js";
import { Observations1692800200000 } from "../../migrations/1692800200000-observations.js";
import { Plans1692800300000 } from "../../migrations/1692800300000-plans.js";
import { CatalogueVersion1692800400000 } from "../../migrations/1692800400000-catalogue-version.js";
import { CatalogueHistory1692802000000 } from "../../migrations/1692802000000-catalogue-history.js";
import { TargetProgress1692803000000 } from "../../migrations/1692803000000-target-progress.js";
import { PublicationSeries1692802100000 } from "../../migrations/1692802100000-publication-series.js";
import { Formulas1692805000000 } from "../../migrations/1692805000000-formulas.js";
import { CompositeIndices1692805100000 } from "../../migrations/1692805100000-composite-indices.js";
import { SeriesAccess1692806000000 } from "../../migrations/1692806000000-series-access.js";
import { Ingestion1692801000000 } from "../../migrations/1692801000000-ingestion.js";
import { HistoryVersions1692801100000 } from "../../migrations/1692801100000-history-versions.js";
import { ClientsAndAudit1692806100000 } from "../../migrations/1692806100000-clients-and-audit.js";
import { ApiClientSecretEntity } from "../administration/api-client-secret.entity.js";
import { ApiClientEntity } from "../administration/api-client.entity.js";
import { AuditEntryEntity } from "../administration/audit-entry.entity.js";
import { ClientUsageEntity } from "../administration/client-usage.entity.js";
import { RateWindowEntity } from "../administration/rate-window.entity.js";
import { DeliveryDays1692895000000 } from "../../migrations/1692895000000-delivery-days.js";
import { DerivedSeriesAccess1692890500000 } from "../../migrations/1692890500000-derived-series-access.js";
import { DailyTables1692896000000 } from "../../migrations/1692896000000-daily-tables.js";
import { SourceProvenance1692897000000 } from "../../migrations/1692897000000-source-provenance.js";
import { RateWindows1692899000000 } from "../../migrations/1692899000000-rate-windows.js";
import { OpenRows1692900100000 } from "../../migrations/1692900100000-open-rows.js";
import { ObservationKeys1693000000000 } from "../../migrations/1693000000000-observation-keys.js";
import { PayloadSize1693000100000 } from "../../migrations/1693000100000-payload-size.js";
import { ClosedIndices1693002100000 } from "../../migrations/1693002100000-closed-indices.js";
import { FileBlockList1693005000000 } from "../../migrations/1693005000000-file-block-list.js";
import { FirstLoads1693006000000 } from "../../migrations/1693006000000-first-loads.js";
import { SeriesYears1693007000000 } from "../../migrations/1693007000000-series-years.js";
import { CoveringIndices1693008000000 } from "../../migrations/1693008000000-covering-indices.js";
import { LatestObservations1693009000000 } from "../../migrations/1693009000000-latest-observations.js";
import { PlainOpenSeries1693010000000 } from "../../migrations/1693010000000-plain-open-series.js";
import { ConditionsFirst1693011000000 } from "../../migrations/1693011000000-conditions-first.js";
import { ReleaseTables1693002000000 } from "../../migrations/1693002000000-release-tables.js";
import { AgencyEntity } from "../agency/agency.entity.js";
import { AreaEntity } from "../area/area.entity.js";
import { CompositeComponentEntity } from "../composite/composite-component.entity.js";
import { CompositeIndexVersionEntity } from "../composite/composite-index-version.entity.js";
import { CompositeIndexEntity } from "../composite/composite-index.entity.js";
import { FormulaInputEntity } from "../formula/formula-input.entity.js";
import { FormulaEntity } from "../formula/formula.entity.js";
import { DimensionCodeEntity } from "../indicator/dimension-code.entity.js";
import { DimensionEntity } from "../indicator/dimension.entity.js";
import { IndicatorDimensionEntity } from "../indicator/indicator-dimension.entity.js";
import { IndicatorEntity } from "../indicator/indicator.entity.js";
import { ReportingCalendarEntity } from "../indicator/reporting-calendar.entity.js";
import { TopicEntity } from "../indicator/topic.entity.js";
import { UnitEntity } from "../indicator/unit.entity.js";
import { IndicatorRuleEntity } from "../ingestion/indicator-rule.entity.js";
import { FileBlockListEntity } from "../ingestion/blocks/file-block-list.entity.js";
import { RawPayloadEntity } from "../ingestion/raw-payload.entity.js";
import { RejectedRowEntity } from "../ingestion/rejected-row.entity.js";
import { SeriesSourceEntity } from "../ingestion/series-source.entity.js";
import { SourceSystemEntity } from "../ingestion/source-system.entity.js";
import { SyncRunEntity } from "../ingestion/sync-run.entity.js";
import { ObservationHistoryEntity } from "../observation/observation-history.entity.js";
import { ObservationEntity } from "../observation/observation.entity.js";
import { OpenSeriesEntity } from "../observation/open-series.entity.js";
import { SeriesBreakdownEntity } from "../observation/series-breakdown.entity.js";
import { SeriesEntity } from "../observation/series.entity.js";
import { SeriesYearVersionEntity } from "../observation/years/series-year-version.entity.js";
import { SeriesYearEntity } from "../observation/years/series-year.entity.js";
import { PillarEntity } from "../plan/pillar.entity.js";
import { PlanEntity } from "../plan/plan.entity.js";
import { TargetMilestoneEntity } from "../plan/target-milestone.entity.js";
import { TargetEntity } from "../plan/target.entity.js";
import { CatalogueHistoryEntity } from "../publication/catalogue-history.entity.js";
import { CatalogueVersionEntity } from "../publication/catalogue-version.entity.js";
import { PublicationSeriesEntity } from "../publication/publication-series.entity.js";
import { PublicationEntity } from "../publication/publication.entity.js";

const CATALOGUE = [
  AreaEntity,
  AgencyEntity,
  UnitEntity,
  TopicEntity,
  DimensionEntity,
  DimensionCodeEntity,
  ReportingCalendarEntity,
  IndicatorEntity,
  IndicatorDimensionEntity,
];
const OBSERVATIONS = [
  PublicationEntity,
  CatalogueVersionEntity,
  CatalogueHistoryEntity,
  PublicationSeriesEntity,
  SeriesEntity,
  OpenSeriesEntity,
  SeriesBreakdownEntity,
  ObservationEntity,
  ObservationHistoryEntity,
  SeriesYearEntity,
  SeriesYearVersionEntity,
];
const INGESTION = [
  SourceSystemEntity,
  SyncRunEntity,
  FileBlockListEntity,
  RawPayloadEntity,
  RejectedRowEntity,
  IndicatorRuleEntity,
  SeriesSourceEntity,
];
const FORMULAS = [FormulaEntity, FormulaInputEntity];
const COMPOSITES = [CompositeIndexEntity, CompositeIndexVersionEntity, CompositeComponentEntity];
const PLANS = [PlanEntity, PillarEntity, TargetEntity, TargetMilestoneEntity];
const ADMINISTRATION = [ApiClientEntity, ApiClientSecretEntity, AuditEntryEntity, ClientUsageEntity, RateWindowEntity];

/** Any number that no other session lock of Kho uses. */
export const MIGRATION_LOCK = 1_692_800_000;

/** A failed migration is thrown; TypeORM would also print it to standard output, in spite of `logging: false`. */
const SILENT: Logger = {
  log() {},
  logMigration() {},
  logQuery() {},
  logQueryError() {},
  logQuerySlow() {},
  logSchemaBuild() {},
};

/** A migration that this program knows, and whether the database has it. */
export interface MigrationState {
  readonly name: string;
  readonly applied: boolean;
}

/** The tables as TypeORM sees them, for migrations. Nothing is connected before `migrate` or `initialize`. */
export function createDataSource(url: string): DataSource {
  return new DataSource({
    type: "postgres",
    url,
    applicationName: "kho migrate",
    // One connection holds the lock, another one works.
    poolSize: 2,
    connectTimeoutMS: 3_000,
    entities: [...CATALOGUE, ...OBSERVATIONS, ...FORMULAS, ...COMPOSITES, ...INGESTION, ...PLANS, ...ADMINISTRATION],
    migrations: [
      TextFunctions1692800000000,
      Catalogue1692800100000,
      Observations1692800200000,
      Plans1692800300000,
      CatalogueVersion1692800400000,
      Ingestion1692801000000,
      HistoryVersions1692801100000,
      CatalogueHistory1692802000000,
      PublicationSeries1692802100000,
      TargetProgress1692803000000,
      Formulas1692805000000,
      CompositeIndices1692805100000,
      SeriesAccess1692806000000,
      ClientsAndAudit1692806100000,
      DerivedSeriesAccess1692890500000,
      DeliveryDays1692895000000,
      DailyTables1692896000000,
      SourceProvenance1692897000000,
      RateWindows1692899000000,
      OpenRows1692900100000,
      ObservationKeys1693000000000,
      PayloadSize1693000100000,
      ReleaseTables1693002000000,
      ClosedIndices1693002100000,
      FileBlockList1693005000000,
      FirstLoads1693006000000,
      SeriesYears1693007000000,
      CoveringIndices1693008000000,
      LatestObservations1693009000000,
      PlainOpenSeries1693010000000,
      ConditionsFirst1693011000000,
    ],
    migrationsTransactionMode: "all",
    synchronize: false,
    // A migration makes the extension; TypeORM would try at every connection, and two at once fail.
    installExtensions: false,
    logging: false,
    logger: SILENT,
  });
}

/**
 * Applies what is missing, all of it or nothing; processes that do so at once take turns, and the later ones find nothing to do.
 * @returns names of the migrations applied, oldest first.
 */
export function migrate(dataSource: DataSource): Promise<string[]> {
  return alone(dataSource, async () => {
    const applied = await dataSource.runMigrations({ transaction: "all" });
    return applied.map(({ name }) => name);
  });
}

/** Brings a warehouse up to date. */
export async function migrateTo(url: string): Promise<void> {
  const dataSource = createDataSource(url);
  try {
    await migrate(dataSource);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

/**
 * Undoes the newest migrations, each in a transaction of its own, and stops early when none is left.
 * @returns names of the migrations undone, newest first.
 */
export function stepBack(dataSource: DataSource, steps: number): Promise<string[]> {
  return alone(dataSource, async () => {
    const undone = (await appliedNames(dataSource)).slice(0, steps);
    for (const _ of undone) await dataSource.undoLastMigration({ transaction: "each" });
    return undone;
  });
}

/** Every migration that this program knows, oldest first. */
export async function migrationStates(dataSource: DataSource): Promise<MigrationState[]> {
  await connect(dataSource);
  const applied = await appliedNames(dataSource);
  const known = dataSource.migrations.map((migration) => migration.constructor.name);
  return known.map((name) => ({ name, applied: applied.includes(name) }));
}

/** Newest first. */
async function appliedNames(dataSource: DataSource): Promise<string[]> {
  const executed = await new MigrationExecutor(dataSource).getExecutedMigrations();
  return executed.map(({ name }) => name);
}

async function connect(dataSource: DataSource): Promise<void> {
  if (!dataSource.isInitialized) await dataSource.initialize();
}

/** A session lock, because the transactions in between are the migrations' own. */
async function alone<Result>(dataSource: DataSource, work: () => Promise<Result>): Promise<Result> {
  await connect(dataSource);
  const holder = dataSource.createQueryRunner();
  try {
    await holder.query(`SELECT pg_advisory_lock($1)`, [MIGRATION_LOCK]);
    try {
      return await work();
    } finally {
      await holder.query(`SELECT pg_advisory_unlock($1)`, [MIGRATION_LOCK]);
    }
  } finally {
    await holder.release();
  }
}
