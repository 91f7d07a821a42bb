import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import { loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { NODE_ID } from "../graphql/descriptions.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { LangArgs, inLang } from "../graphql/lang.js";
import { toNodeId } from "../graphql/node-id.js";
import { Selection } from "../graphql/selection.js";
import { AgenciesArgs, AgencyArgs } from "./agency.inputs.js";
import type { AgencyReads, AgencyRow } from "./agency.reads.js";
import { AgencyConnectionType, AgencyType } from "./agency.type.js";

@Resolver(() => AgencyType)
export class AgencyResolver {
  constructor(private readonly reads: AgencyReads) {}

  @Query(() => AgencyType, { nullable: true, description: "The agency with a code, or null if there is none." })
  agency(@Args(() => AgencyArgs) { code, on }: AgencyArgs, @Ctx() { viewer }: Context) {
    return this.reads.byCode(viewer, code, on ?? null);
  }

  @Query(() => AgencyConnectionType, { description: "Agencies, 50 when neither `first` nor `last` is given." })
  agencies(@Args(() => AgenciesArgs) args: AgenciesArgs, @Ctx() { viewer }: Context, @Info() info: GraphQLResolveInfo) {
    return this.reads.list(viewer, args, Selection.of(info));
  }

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(agency: AgencyRow): string {
    return toNodeId("Agency", agency.id);
  }

  @ComputedField(() => String, { description: "The agency's name.", args: () => LangArgs, needs: ["nameVi", "nameEn"] })
  name(agency: AgencyRow, lang: LangArgs) {
    return inLang(lang, agency.nameVi, agency.nameEn);
  }

  @ComputedField(() => String, {
    nullable: true,
    description: "What to know about this entry, for example that its code is not official.",
    args: () => LangArgs,
    needs: ["remarkVi", "remarkEn"],
  })
  remark(agency: AgencyRow, lang: LangArgs) {
    return inLang(lang, agency.remarkVi, agency.remarkEn);
  }

  @BatchedField(() => AgencyType, {
    nullable: true,
    description: "The agency that this one belongs to.",
    needs: ["parentId"],
  })
  parent(agencies: readonly AgencyRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = agencies.map((agency) => agency.parentId);
    return loadById(ids, (some) => this.reads.byIds(viewer, some, needs));
  }

  @BatchedField(() => AgencyType, {
    nullable: true,
    description: "The agency that took over when this one's validity ended.",
    needs: ["successorId"],
  })
  successor(agencies: readonly AgencyRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = agencies.map((agency) => agency.successorId);
    return loadById(ids, (some) => this.reads.byIds(viewer, some, needs));
  }
}
