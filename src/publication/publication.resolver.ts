import DataLoader from "dataloader";
import { Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { align, distinct } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { NODE_ID } from "../graphql/descriptions.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { toNodeId } from "../graphql/node-id.js";
import { DateTimeScalar } from "../graphql/scalars.js";
import type { ObservationRow } from "../observation/observation.reads.js";
import { ObservationType } from "../observation/observation.type.js";
import type { HiddenCounts, PublicationReads, PublicationRow } from "./publication.reads.js";
import type { WarehouseLimitsType } from "./publication.type.js";
import { PublicationType, WarehouseType } from "./publication.type.js";

/** What the warehouse says of itself beside its data. */
export interface WarehouseFacts {
  readonly province: string;
  readonly timeZone: string;
  readonly softwareVersion: string;
  readonly limits: WarehouseLimitsType;
  today(): string;
}

const HIDDEN_COUNTS = Symbol("hidden counts");
const COUNTS = ["created", "updated", "withdrawn"] as const;

@Resolver(() => WarehouseType)
export class WarehouseResolver {
  constructor(
    private readonly reads: PublicationReads,
    private readonly facts: WarehouseFacts,
  ) {}

  @Query(() => WarehouseType, { description: "The warehouse itself: data version, counts, limits." })
  async warehouse(@Ctx() { viewer }: Context) {
    const [publication, counts] = await Promise.all([this.reads.newest(), this.reads.counts(viewer)]);
    const { today, ...facts } = this.facts;
    return {
      ...facts,
      today: today(),
      version: String(publication?.version ?? 0),
      publication: publication ?? null,
      counts,
      hasSampleData: counts.hasSampleData,
    };
  }
}

@Resolver(() => PublicationType)
export class PublicationResolver {
  constructor(private readonly reads: PublicationReads) {}

  @ComputedField(() => ID, { description: NODE_ID, needs: ["version"] })
  id(publication: PublicationRow): string {
    return toNodeId("Publication", publication.version);
  }

  @BatchedField(() => Int, {
    description: "Observations that are new in it, of those that you may see.",
    needs: ["created"],
  })
  created(publications: readonly PublicationRow[], _args: unknown, context: Context) {
    return this.#without("created", publications, context);
  }

  @BatchedField(() => Int, {
    description: "Observations that it gave another value or status, of those that you may see.",
    needs: ["updated"],
  })
  updated(publications: readonly PublicationRow[], _args: unknown, context: Context) {
    return this.#without("updated", publications, context);
  }

  @BatchedField(() => Int, {
    description: "Observations that it took back, of those that you may see.",
    needs: ["withdrawn"],
  })
  withdrawn(publications: readonly PublicationRow[], _args: unknown, context: Context) {
    return this.#without("withdrawn", publications, context);
  }

  @BatchedField(() => String, {
    nullable: true,
    description: "What it came from: a demo, a file, a source system. Null where all that it did is hidden from you.",
    needs: ["origin", ...COUNTS],
  })
  origin(publications: readonly PublicationRow[], _args: unknown, context: Context) {
    return this.#unlessHidden("origin", publications, context);
  }

  @BatchedField(() => String, {
    nullable: true,
    description: "A remark on it. Null where there is none, and where all that it did is hidden from you.",
    needs: ["comment", ...COUNTS],
  })
  comment(publications: readonly PublicationRow[], _args: unknown, context: Context) {
    return this.#unlessHidden("comment", publications, context);
  }

  async #unlessHidden(text: "origin" | "comment", publications: readonly PublicationRow[], context: Context) {
    const hidden = await this.#hiddenOf(publications, context);
    const did = (counts: HiddenCounts) => COUNTS.reduce((sum, name) => sum + counts[name], 0);
    return publications.map((publication, i) => {
      const isHidden = did(hidden[i]!) > 0 && did(hidden[i]!) === did(publication);
      return isHidden ? null : publication[text];
    });
  }

  async #without(count: keyof HiddenCounts, publications: readonly PublicationRow[], context: Context) {
    const hidden = await this.#hiddenOf(publications, context);
    return publications.map((publication, i) => publication[count] - hidden[i]![count]);
  }

  /** One statement for all of it. */
  async #hiddenOf(publications: readonly PublicationRow[], { loaders, viewer }: Context): Promise<HiddenCounts[]> {
    const loader = loaders.get(
      HIDDEN_COUNTS,
      () => new DataLoader((ids: readonly number[]) => this.reads.hiddenCounts(viewer, ids)),
    );
    return Promise.all(publications.map(({ id }) => loader.load(id)));
  }
}

@Resolver(() => ObservationType)
export class ObservationPublicationResolver {
  constructor(private readonly reads: PublicationReads) {}

  @BatchedField(() => PublicationType, {
    description: "The data version in which the current value became visible.",
    needs: ["publicationId"],
  })
  publication(observations: readonly ObservationRow[], _args: unknown, context: Context) {
    return this.#publications(observations, context);
  }

  @BatchedField(() => DateTimeScalar, {
    description: "When the current value became visible.",
    needs: ["publicationId"],
  })
  async publishedAt(observations: readonly ObservationRow[], _args: unknown, context: Context) {
    const publications = await this.#publications(observations, context);
    return publications.map((publication) => publication?.publishedAt ?? null);
  }

  async #publications(observations: readonly ObservationRow[], { viewer }: Context) {
    const ids = observations.map((observation) => observation.publicationId);
    return align(ids, await this.reads.byIds(viewer, distinct(ids)), (publication) => publication.id);
  }
}
