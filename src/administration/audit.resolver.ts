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
import { AuditLogArgs } from "./audit.inputs.js";
import type { AuditEntryRow, AuditReads } from "./audit.reads.js";
import { AuditEntryConnectionType, AuditEntryType } from "./audit.type.js";

@Resolver(() => AuditEntryType)
export class AuditResolver {
  constructor(
    private readonly reads: AuditReads,
    private readonly agencies: AgencyReads,
  ) {}

  @Allows(Role.ADMIN)
  @Live()
  @Query(() => AuditEntryConnectionType, {
    description:
      "The audit log, the newest entry first; 50 when neither `first` nor `last` is given. Refused sign-ins and reads get in a moment later. For the role ADMIN.",
  })
  auditLog(@Args(() => AuditLogArgs) args: AuditLogArgs, @Ctx() { viewer }: Context, @Info() info: GraphQLResolveInfo) {
    return this.reads.list(viewer, args, Selection.of(info));
  }

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(entry: AuditEntryRow): string {
    return toNodeId("AuditEntry", entry.id);
  }

  @ComputedField(() => String, {
    nullable: true,
    description: "More about it, as JSON: the arguments without secrets, the reason of a refusal.",
    needs: ["details"],
  })
  details({ details }: AuditEntryRow): string | null {
    return details === null ? null : JSON.stringify(details);
  }

  @BatchedField(() => AgencyType, {
    nullable: true,
    description: "The agency that the caller belonged to.",
    needs: ["agencyId"],
  })
  agency(entries: readonly AuditEntryRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = entries.map((entry) => entry.agencyId);
    return loadById(ids, (some) => this.agencies.byIds(viewer, some, needs));
  }
}
