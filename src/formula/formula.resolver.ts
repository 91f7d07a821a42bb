import { Resolver } from "type-graphql";
import type { Viewer } from "../access/viewer.js";
import { distinct } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField } from "../graphql/field.js";
import type { Selection } from "../graphql/selection.js";
import type { IndicatorReads, IndicatorRow } from "../indicator/indicator.reads.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import type { FormulaReads, Lineage } from "./formula.reads.js";

type Indicators = readonly IndicatorRow[];

@Resolver(() => IndicatorType)
export class IndicatorFormulaResolver {
  constructor(
    private readonly reads: FormulaReads,
    private readonly indicators: IndicatorReads,
  ) {}

  @BatchedField(() => String, {
    nullable: true,
    description:
      "How it is computed from other indicators, such as `TC002 / TC001 * 100`; null for what is delivered. Its values change in the same publication as theirs.",
    needs: [],
  })
  async formula(indicators: Indicators, _args: unknown, { viewer }: Context) {
    const formulas = await this.reads.formulasOf(idsOf(indicators));
    const inputs = formulas.flatMap(({ inputIds }) => inputIds);
    const seen = new Set((await this.#read(viewer, inputs, new Set<string>())).map(({ id }) => id));
    const shown = formulas.filter(({ inputIds }) => inputIds.every((id) => seen.has(id)));
    const texts = new Map(shown.map(({ indicatorId, expression }) => [indicatorId, expression]));
    return indicators.map(({ id }) => texts.get(id) ?? null);
  }

  @BatchedField(() => [IndicatorType], {
    description: "The indicators in its formula, by code; empty for what is delivered.",
    needs: [],
  })
  async derivedFrom(indicators: Indicators, _args: unknown, { viewer }: Context, { needs }: Selection) {
    const lineage = await this.reads.inputsOf(idsOf(indicators));
    return this.#below(viewer, indicators, lineage, "indicatorId", "inputId", needs);
  }

  @BatchedField(() => [IndicatorType], {
    description: "The indicators whose formulas it stands in, by code.",
    needs: [],
  })
  async usedBy(indicators: Indicators, _args: unknown, { viewer }: Context, { needs }: Selection) {
    const lineage = await this.reads.usersOf(idsOf(indicators));
    return this.#below(viewer, indicators, lineage, "inputId", "indicatorId", needs);
  }

  async #below(
    viewer: Viewer,
    indicators: Indicators,
    lineage: readonly Lineage[],
    own: keyof Lineage,
    other: keyof Lineage,
    needs: Selection["needs"],
  ): Promise<IndicatorRow[][]> {
    const rows = await this.#read(
      viewer,
      lineage.map((line) => line[other]),
      needs,
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const lines = Map.groupBy(lineage, (line) => line[own]);
    return indicators.map(({ id }) => (lines.get(id) ?? []).flatMap((line) => byId.get(line[other]) ?? []));
  }

  #read(viewer: Viewer, ids: readonly number[], needs: Selection["needs"]): Promise<IndicatorRow[]> {
    const wanted = distinct(ids);
    return wanted.length === 0 ? Promise.resolve([]) : this.indicators.byIds(viewer, wanted, needs);
  }
}

function idsOf(indicators: Indicators): number[] {
  return indicators.map(({ id }) => id);
}
