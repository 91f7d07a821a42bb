import { Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { Lang, LangArgs } from "../graphql/lang.js";
import type { IndicatorRow } from "../indicator/indicator.reads.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import { PeriodKind } from "../shared/period-kind.js";
import { DerivedSeries } from "./derived-series.js";
import type { DerivedSeriesReads } from "./derived-series.reads.js";
import type { SeriesRow } from "./series.reads.js";
import { SeriesType } from "./series.type.js";
import { SeriesStatistics } from "./statistics.js";
import { SeriesStatisticsType, TrendType } from "./statistics.type.js";
import type { Trend } from "./statistics-trend.js";
import { SeriesTimelineArgs, TimelineArgs, TimeSeriesType } from "./time-series.type.js";

const DESCRIPTION =
  "Count, mean, median, spread, extremes, trend, seasonality and outliers of its points; one statement for any number of series.";

@Resolver(() => TimeSeriesType)
export class TimeSeriesStatisticsResolver {
  @ComputedField(() => SeriesStatisticsType, {
    description: "Count, mean, median, spread, extremes, trend, seasonality and outliers of exactly these points.",
  })
  statistics(series: DerivedSeries): SeriesStatistics {
    return new SeriesStatistics(series);
  }
}

@Resolver(() => SeriesType)
export class SeriesStatisticsResolver {
  constructor(private readonly reads: DerivedSeriesReads) {}

  @BatchedField(() => SeriesStatisticsType, {
    nullable: true,
    description: DESCRIPTION,
    args: () => SeriesTimelineArgs,
    needs: [],
  })
  async statistics(series: readonly SeriesRow[], args: SeriesTimelineArgs, { viewer, asOf }: Context) {
    const ids = series.map(({ id }) => id);
    return (await this.reads.bySeries(viewer, ids, args, new Set(), asOf)).map(statisticsOf);
  }
}

@Resolver(() => IndicatorType)
export class IndicatorStatisticsResolver {
  constructor(private readonly reads: DerivedSeriesReads) {}

  @BatchedField(() => SeriesStatisticsType, {
    nullable: true,
    description: `${DESCRIPTION} Null when there is no such series.`,
    args: () => TimelineArgs,
    needs: [],
  })
  async statistics(indicators: readonly IndicatorRow[], args: TimelineArgs, { viewer, asOf }: Context) {
    const ids = indicators.map(({ id }) => id);
    return (await this.reads.byIndicator(viewer, ids, args, new Set(), asOf)).map(statisticsOf);
  }
}

function statisticsOf(series: DerivedSeries | Error | null): SeriesStatistics | Error | null {
  return series instanceof DerivedSeries ? new SeriesStatistics(series) : series;
}

const PERIODS: Readonly<Record<PeriodKind, readonly [vi: string, en: string]>> = {
  [PeriodKind.DAY]: ["ngày", "day"],
  [PeriodKind.WEEK]: ["tuần", "week"],
  [PeriodKind.MONTH]: ["tháng", "month"],
  [PeriodKind.QUARTER]: ["quý", "quarter"],
  [PeriodKind.HALF]: ["6 tháng", "half-year"],
  [PeriodKind.NINE_MONTHS]: ["năm", "year"],
  [PeriodKind.YEAR]: ["năm", "year"],
  [PeriodKind.RANGE]: ["kỳ", "period"],
};

@Resolver(() => TrendType)
export class TrendResolver {
  @ComputedField(() => String, {
    description: "Unit of `slope`, such as tỷ đồng/tháng, billion VND/month or percentage points/year.",
    args: () => LangArgs,
  })
  unit(trend: Trend, { lang }: LangArgs): string {
    return unitBy(trend, trend.kind, lang);
  }

  @ComputedField(() => String, {
    description: "Unit of `slopePerYear`, such as tỷ đồng/năm or billion VND/year.",
    args: () => LangArgs,
  })
  yearlyUnit(trend: Trend, { lang }: LangArgs): string {
    return unitBy(trend, PeriodKind.YEAR, lang);
  }
}

function unitBy({ unitVi, unitEn }: Trend, kind: PeriodKind, lang: Lang): string {
  const [vi, en] = PERIODS[kind];
  return lang === Lang.EN ? `${unitEn}/${en}` : `${unitVi}/${vi}`;
}
