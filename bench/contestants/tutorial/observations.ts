import { Arg, Ctx, Field, FieldResolver, InputType, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { Agency, Area, Indicator, Observation, Series, Unit } from "./entities.js";
import type { Context } from "./loaders.js";

@InputType()
export class ObservationFilter {
  @Field(() => [String])
  indicators: string[];

  @Field(() => [String])
  areas: string[];

  @Field(() => [String])
  statuses: string[];
}

@ObjectType()
export class ObservationPage {
  @Field(() => [Observation])
  nodes: Observation[];

  @Field(() => String, { nullable: true })
  endCursor: string | null;

  @Field(() => Boolean)
  hasNextPage: boolean;
}

@ObjectType()
export class AgencyYear {
  @Field()
  agency: string;

  @Field(() => Int)
  year: number;

  @Field(() => String, { nullable: true })
  value: string | null;

  @Field(() => Int)
  count: number;
}

@Resolver(() => AgencyYear)
export class AgencyYearResolver {
  @Query(() => [AgencyYear])
  averages(
    @Arg("units", () => [String]) units: string[],
    @Arg("areas", () => [String]) areas: string[],
    @Arg("firstDay", () => String) firstDay: string,
    @Arg("lastDay", () => String) lastDay: string,
    @Ctx() { db }: Context,
  ): Promise<AgencyYear[]> {
    return db
      .getRepository(Observation)
      .createQueryBuilder("o")
      .innerJoin(Series, "s", "s.id = o.series_id")
      .innerJoin(Indicator, "i", "i.id = s.indicator_id")
      .innerJoin(Agency, "ag", "ag.id = i.agency_id")
      .innerJoin(Unit, "u", "u.id = i.unit_id")
      .innerJoin(Area, "a", "a.id = s.area_id")
      .select("ag.code", "agency")
      .addSelect("extract(year FROM o.period_start)::int", "year")
      .addSelect("trim_scale(avg(o.value))", "value")
      .addSelect("count(*)::int", "count")
      .where("u.code IN (:...units) AND a.code IN (:...areas) AND o.period_start BETWEEN :firstDay AND :lastDay", {
        units,
        areas,
        firstDay,
        lastDay,
      })
      .groupBy("ag.code")
      .addGroupBy("extract(year FROM o.period_start)::int")
      .orderBy("1")
      .addOrderBy("2")
      .getRawMany();
  }
}

@Resolver(() => Observation)
export class ObservationResolver {
  /** Newest first. */
  @Query(() => ObservationPage)
  async observations(
    @Arg("filter", () => ObservationFilter) { indicators, areas, statuses }: ObservationFilter,
    @Arg("first", () => Int) first: number,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() { db }: Context,
  ): Promise<ObservationPage> {
    const query = db
      .getRepository(Observation)
      .createQueryBuilder("o")
      .innerJoin(Series, "s", "s.id = o.series_id")
      .innerJoin(Indicator, "i", "i.id = s.indicator_id")
      .innerJoin(Area, "a", "a.id = s.area_id")
      .where("i.code IN (:...indicators) AND a.code IN (:...areas) AND o.status IN (:...statuses)", {
        indicators,
        areas,
        statuses,
      })
      .orderBy("o.period_start", "DESC")
      .addOrderBy("o.series_id", "DESC")
      .limit(first + 1);
    if (after != null) {
      const [start, series] = Buffer.from(after, "base64url").toString().split(",");
      query.andWhere("(o.period_start, o.series_id) < (:start, :series)", { start, series });
    }
    const rows = await query.getMany();
    const nodes = rows.slice(0, first);
    const last = nodes.at(-1);
    const endCursor = last ? Buffer.from(`${last.periodStart},${last.seriesId}`).toString("base64url") : null;
    return { nodes, endCursor, hasNextPage: rows.length > first };
  }

  @FieldResolver(() => Series)
  series(@Root() observation: Observation, @Ctx() { loaders }: Context) {
    return loaders.series.load(observation.seriesId);
  }
}
