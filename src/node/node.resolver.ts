import DataLoader from "dataloader";
import { Args, ArgsType, Ctx, Field, ID, Query, Resolver } from "type-graphql";
import type { HiddenRow } from "../access/audit-trail.js";
import type { Viewer } from "../access/viewer.js";
import { AS_OF_DESCRIPTION } from "../graphql/as-of.js";
import { NotesMisses } from "../graphql/audited.js";
import type { Context } from "../graphql/context.js";
import { NamedRows } from "../graphql/named-rows.js";
import { type NodeKey, parseNodeId } from "../graphql/node-id.js";
import { NodeType } from "../graphql/node.type.js";
import { AppError } from "../shared/errors.js";

/** Finds the rows of one type by the keys in their ids: `rows[i]` belongs to `keys[i]`, null where there is none. */
export type NodeSource = (
  viewer: Viewer,
  keys: readonly string[],
  asOf: number | null,
) => Promise<readonly (object | null)[]>;

const MAX_IDS = 100;

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
  readonly #named = new NamedRows();

  constructor(private readonly sources: ReadonlyMap<string, NodeSource>) {}

  @NotesMisses(({ id }: NodeArgs) => hiddenBehind([id]))
  @Query(() => NodeType, { nullable: true, description: "The object with an id, or null if there is none." })
  node(@Args(() => NodeArgs) { id }: NodeArgs, @Ctx() context: Context) {
    return this.#find(id, context);
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
    return Promise.all(ids.map((id) => this.#find(id, context).catch((error: Error) => error)));
  }

  async #find(id: string, context: Context): Promise<object | null> {
    const { type, key } = parseNodeId(id);
    const source = this.sources.get(type);
    return source ? this.#loader(type, source, context).load(key) : null;
  }

  /** What is asked for at once is read at once. */
  #loader(
    type: string,
    source: NodeSource,
    { loaders, viewer, asOf = null }: Context,
  ): DataLoader<string, object | null> {
    return loaders.get(`nodes ${type} ${asOf}`, () => {
      return new DataLoader<string, object | null>(async (keys) => {
        const rows = await source(viewer, keys, asOf);
        return rows.map((row) => row && this.#named.of(row, type));
      });
    });
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

function tryParse(id: string): Partial<NodeKey> {
  try {
    return parseNodeId(id);
  } catch {
    return {};
  }
}
