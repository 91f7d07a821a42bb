import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import { loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { NODE_ID } from "../graphql/descriptions.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { LangArgs, inLang } from "../graphql/lang.js";
import { toNodeId } from "../graphql/node-id.js";
import { Selection } from "../graphql/selection.js";
import { AreasArgs, AreaArgs } from "./area.inputs.js";
import type { AreaReads, AreaRow } from "./area.reads.js";
import { AreaConnectionType, AreaType } from "./area.type.js";

@Resolver(() => AreaType)
export class AreaResolver {
  constructor(private readonly reads: AreaReads) {}

  @Query(() => AreaType, { nullable: true, description: "The area with a code, or null if there is none." })
  area(@Args(() => AreaArgs) { code, on }: AreaArgs, @Ctx() { viewer }: Context) {
    return this.reads.byCode(viewer, code, on ?? null);
  }

  @Query(() => AreaConnectionType, { description: "Areas, 50 when neither `first` nor `last` is given." })
  areas(@Args(() => AreasArgs) args: AreasArgs, @Ctx() { viewer }: Context, @Info() info: GraphQLResolveInfo) {
    return this.reads.list(viewer, args, Selection.of(info));
  }

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(area: AreaRow): string {
    return toNodeId("Area", area.id);
  }

  @ComputedField(() => String, { description: "The area's name.", args: () => LangArgs, needs: ["nameVi", "nameEn"] })
  name(area: AreaRow, lang: LangArgs) {
    return inLang(lang, area.nameVi, area.nameEn);
  }

  @BatchedField(() => AreaType, { nullable: true, description: "The area that it lies in.", needs: ["parentId"] })
  parent(areas: readonly AreaRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = areas.map((area) => area.parentId);
    return loadById(ids, (some) => this.reads.byIds(viewer, some, needs));
  }

  @BatchedField(() => AreaType, {
    nullable: true,
    description: "The area that took over when this one's validity ended.",
    needs: ["successorId"],
  })
  successor(areas: readonly AreaRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = areas.map((area) => area.successorId);
    return loadById(ids, (some) => this.reads.byIds(viewer, some, needs));
  }

  @BatchedField(() => AreaConnectionType, {
    description: "The areas directly below, 50 by default.",
    args: () => AreasArgs,
    needs: [],
  })
  children(areas: readonly AreaRow[], args: AreasArgs, { viewer }: Context, selection: Selection) {
    const ids = areas.map((area) => area.id);
    return this.reads.listByParent(viewer, ids, args, selection);
  }
}
