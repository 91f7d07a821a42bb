import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Float, Info, Query, Resolver } from "type-graphql";
import type { AgencyReads } from "../agency/agency.reads.js";
import { AgencyType } from "../agency/agency.type.js";
import type { AreaReads } from "../area/area.reads.js";
import { AreaType } from "../area/area.type.js";
import { loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { LangArgs, inLang } from "../graphql/lang.js";
import { Selection } from "../graphql/selection.js";
import { RankingArgs } from "./ranking.inputs.js";
import type { RankingReads, RankRow } from "./ranking.reads.js";
import { RankConnectionType, RankingGap, RankType } from "./ranking.type.js";

const REASONS: Readonly<Record<RankingGap, readonly [string, string]>> = {
  NO_SERIES: ["Không theo dõi chỉ tiêu này", "The indicator is not measured here"],
  NOT_REPORTED: ["Chưa có số liệu của kỳ này", "Nothing was reported for this period"],
  NO_VALUE: ["Có báo cáo nhưng không có giá trị", "There is a report without a value"],
};

/** Agencies are members of a breakdown; who looks for the figures that an agency owns is told so. */
const NO_SERIES_OF_AGENCY = [
  "Chỉ tiêu không có số liệu phân tổ theo cơ quan này (chiều AGENCY)",
  "The indicator has no series of this agency in the dimension AGENCY",
] as const;

@Resolver(() => RankType)
export class RankingResolver {
  constructor(
    private readonly reads: RankingReads,
    private readonly areas: AreaReads,
    private readonly agencies: AgencyReads,
  ) {}

  @Query(() => RankConnectionType, {
    description:
      "Areas or agencies by an indicator's values in one period, best first, 100 when neither `first` nor `last` is given.",
  })
  ranking(
    @Args(() => RankingArgs) args: RankingArgs,
    @Ctx() { viewer, asOf }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.reads.list(viewer, args, Selection.of(info), asOf);
  }

  @ComputedField(() => Float, {
    nullable: true,
    description: "The value as a floating-point number, for charts; `value` is the exact one.",
  })
  valueFloat({ value }: RankRow): number | null {
    return value === null ? null : Number(value);
  }

  @ComputedField(() => String, {
    nullable: true,
    description: "Why there is no rank, in words; null where there is one.",
    args: () => LangArgs,
  })
  reason({ gap, agencyId }: RankRow, lang: LangArgs): string | null {
    if (gap === RankingGap.NO_SERIES && agencyId !== null) return inLang(lang, ...NO_SERIES_OF_AGENCY);
    return gap === null ? null : inLang(lang, ...REASONS[gap]);
  }

  @BatchedField(() => AreaType, { description: "The area: who is ranked, or where agencies are." })
  area(rows: readonly RankRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = rows.map(({ areaId }) => areaId);
    return loadById(ids, (some) => this.areas.byIds(viewer, some, needs));
  }

  @BatchedField(() => AgencyType, { nullable: true, description: "The agency, where agencies are ranked." })
  agency(rows: readonly RankRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = rows.map(({ agencyId }) => agencyId);
    return loadById(ids, (some) => this.agencies.byIds(viewer, some, needs));
  }
}
