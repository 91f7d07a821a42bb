import DataLoader from "dataloader";
import { Args, ArgsType, Ctx, Field, ID, Query, Resolver } from "type-graphql";
import type { HiddenRow } from "../access/audit-trail.js";
import type { Viewer } from "../access/viewer.js";
import { AS_OF_DESCRIPTION } from "../graphql/as-of.js";
import { NotesMisses } from "../graphql/audited.js";
import type { Context } from "../graphql/context.js";
import { parseNodeId } from "../graphql/node-id.js";
import { NodeType } from "../graphql/node.type.js";
import { AppError } from "../shared/errors.js";

/** Finds the rows of one type by the keys in their ids: `rows[i]` belongs to `keys[i]`, null where there is none. */
export type NodeSource = (
  viewer: Viewer,
  keys: readonly string[],
  asOf: number | null,
) => Promise<readonly (object | null)[]>;

/** An id, and the data version that it is asked for in. */
interface AskedNode {
  readonly id: string;
  readonly asOf: number | null;
}

const MAX_IDS = 100;
const NODES = Symbol("nodes");

@ArgsType()
class NodeArgs {
  @Field(() => ID, { description: "An id that this API gave." })
  id!: string;

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}

@ArgsType()
class NodesArgs {
  @Field(() => [ID], { description: "Up to 100 ids that this API gave." })
  ids!: string[];

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}

@Resolver()
export class NodeResolver {
  constructor(private readonly sources: ReadonlyMap<string, NodeSource>) {}

  @NotesMisses(({ id }: NodeArgs) => hiddenBehind([id]))
  @Query(() => NodeType, { nullable: true, description: "The object with an id, or null if there is none." })
  node(@Args(() => NodeArgs) { id }: NodeArgs, @Ctx() context: Context) {
    return this.#loader(context).load({ id, asOf: context.asOf ?? null });
  }

  @NotesMisses(({ ids }: NodesArgs) => hiddenBehind(ids))
  @Query(() => [NodeType], {
    nullable: "items",
    description: "The objects with these ids, in their order; null where there is none.",
  })
  async nodes(@Args(() => NodesArgs) { ids }: NodesArgs, @Ctx() context: Context) {
    if (ids.length < 1 || ids.length > MAX_IDS)
      throw new AppError("BAD_USER_INPUT", `ids has ${ids.length} values; 1 to ${MAX_IDS} are allowed.`, {
        argument: "ids",
        maximum: MAX_IDS,
      });
    return this.#loader(context).loadMany(ids.map((id) => ({ id, asOf: context.asOf ?? null })));
  }

  #loader({ loaders, viewer }: Context): DataLoader<AskedNode, object | null, string> {
    return loaders.get(
      NODES,
      () =>
        new DataLoader<AskedNode, object | null, string>((asked) => this.#load(viewer, asked), {
          cacheKeyFn: ({ id, asOf }) => `${asOf} ${id}`,
        }),
    );
  }

  async #load(viewer: Viewer, asked: readonly AskedNode[]): Promise<(object | null | Error)[]> {
    const results: (object | null | Error)[] = asked.map(() => null);
    const places = asked.map(({ id, asOf }, index) => ({ index, asOf, ...tryParse(id) }));
    for (const { index, error } of places) if (error) results[index] = error;
    const byType = Map.groupBy(
      places.filter(({ error }) => !error),
      ({ type, asOf }) => `${type} ${asOf}`,
    );
    await Promise.all(
      [...byType.values()].map(async (own) => {
        const { type, asOf } = own[0]!;
        const rows =
          (await this.sources.get(type!)?.(
            viewer,
            own.map(({ key }) => key!),
            asOf,
          )) ?? [];
        own.forEach(({ index }, i) => (results[index] = rows[i] ? { ...rows[i], __typename: type } : null));
      }),
    );
    return results;
  }
}

/** The rows whose access is restricted that ids name. */
function hiddenBehind(ids: readonly string[]): HiddenRow[] {
  return ids.flatMap((text): HiddenRow[] => {
    const { type, key } = tryParse(text);
    const id = Number(/^[1-9]\d{0,8}/.exec(key ?? "")?.[0] ?? 0);
    if (id === 0) return [];
    if (type === "Indicator") return [{ table: "indicator", id }];
    return type === "Series" || type === "Observation" ? [{ table: "series", id }] : [];
  });
}

function tryParse(id: string): { type?: string; key?: string; error?: Error } {
  try {
    return parseNodeId(id);
  } catch (error) {
    return { error: error as Error };
  }
}
