import { Resolver } from "type-graphql";
import { alignMany, loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { Lang, LangArgs, inLang } from "../graphql/lang.js";
import type { Selection } from "../graphql/selection.js";
import type { Amendment } from "./amendment.js";
import { amendmentsOf, explainAmendment } from "./amendment.js";
import { TargetAmendmentType } from "./amendment.type.js";
import { TargetType } from "./plan.type.js";
import type { TargetReads, TargetRow } from "./target.reads.js";

@Resolver(() => TargetType)
export class TargetAmendmentsResolver {
  constructor(private readonly reads: TargetReads) {}

  @BatchedField(() => [TargetAmendmentType], {
    description: "How it was amended, oldest first, whichever of its wordings this is; empty when it never was.",
    needs: ["code"],
  })
  async amendments(targets: readonly TargetRow[], _args: unknown, { viewer, asOf }: Context) {
    const codes = targets.map((target) => target.code);
    const wordings = await this.reads.wordingsOf(viewer, codes, asOf);
    return alignMany(codes, wordings, ({ code }) => code).map(amendmentsOf);
  }
}

@Resolver(() => TargetAmendmentType)
export class TargetAmendmentResolver {
  constructor(private readonly reads: TargetReads) {}

  @ComputedField(() => String, {
    nullable: true,
    description: "What the decision says, or why it was taken.",
    args: () => LangArgs,
  })
  note({ after }: Amendment, lang: LangArgs) {
    return inLang(lang, after.decisionNoteVi, after.decisionNoteEn);
  }

  @ComputedField(() => String, { description: "The amendment as one sentence for a report.", args: () => LangArgs })
  explanation(amendment: Amendment, { lang }: LangArgs): string {
    return explainAmendment(amendment, lang === Lang.EN ? "en" : "vi");
  }

  @BatchedField(() => TargetType, { description: "The target as it read before." })
  before(amendments: readonly Amendment[], _args: unknown, context: Context, selection: Selection) {
    return this.#targets(
      amendments.map(({ before }) => before.id),
      context,
      selection,
    );
  }

  @BatchedField(() => TargetType, { description: "The target as it reads from then on." })
  after(amendments: readonly Amendment[], _args: unknown, context: Context, selection: Selection) {
    return this.#targets(
      amendments.map(({ after }) => after.id),
      context,
      selection,
    );
  }

  #targets(ids: readonly number[], { viewer, asOf }: Context, { needs }: Selection) {
    return loadById(ids, (some) => this.reads.byIds(viewer, some, needs, asOf));
  }
}
