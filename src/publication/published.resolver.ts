import { Args, Extensions, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { BatchedField } from "../graphql/field.js";
import { PageArgs } from "../graphql/page-args.js";
import type { Selection } from "../graphql/selection.js";
import { IndicatorConnectionType } from "../indicator/indicator.type.js";
import type { PublicationReads, PublicationRow } from "./publication.reads.js";
import { PublicationType } from "./publication.type.js";
import type { PublishedFeed } from "./published-feed.js";
import type { PublishedReads } from "./published.reads.js";
import { PublishedArgs, PublishedCountsType, PublishedType } from "./published.type.js";

interface PublishedRow extends PublishedType {
  readonly publication: PublicationRow;
}

/** Subscriptions are started by the method that `events` names; this one only keeps type-graphql from wanting topics. */
const notHere = (): never => {
  throw new Error("a subscription is started by its resolver");
};

@Resolver(() => PublishedType)
export class PublishedResolver {
  constructor(
    private readonly reads: PublishedReads,
    private readonly publications: PublicationReads,
    private readonly feed: PublishedFeed,
  ) {}

  @Subscription(() => PublishedType, {
    description: "Tells of every publication as soon as it is visible.",
    subscribe: notHere,
  })
  @Extensions({ events: { resolver: PublishedResolver, method: "events" } })
  published(@Args(() => PublishedArgs) _args: PublishedArgs, @Root() publication: PublicationRow): PublishedRow {
    return { version: String(publication.version), at: publication.publishedAt, publication };
  }

  /** The events of `published`. */
  async events(_source: unknown, { after }: PublishedArgs): Promise<AsyncIterable<PublicationRow>> {
    return this.feed.subscribe(after == null ? null : await this.publications.versionNamed(after, "after"));
  }

  @BatchedField(() => PublicationType, { description: "The publication itself.", needs: ["publication"] })
  publication(rows: readonly PublishedRow[]) {
    return rows.map(({ publication }) => ({ ...publication }));
  }

  @BatchedField(() => PublishedCountsType, {
    description: "How much of what you may see it changed.",
    needs: ["publication"],
  })
  counts(rows: readonly PublishedRow[], _args: unknown, { viewer }: Context) {
    return Promise.all(rows.map(async ({ publication }) => ({ ...(await this.reads.counts(viewer, publication.id)) })));
  }

  @BatchedField(() => IndicatorConnectionType, {
    description: "The indicators of which something changed, by code; 20 by default.",
    args: () => PageArgs,
    needs: ["publication"],
  })
  indicators(rows: readonly PublishedRow[], args: PageArgs, { viewer }: Context, selection: Selection) {
    return Promise.all(rows.map(({ publication }) => this.reads.indicators(viewer, publication.id, args, selection)));
  }
}
