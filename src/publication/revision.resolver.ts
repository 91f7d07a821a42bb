import { Float, Resolver } from "type-graphql";
import { align, distinct } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { PageArgs } from "../graphql/page-args.js";
import type { Selection } from "../graphql/selection.js";
import type { ObservationRow } from "../observation/observation.reads.js";
import { ObservationType } from "../observation/observation.type.js";
import type { PublicationReads } from "./publication.reads.js";
import { PublicationType } from "./publication.type.js";
import type { RevisionReads, RevisionRow } from "./revision.reads.js";
import { RevisionConnectionType, RevisionType } from "./revision.type.js";

@Resolver(() => ObservationType)
export class ObservationRevisionsResolver {
  constructor(private readonly reads: RevisionReads) {}

  @BatchedField(() => RevisionConnectionType, {
    description:
      "Every value that it had, the newest first: the one that stands, and those that were revised or withdrawn before. 20 by default.",
    args: () => PageArgs,
    needs: [],
  })
  revisions(observations: readonly ObservationRow[], args: PageArgs, { asOf }: Context, selection: Selection) {
    return this.reads.listBelow(observations, args, selection, asOf);
  }
}

@Resolver(() => RevisionType)
export class RevisionResolver {
  constructor(private readonly publications: PublicationReads) {}

  @ComputedField(() => Float, {
    nullable: true,
    description: "The value as a floating-point number; `value` is the exact one.",
    needs: ["value"],
  })
  valueFloat({ value }: RevisionRow): number | null {
    return value === null ? null : Number(value);
  }

  @BatchedField(() => PublicationType, {
    description: "The data version with which it came to stand.",
    needs: ["fromPublication"],
  })
  from(revisions: readonly RevisionRow[], _args: unknown, context: Context) {
    return this.#publications(
      revisions.map(({ fromPublication }) => fromPublication),
      context,
    );
  }

  @BatchedField(() => PublicationType, {
    nullable: true,
    description: "The data version in which it stood no longer; null while it stands.",
    needs: ["toPublication"],
  })
  to(revisions: readonly RevisionRow[], _args: unknown, context: Context) {
    return this.#publications(
      revisions.map(({ toPublication }) => toPublication),
      context,
    );
  }

  async #publications(ids: readonly (number | null)[], { viewer }: Context) {
    return align(ids, await this.publications.byIds(viewer, distinct(ids)), ({ id }) => id);
  }
}
