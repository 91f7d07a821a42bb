import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import type { Viewer } from "../access/viewer.js";
import type { Context } from "../graphql/context.js";
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

interface FoundRow {
  readonly __typename: string;
  /** Stands apart from the row's own columns: agencies and areas have a kind of their own. */
  readonly hit: Hit;
}

@Resolver()
export class SearchResolver {
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
    const rows = await this.#rowsOf(viewer, hits.nodes, asOf);
    return new Connection<FoundRow>(rows, ({ hit }) => hits.cursorOf(hit), hits.neighbours, hits.totalCount);
  }

  async #rowsOf(viewer: Viewer, hits: readonly Hit[], asOf: number | null): Promise<FoundRow[]> {
    const byKind = [...Map.groupBy(hits, kindOfHit)];
    const found = await Promise.all(
      byKind.map(async ([kind, same]) => {
        const { typename, rows } = this.sources[kind];
        const byId = new Map(
          (
            await rows(
              viewer,
              same.map((hit) => hit.id),
              asOf,
            )
          ).map((row) => [row.id, row]),
        );
        return same.flatMap((hit) => (byId.has(hit.id) ? [{ ...byId.get(hit.id)!, hit, __typename: typename }] : []));
      }),
    );
    const places = new Map(hits.map((hit, place) => [hit, place]));
    return found.flat().sort((a, b) => places.get(a.hit)! - places.get(b.hit)!);
  }
}
