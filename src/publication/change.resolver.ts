import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Float, ID, Info, Query, Resolver } from "type-graphql";
import type { AreaReads } from "../area/area.reads.js";
import { AreaType } from "../area/area.type.js";
import { align, distinct, loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { toNodeId } from "../graphql/node-id.js";
import { Selection } from "../graphql/selection.js";
import type { IndicatorReads } from "../indicator/indicator.reads.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import { PeriodInfoType } from "../observation/observation.type.js";
import { periodInfo } from "../observation/period-info.js";
import type { SeriesReads } from "../observation/series.reads.js";
import { SeriesType } from "../observation/series.type.js";
import { ChangesArgs } from "./change.inputs.js";
import type { ChangeReads, ChangeRow } from "./change.reads.js";
import { ChangeConnectionType, ChangeType } from "./change.type.js";
import type { PublicationReads } from "./publication.reads.js";
import { PublicationType } from "./publication.type.js";

/** Where the parents of a change are read. */
export interface ChangeRelations {
  readonly publications: PublicationReads;
  readonly series: SeriesReads;
  readonly indicators: IndicatorReads;
  readonly areas: AreaReads;
}

@Resolver(() => ChangeType)
export class ChangeResolver {
  constructor(
    private readonly reads: ChangeReads,
    private readonly related: ChangeRelations,
  ) {}

  @Query(() => ChangeConnectionType, {
    description:
      "The change feed: every observation that was inserted, updated or withdrawn since a data version, in the order of versions, then series, then periods. Complete, and to be continued from any cursor at any later time.",
  })
  changes(@Args(() => ChangesArgs) args: ChangesArgs, @Ctx() { viewer }: Context, @Info() info: GraphQLResolveInfo) {
    return this.reads.list(viewer, args, Selection.of(info));
  }

  @ComputedField(() => ID, {
    description:
      "Id of the observation. After WITHDRAWN it finds nothing, unless a later change brings the period back.",
    needs: ["seriesId", "periodStart"],
  })
  observationId({ seriesId, periodStart }: ChangeRow): string {
    return toNodeId("Observation", `${seriesId}:${periodStart}`);
  }

  @ComputedField(() => PeriodInfoType, {
    description: "The period of the observation.",
    needs: ["periodStart", "periodEnd", "frequency", "startDay"],
  })
  period(change: ChangeRow) {
    return periodInfo(change);
  }

  @ComputedField(() => Float, {
    nullable: true,
    description: "The value as a floating-point number; `value` is the exact one.",
    needs: ["value"],
  })
  valueFloat({ value }: ChangeRow): number | null {
    return value === null ? null : Number(value);
  }

  @BatchedField(() => PublicationType, { description: "The publication that it came with.", needs: ["version"] })
  async publication(changes: readonly ChangeRow[], _args: unknown, { viewer }: Context) {
    const ids = changes.map(({ version }) => version);
    return align(ids, await this.related.publications.byIds(viewer, distinct(ids)), ({ id }) => id);
  }

  @BatchedField(() => SeriesType, { description: "The series, as it stands now.", needs: ["seriesId"] })
  series(changes: readonly ChangeRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = changes.map(({ seriesId }) => seriesId);
    return loadById(ids, (some) => this.related.series.byIds(viewer, some, needs));
  }

  @BatchedField(() => IndicatorType, { description: "What is measured.", needs: ["indicatorId"] })
  indicator(changes: readonly ChangeRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = changes.map(({ indicatorId }) => indicatorId);
    return loadById(ids, (some) => this.related.indicators.byIds(viewer, some, needs));
  }

  @BatchedField(() => AreaType, { description: "Where it is measured.", needs: ["areaId"] })
  area(changes: readonly ChangeRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = changes.map(({ areaId }) => areaId);
    return loadById(ids, (some) => this.related.areas.byIds(viewer, some, needs));
  }
}
