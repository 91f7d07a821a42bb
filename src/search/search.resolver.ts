import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import type { Viewer } from "../access/viewer.js";
import type { Context } from "../graphql/context.js";
import { NamedRows } from "../graphql/named-rows.js";
import { Selection } from "../graphql/selection.js";
import { Connection } from "../shared/connection.js";
import type { Hit } from "./hit.js";
import { kindOfHit } from "./hit.js";
import type { SearchReads } from "./search.reads.js";
import type { SearchType } from "./search.type.js";
import { SearchArgs, SearchConnectionType } from "./search.type.js";

/** Reads the rows of one kind by id, marked with their type's name. */
export type RowsById = (
  viewer: Viewer,
  ids: readonly number[],
  asOf: number | null,
) => Promise<readonly { readonly id: number }[]>;

export interface SearchSource {
  readonly typename: string;
  readonly rows: RowsById;
}

@Resolver()
export class SearchResolver {
  readonly #named = new NamedRows();

  constructor(
    private readonly reads: SearchReads,
    private readonly sources: Readonly<Record<SearchType, SearchSource>>,
  ) {}

  @Query(() => SearchConnectionType, {
    description:
      "Indicators, targets, agencies, areas, topics and plans by their texts, best first: exact accents before others, names before definitions.",
  })
  async search(
    @Args(() => SearchArgs) args: SearchArgs,
    @Ctx() { viewer, asOf = null }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    const hits = await this.reads.find(viewer, args, Selection.of(info), asOf);
    const found = await this.#found(viewer, hits.nodes, asOf);
    return new Connection([...found.keys()], (row) => hits.cursorOf(found.get(row)!), hits.neighbours, hits.totalCount);
  }

  /** The row of each hit, in the order of the hits. */
  async #found(viewer: Viewer, hits: readonly Hit[], asOf: number | null): Promise<Map<object, Hit>> {
    const ofKinds = new Map(
      await Promise.all(
        [...Map.groupBy(hits, kindOfHit)].map(async ([kind, same]) => {
          const ids = same.map((hit) => hit.id);
          const rows = await this.sources[kind].rows(viewer, ids, asOf);
          return [kind, new Map(rows.map((row) => [row.id, row]))] as const;
        }),
      ),
    );
    const found = new Map<object, Hit>();
    for (const hit of hits) {
      const kind = kindOfHit(hit);
      const row = ofKinds.get(kind)!.get(hit.id);
      if (row) found.set(this.#named.of(row, this.sources[kind].typename), hit);
    }
    return found;
  }
}
