import type { GraphQLResolveInfo } from "graphql";
import { Ctx, Info, Query, Resolver } from "type-graphql";
import type { AgencyReads } from "../agency/agency.reads.js";
import { AgencyType } from "../agency/agency.type.js";
import { loadById } from "../database/align.js";
import { allowedFields } from "../graphql/allows.js";
import type { Context } from "../graphql/context.js";
import { BatchedField } from "../graphql/field.js";
import { Live } from "../graphql/live.js";
import type { Selection } from "../graphql/selection.js";
import type { WarehouseLimitsType } from "../publication/publication.type.js";
import { ViewerType } from "./viewer.type.js";

interface ViewerRow {
  readonly agencyId: number | null;
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  constructor(
    private readonly agencies: AgencyReads,
    private readonly limits: WarehouseLimitsType,
  ) {}

  @Live()
  @Query(() => ViewerType, { description: "Who you are to the warehouse, what you may, and your limits." })
  viewer(@Ctx() { viewer, budget }: Context, @Info() { schema }: GraphQLResolveInfo) {
    const limits = budget ? Object.assign({}, this.limits, budget.allowance) : this.limits;
    return { ...viewer, actorId: viewer.id, allowed: allowedFields(schema, viewer), limits };
  }

  @BatchedField(() => AgencyType, {
    nullable: true,
    description: "The agency that you belong to.",
    needs: ["agencyId"],
  })
  agency(viewers: readonly ViewerRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = viewers.map(({ agencyId }) => agencyId);
    return loadById(ids, (some) => this.agencies.byIds(viewer, some, needs));
  }
}
