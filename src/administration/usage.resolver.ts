import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import { Role } from "../access/viewer.js";
import type { AgencyReads } from "../agency/agency.reads.js";
import { AgencyType } from "../agency/agency.type.js";
import { loadById } from "../database/align.js";
import { Allows } from "../graphql/allows.js";
import type { Context } from "../graphql/context.js";
import { NODE_ID } from "../graphql/descriptions.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { Live } from "../graphql/live.js";
import { toNodeId } from "../graphql/node-id.js";
import { Selection } from "../graphql/selection.js";
import { ClientUsageArgs } from "./usage.inputs.js";
import type { ClientUsageRow, UsageReads } from "./usage.reads.js";
import { ClientUsageConnectionType, ClientUsageType } from "./usage.type.js";

@Resolver(() => ClientUsageType)
export class UsageResolver {
  constructor(
    private readonly reads: UsageReads,
    private readonly agencies: AgencyReads,
  ) {}

  @Allows(Role.STEWARD)
  @Live()
  @Query(() => ClientUsageConnectionType, {
    description:
      "Who used how much, by day, the newest day first; 50 when neither `first` nor `last` is given. The last seconds are missing. For the role STEWARD.",
  })
  clientUsage(
    @Args(() => ClientUsageArgs) args: ClientUsageArgs,
    @Ctx() { viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.reads.list(viewer, args, Selection.of(info));
  }

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(usage: ClientUsageRow): string {
    return toNodeId("ClientUsage", usage.id);
  }

  @BatchedField(() => AgencyType, {
    nullable: true,
    description: "The agency that the caller belongs to.",
    needs: ["agencyId"],
  })
  agency(usages: readonly ClientUsageRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = usages.map((usage) => usage.agencyId);
    return loadById(ids, (some) => this.agencies.byIds(viewer, some, needs));
  }
}
