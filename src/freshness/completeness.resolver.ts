import { Args, Ctx, Query, Resolver } from "type-graphql";
import type { AgencyReads } from "../agency/agency.reads.js";
import { AgencyType } from "../agency/agency.type.js";
import { loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField } from "../graphql/field.js";
import type { Selection } from "../graphql/selection.js";
import type { IndicatorReads } from "../indicator/indicator.reads.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import { AppError } from "../shared/errors.js";
import type { CompletenessRow, MissingRow } from "./completeness.js";
import { CompletenessArgs, MissingArgs } from "./completeness.inputs.js";
import type { CompletenessReads } from "./completeness.reads.js";
import { CompletenessType, MissingDeliveryType } from "./completeness.type.js";

@Resolver(() => CompletenessType)
export class CompletenessResolver {
  constructor(
    private readonly reads: CompletenessReads,
    private readonly agencies: AgencyReads,
    private readonly today: () => string,
  ) {}

  @Query(() => [CompletenessType], {
    description:
      "Who is late: for each agency what it owes for some periods, and what of it has arrived by a day; by the agency's code. What you may not see is neither counted nor listed.",
  })
  completeness(@Args(() => CompletenessArgs) { period, agencies, on }: CompletenessArgs, @Ctx() { viewer }: Context) {
    return this.reads.byAgency(viewer, { period, agencies: agencies ?? null, on: on ?? this.today() });
  }

  @BatchedField(() => AgencyType, { description: "The agency that owes them.", needs: ["agencyId"] })
  agency(rows: readonly CompletenessRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = rows.map(({ agencyId }) => agencyId);
    return loadById(ids, (some) => this.agencies.byIds(viewer, some, needs));
  }

  @BatchedField(() => [MissingDeliveryType], {
    description: "What is missing, the longest overdue first; `missing` counts all of it.",
    args: () => MissingArgs,
    needs: ["missingDeliveries"],
  })
  missingDeliveries(rows: readonly CompletenessRow[], { first }: MissingArgs): (readonly MissingRow[])[] {
    if (first < 1 || first > 100)
      throw new AppError("BAD_USER_INPUT", `first is ${first}; 1 to 100 are allowed.`, { argument: "first" });
    return rows.map(({ missingDeliveries }) => missingDeliveries.slice(0, first));
  }
}

@Resolver(() => MissingDeliveryType)
export class MissingDeliveryResolver {
  constructor(private readonly indicators: IndicatorReads) {}

  @BatchedField(() => IndicatorType, { description: "The indicator that it is a period of.", needs: ["indicatorId"] })
  indicator(rows: readonly MissingRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = rows.map(({ indicatorId }) => indicatorId);
    return loadById(ids, (some) => this.indicators.byIds(viewer, some, needs));
  }
}
