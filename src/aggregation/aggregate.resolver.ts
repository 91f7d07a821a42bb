import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Float, Info, Query, Resolver } from "type-graphql";
import type { AgencyReads } from "../agency/agency.reads.js";
import { AgencyType } from "../agency/agency.type.js";
import type { AreaReads } from "../area/area.reads.js";
import { AreaType } from "../area/area.type.js";
import { loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { Selection } from "../graphql/selection.js";
import type { CatalogueReads } from "../indicator/catalogue.reads.js";
import { TopicType, UnitType } from "../indicator/catalogue.type.js";
import type { IndicatorReads } from "../indicator/indicator.reads.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import { BreakdownType } from "../observation/series.type.js";
import type { PlanReads } from "../plan/plan.reads.js";
import { PillarType } from "../plan/plan.type.js";
import { AggregateArgs } from "./aggregate.inputs.js";
import type { AggregateReads } from "./aggregate.reads.js";
import { AggregateConnectionType, AggregateType } from "./aggregate.type.js";
import type { AggregateRow } from "./group-row.js";

interface Sources {
  readonly indicators: IndicatorReads;
  readonly agencies: AgencyReads;
  readonly areas: AreaReads;
  readonly catalogue: CatalogueReads;
  readonly plans: PlanReads;
}

type Rows = readonly AggregateRow[];

@Resolver(() => AggregateType)
export class AggregateResolver {
  constructor(
    private readonly reads: AggregateReads,
    private readonly sources: Sources,
  ) {}

  @Query(() => AggregateConnectionType, {
    description:
      "Observations put together, exactly, 100 groups when neither `first` nor `last` is given. The filter chooses the same observations as in `observations`. Only what is comparable becomes one value: else BAD_USER_INPUT says which argument to set.",
  })
  aggregate(
    @Args(() => AggregateArgs) args: AggregateArgs,
    @Ctx() { viewer, asOf }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.reads.list(viewer, args, Selection.of(info), asOf);
  }

  @ComputedField(() => Float, {
    nullable: true,
    description: "The value as a floating-point number, for charts; `value` is the exact one.",
    needs: ["value"],
  })
  valueFloat({ value }: AggregateRow): number | null {
    return value === null ? null : Number(value);
  }

  @ComputedField(() => [BreakdownType], {
    description: "The members, one for each of `groupByDimensions`; `_T` is the total.",
    needs: ["breakdown"],
  })
  breakdown({ breakdown }: AggregateRow) {
    return breakdown;
  }

  @BatchedField(() => IndicatorType, {
    nullable: true,
    description: "The indicator, when grouped by INDICATOR.",
    needs: ["indicatorId"],
  })
  indicator(rows: Rows, _args: unknown, { viewer }: Context, { needs }: Selection) {
    return load(rows, "indicatorId", (ids) => this.sources.indicators.byIds(viewer, ids, needs));
  }

  @BatchedField(() => AgencyType, {
    nullable: true,
    description: "The agency, when grouped by AGENCY.",
    needs: ["agencyId"],
  })
  agency(rows: Rows, _args: unknown, { viewer }: Context, { needs }: Selection) {
    return load(rows, "agencyId", (ids) => this.sources.agencies.byIds(viewer, ids, needs));
  }

  @BatchedField(() => TopicType, {
    nullable: true,
    description: "The topic, when grouped by TOPIC.",
    needs: ["topicId"],
  })
  topic(rows: Rows, _args: unknown, { viewer }: Context, { needs }: Selection) {
    return load(rows, "topicId", (ids) => this.sources.catalogue.topics(viewer, ids, needs));
  }

  @BatchedField(() => AreaType, { nullable: true, description: "The area, when grouped by AREA.", needs: ["areaId"] })
  area(rows: Rows, _args: unknown, { viewer }: Context, { needs }: Selection) {
    return load(rows, "areaId", (ids) => this.sources.areas.byIds(viewer, ids, needs));
  }

  @BatchedField(() => UnitType, { nullable: true, description: "The unit, when grouped by UNIT.", needs: ["unitId"] })
  unit(rows: Rows, _args: unknown, { viewer }: Context, { needs }: Selection) {
    return load(rows, "unitId", (ids) => this.sources.catalogue.units(viewer, ids, needs));
  }

  @BatchedField(() => PillarType, {
    nullable: true,
    description: "The pillar, when grouped by PILLAR.",
    needs: ["pillarId"],
  })
  pillar(rows: Rows, _args: unknown, { viewer }: Context, { needs }: Selection) {
    return load(rows, "pillarId", (ids) => this.sources.plans.pillars(viewer, ids, needs));
  }
}

type IdName = "indicatorId" | "agencyId" | "topicId" | "areaId" | "unitId" | "pillarId";

function load<Row extends { readonly id: number }>(
  rows: Rows,
  name: IdName,
  byIds: (ids: readonly number[]) => Promise<readonly Row[]>,
) {
  return loadById(
    rows.map((row) => row[name] ?? null),
    byIds,
  );
}
