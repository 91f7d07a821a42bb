import type { ClassType } from "type-graphql";
import { Field, Int, ObjectType } from "type-graphql";

@ObjectType("PageInfo", { description: "Where a page lies in its list (Relay cursor connections)." })
export class PageInfoType {
  @Field(() => Boolean, { description: "Are there more items after this page?" })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Are there more items before this page?" })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "Cursor of the first item, or null on an empty page." })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "Cursor of the last item, or null on an empty page." })
  endCursor!: string | null;
}

/** Declares `XConnection` and `XEdge` for a node type. */
export function connectionType(name: string, node: () => ClassType): ClassType {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list, with its cursor.` })
  class EdgeType {
    @Field(() => node(), { description: `The ${name}.` })
    node!: unknown;

    @Field(() => String, { description: "Opaque place in the list, for `after` and `before`." })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionType {
    @Field(() => [node()], { description: "The items of this page." })
    nodes!: unknown[];

    @Field(() => [EdgeType], { description: "The items of this page with their cursors." })
    edges!: EdgeType[];

    @Field(() => PageInfoType, { description: "Where this page lies in the list." })
    pageInfo!: PageInfoType;

    @Field(() => Int, { description: "Items of the whole list. Counted only when selected." })
    totalCount!: number;
  }
  return ConnectionType;
}
