import { Args, ArgsType, Ctx, Field, ID, Query, Resolver } from "type-graphql";
import { alignMany, distinct, loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { NODE_ID } from "../graphql/descriptions.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { LangArgs, inLang } from "../graphql/lang.js";
import { toNodeId } from "../graphql/node-id.js";
import type { Selection } from "../graphql/selection.js";
import type { CatalogueReads } from "./catalogue.reads.js";
import { DimensionCodeType, DimensionType, ReportingCalendarType, TopicType, UnitType } from "./catalogue.type.js";
import type { DimensionCodeEntity } from "./dimension-code.entity.js";
import type { DimensionEntity } from "./dimension.entity.js";
import { IndicatorsArgs } from "./indicator.inputs.js";
import type { IndicatorReads } from "./indicator.reads.js";
import { IndicatorConnectionType } from "./indicator.type.js";
import type { ReportingCalendarEntity } from "./reporting-calendar.entity.js";
import type { TopicEntity } from "./topic.entity.js";
import type { UnitEntity } from "./unit.entity.js";

@Resolver(() => UnitType)
export class UnitResolver {
  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(unit: UnitEntity): string {
    return toNodeId("Unit", unit.id);
  }

  @ComputedField(() => String, { description: "Name of the unit.", args: () => LangArgs, needs: ["nameVi", "nameEn"] })
  name(unit: UnitEntity, lang: LangArgs) {
    return inLang(lang, unit.nameVi, unit.nameEn);
  }

  @ComputedField(() => String, {
    description: "Short form to print beside a number, such as %.",
    args: () => LangArgs,
    needs: ["symbolVi", "symbolEn"],
  })
  symbol(unit: UnitEntity, lang: LangArgs) {
    return inLang(lang, unit.symbolVi, unit.symbolEn);
  }
}

@ArgsType()
class TopicArgs {
  @Field(() => String, { description: "The topic's code." })
  code!: string;
}

@Resolver(() => TopicType)
export class TopicResolver {
  constructor(
    private readonly reads: CatalogueReads,
    private readonly indicatorReads: IndicatorReads,
  ) {}

  @Query(() => TopicType, { nullable: true, description: "The topic with a code, or null if there is none." })
  topic(@Args(() => TopicArgs) { code }: TopicArgs, @Ctx() { viewer }: Context) {
    return this.reads.topicByCode(viewer, code);
  }

  @Query(() => [TopicType], { description: "The topics at the top of the tree." })
  topics(@Ctx() { viewer }: Context) {
    return this.reads.topLevelTopics(viewer);
  }

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(topic: TopicEntity): string {
    return toNodeId("Topic", topic.id);
  }

  @ComputedField(() => String, { description: "Name of the topic.", args: () => LangArgs, needs: ["nameVi", "nameEn"] })
  name(topic: TopicEntity, lang: LangArgs) {
    return inLang(lang, topic.nameVi, topic.nameEn);
  }

  @BatchedField(() => TopicType, { nullable: true, description: "The topic above.", needs: ["parentId"] })
  parent(topics: readonly TopicEntity[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = topics.map((topic) => topic.parentId);
    return loadById(ids, (some) => this.reads.topics(viewer, some, needs));
  }

  @BatchedField(() => [TopicType], { description: "The topics below.", needs: [] })
  async children(topics: readonly TopicEntity[], _args: unknown, { viewer }: Context) {
    const ids = topics.map((topic) => topic.id);
    return alignMany(ids, await this.reads.topicsBelow(viewer, ids), (topic) => topic.parentId);
  }

  @BatchedField(() => IndicatorConnectionType, {
    description: "The topic's own indicators, 20 by default.",
    args: () => IndicatorsArgs,
    needs: [],
  })
  indicators(topics: readonly TopicEntity[], args: IndicatorsArgs, { viewer }: Context, selection: Selection) {
    const ids = topics.map((topic) => topic.id);
    return this.indicatorReads.listBelow(viewer, "topic", ids, args, selection);
  }
}

@Resolver(() => DimensionType)
export class DimensionResolver {
  constructor(private readonly reads: CatalogueReads) {}

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(dimension: DimensionEntity): string {
    return toNodeId("Dimension", dimension.id);
  }

  @ComputedField(() => String, {
    description: "Name of the dimension.",
    args: () => LangArgs,
    needs: ["nameVi", "nameEn"],
  })
  name(dimension: DimensionEntity, lang: LangArgs) {
    return inLang(lang, dimension.nameVi, dimension.nameEn);
  }

  @BatchedField(() => [DimensionCodeType], {
    description: "Its members, in their order, without the total `_T`.",
    needs: [],
  })
  async codes(dimensions: readonly DimensionEntity[], _args: unknown, { viewer }: Context) {
    const ids = dimensions.map((dimension) => dimension.id);
    return alignMany(ids, await this.reads.dimensionCodes(viewer, distinct(ids)), (code) => code.dimensionId);
  }
}

@Resolver(() => DimensionCodeType)
export class DimensionCodeResolver {
  @ComputedField(() => String, {
    description: "Name of the member.",
    args: () => LangArgs,
    needs: ["nameVi", "nameEn"],
  })
  name(code: DimensionCodeEntity, lang: LangArgs) {
    return inLang(lang, code.nameVi, code.nameEn);
  }
}

@Resolver(() => ReportingCalendarType)
export class ReportingCalendarResolver {
  @ComputedField(() => String, {
    description: "Name of the calendar.",
    args: () => LangArgs,
    needs: ["nameVi", "nameEn"],
  })
  name(calendar: ReportingCalendarEntity, lang: LangArgs) {
    return inLang(lang, calendar.nameVi, calendar.nameEn);
  }
}
