import { Resolver } from "type-graphql";
import { align, loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { Lang, LangArgs } from "../graphql/lang.js";
import type { Selection } from "../graphql/selection.js";
import type { IndicatorRow } from "../indicator/indicator.reads.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import type { LocalDate } from "../shared/local-date.js";
import type { EarlierComparison, TargetComparison } from "./indicator-comparison.js";
import { comparedWithEarlier, comparedWithTarget } from "./indicator-comparison.js";
import { comparisonSentence } from "./indicator-comparison-sentence.js";
import { Comparator, ComparisonArgs } from "./indicator-comparison.inputs.js";
import type { ComparisonReads } from "./indicator-comparison.reads.js";
import { ComparisonType } from "./indicator-comparison.type.js";
import { TargetType } from "./plan.type.js";
import { progressOf } from "./progress.js";
import type { ProgressReads } from "./progress.reads.js";
import { explain } from "./progress-sentence.js";
import type { TargetReads } from "./target.reads.js";

@Resolver(() => IndicatorType)
export class IndicatorComparisonResolver {
  constructor(
    private readonly reads: ComparisonReads,
    private readonly progress: ProgressReads,
    private readonly today: () => LocalDate,
  ) {}

  @BatchedField(() => ComparisonType, {
    nullable: true,
    description:
      "Its newest observation beside an earlier one, or beside what a plan promises. Null when nothing was observed, and for TARGET when there is no target.",
    args: () => ComparisonArgs,
    needs: [],
  })
  async comparison(indicators: readonly IndicatorRow[], args: ComparisonArgs, context: Context) {
    const ids = indicators.map(({ id }) => id);
    const comparator = args.with;
    if (comparator === Comparator.TARGET) return this.#withTargets(ids, args, context);
    const rows = await this.reads.withEarlier(context.viewer, ids, comparator, args, context.asOf);
    return align(
      ids,
      rows.map((row) => comparedWithEarlier(row, comparator)),
      ({ row }) => row.indicatorId,
    );
  }

  async #withTargets(ids: readonly number[], args: ComparisonArgs, { viewer, asOf }: Context) {
    const chosen = await this.reads.targetsOf(viewer, ids, args, this.today(), asOf);
    const on = args.on ?? this.today();
    const targetIds = chosen.map(({ targetId }) => targetId);
    const rows = targetIds.length > 0 ? await this.progress.ofTargets(viewer, targetIds, { on, asOf }) : [];
    const all = rows.map((row) => comparedWithTarget(row.indicatorId!, progressOf(row, on)));
    return align(
      ids,
      all.filter((one) => one !== null),
      ({ indicatorId }) => indicatorId,
    );
  }
}

@Resolver(() => ComparisonType)
export class ComparisonResolver {
  constructor(private readonly targets: TargetReads) {}

  @BatchedField(() => TargetType, {
    nullable: true,
    description: "The target that it is compared with; only for TARGET.",
  })
  target(
    comparisons: readonly Partial<TargetComparison>[],
    _args: unknown,
    { viewer, asOf }: Context,
    { needs }: Selection,
  ) {
    const ids = comparisons.map(({ targetId }) => targetId ?? null);
    return loadById(ids, (some) => this.targets.byIds(viewer, some, needs, asOf));
  }

  @ComputedField(() => String, {
    description:
      "The comparison as one sentence for a report, with numbers as the language writes them; of a target, how it stands. It says what is provisional and what is a sample.",
    args: () => LangArgs,
  })
  explanation(comparison: EarlierComparison | TargetComparison, { lang }: LangArgs): string {
    const language = lang === Lang.EN ? "en" : "vi";
    if (!("progress" in comparison)) return comparisonSentence(comparison, language);
    const { row, assessment, on } = comparison.progress;
    return explain(row, assessment, on, language);
  }
}
