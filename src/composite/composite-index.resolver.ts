import { Args, Ctx, Float, Query, Resolver } from "type-graphql";
import type { AreaReads } from "../area/area.reads.js";
import { AreaType } from "../area/area.type.js";
import { alignMany, loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { LangArgs, inLang } from "../graphql/lang.js";
import type { Selection } from "../graphql/selection.js";
import type { IndicatorReads } from "../indicator/indicator.reads.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import { PeriodInfoType } from "../observation/observation.type.js";
import { codeOf } from "../observation/period-info.js";
import { kindOfCode } from "../shared/period-kind.js";
import { CompositeIndexArgs, CompositeValuesArgs } from "./composite-index.inputs.js";
import type {
  ComponentRow,
  CompositeIndexReads,
  CompositeIndexRow,
  CompositeValueRow,
} from "./composite-index.reads.js";
import {
  CompositeComponentType,
  CompositeIndexType,
  CompositeIndexValueConnectionType,
  CompositeIndexValueType,
  ContributionType,
} from "./composite-index.type.js";

type Part = CompositeValueRow["contributions"][number];

@Resolver(() => CompositeIndexType)
export class CompositeIndexResolver {
  constructor(private readonly reads: CompositeIndexReads) {}

  @Query(() => CompositeIndexType, {
    nullable: true,
    description:
      "A composite index in one of its versions, or null if there is none; a version with a component that you may not see is none.",
  })
  compositeIndex(@Args(() => CompositeIndexArgs) args: CompositeIndexArgs, @Ctx() { viewer }: Context) {
    return this.reads.byCode(viewer, args);
  }

  @ComputedField(() => String, { description: "Name of the index.", args: () => LangArgs, needs: ["nameVi", "nameEn"] })
  name(index: CompositeIndexRow, lang: LangArgs) {
    return inLang(lang, index.nameVi, index.nameEn);
  }

  @ComputedField(() => String, {
    nullable: true,
    description: "Where this version is published.",
    args: () => LangArgs,
    needs: ["citationVi", "citationEn"],
  })
  citation(index: CompositeIndexRow, lang: LangArgs) {
    return inLang(lang, index.citationVi, index.citationEn);
  }

  @BatchedField(() => [CompositeComponentType], {
    description: "What it is made of, in their order.",
  })
  async components(indices: readonly CompositeIndexRow[], _args: unknown, { viewer }: Context) {
    const ids = indices.map(({ id }) => id);
    return alignMany(ids, await this.reads.components(viewer, ids), ({ versionId }) => versionId);
  }

  @BatchedField(() => CompositeIndexValueConnectionType, {
    description:
      "Its values by period, newest first, and rank; 100 when neither `first` nor `last` is given. Components are taken at their own frequency, as totals.",
    args: () => CompositeValuesArgs,
  })
  values(
    indices: readonly CompositeIndexRow[],
    args: CompositeValuesArgs,
    { viewer, asOf }: Context,
    selection: Selection,
  ) {
    return Promise.all(indices.map((index) => this.reads.values(viewer, index, args, selection, asOf)));
  }
}

@Resolver(() => CompositeComponentType)
export class CompositeComponentResolver {
  constructor(private readonly indicators: IndicatorReads) {}

  @BatchedField(() => IndicatorType, {
    nullable: true,
    description: "The indicator; null for one that you may not see.",
    needs: ["indicatorId"],
  })
  indicator(components: readonly ComponentRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = components.map(({ indicatorId }) => indicatorId);
    return loadById(ids, (some) => this.indicators.byIds(viewer, some, needs));
  }
}

@Resolver(() => CompositeIndexValueType)
export class CompositeIndexValueResolver {
  constructor(private readonly areas: AreaReads) {}

  @ComputedField(() => Float, {
    nullable: true,
    description: "The value as a floating-point number, for charts; `value` is the exact one.",
  })
  valueFloat({ value }: CompositeValueRow): number | null {
    return value === null ? null : Number(value);
  }

  @ComputedField(() => PeriodInfoType, { description: "The period." })
  period({ periodStart, periodEnd, frequency, startDay }: CompositeValueRow) {
    const code = codeOf(periodStart, periodEnd, frequency, startDay);
    return { code, kind: kindOfCode(code), start: periodStart, end: periodEnd };
  }

  @BatchedField(() => AreaType, { description: "The area." })
  area(values: readonly CompositeValueRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = values.map(({ areaId }) => areaId);
    return loadById(ids, (some) => this.areas.byIds(viewer, some, needs));
  }
}

@Resolver(() => ContributionType)
export class ContributionResolver {
  constructor(private readonly indicators: IndicatorReads) {}

  @BatchedField(() => IndicatorType, { description: "The component's indicator." })
  indicator(parts: readonly Part[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = parts.map(({ indicatorId }) => indicatorId);
    return loadById(ids, (some) => this.indicators.byIds(viewer, some, needs));
  }
}
