import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { MoreThan } from "typeorm";
import { Agency, Area, Indicator, Observation, Series, Target, Unit } from "./entities.js";
import type { Context } from "./loaders.js";

@Resolver(() => Agency)
export class AgencyResolver {
  @Query(() => [Agency])
  agencies(@Ctx() { db }: Context): Promise<Agency[]> {
    return db.getRepository(Agency).find({ order: { code: "ASC" } });
  }

  @FieldResolver(() => [Indicator])
  indicators(@Root() agency: Agency, @Ctx() { loaders }: Context): Promise<Indicator[]> {
    return loaders.indicatorsOfAgency.load(agency.id);
  }
}

@Resolver(() => Target)
export class TargetResolver {
  @Query(() => [Target])
  targets(@Ctx() { db }: Context): Promise<Target[]> {
    return db.getRepository(Target).find({ order: { code: "ASC" } });
  }

  @FieldResolver(() => Indicator, { nullable: true })
  indicator(@Root() target: Target, @Ctx() { loaders }: Context) {
    return target.indicatorId === null ? null : loaders.indicator.load(target.indicatorId);
  }

  @FieldResolver(() => Agency, { nullable: true })
  agency(@Root() target: Target, @Ctx() { loaders }: Context) {
    return target.agencyId === null ? null : loaders.agency.load(target.agencyId);
  }
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  @Query(() => Indicator, { nullable: true })
  indicator(@Arg("code", () => String) code: string, @Ctx() { db }: Context) {
    return db.getRepository(Indicator).findOneBy({ code });
  }

  @Query(() => Indicator, { nullable: true })
  indicatorById(@Arg("id", () => ID) id: string, @Ctx() { loaders }: Context) {
    return loaders.indicator.load(Number(id));
  }

  @Query(() => [Indicator])
  indicators(
    @Arg("first", () => Int) first: number,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() { db }: Context,
  ): Promise<Indicator[]> {
    const where = after == null ? {} : { code: MoreThan(after) };
    return db.getRepository(Indicator).find({ where, order: { code: "ASC" }, take: first });
  }

  @Query(() => [Indicator])
  search(
    @Arg("text", () => String) text: string,
    @Arg("first", () => Int) first: number,
    @Ctx() { db }: Context,
  ): Promise<Indicator[]> {
    return db.query(`SELECT i.id, i.code, i.name_vi AS name FROM bench.search_indicators($1) i LIMIT $2`, [
      text,
      first,
    ]);
  }

  @FieldResolver(() => Agency)
  agency(@Root() indicator: Indicator, @Ctx() { loaders }: Context) {
    return loaders.agency.load(indicator.agencyId);
  }

  @FieldResolver(() => Unit)
  unit(@Root() indicator: Indicator, @Ctx() { loaders }: Context) {
    return loaders.unit.load(indicator.unitId);
  }

  @FieldResolver(() => [Target])
  targets(@Root() indicator: Indicator, @Ctx() { loaders }: Context) {
    return loaders.targetsOfIndicator.load(indicator.id);
  }

  @FieldResolver(() => Observation, { nullable: true })
  latest(@Root() indicator: Indicator, @Ctx() { loaders }: Context) {
    return loaders.latest.load(indicator.id);
  }

  @FieldResolver(() => [Observation])
  async observations(@Root() indicator: Indicator, @Arg("last", () => Int) last: number, @Ctx() { loaders }: Context) {
    return (await loaders.observations.load(indicator.id)).slice(-last);
  }
}

@Resolver(() => Series)
export class SeriesResolver {
  @FieldResolver(() => Indicator)
  indicator(@Root() series: Series, @Ctx() { loaders }: Context) {
    return loaders.indicator.load(series.indicatorId);
  }

  @FieldResolver(() => Area)
  area(@Root() series: Series, @Ctx() { loaders }: Context) {
    return loaders.area.load(series.areaId);
  }
}
