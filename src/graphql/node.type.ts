import { Field, ID, InterfaceType } from "type-graphql";

@InterfaceType("Node", {
  description: "An object that `node(id:)` finds again (Relay Global Object Identification).",
  resolveType: (row: { __typename: string }) => row.__typename,
})
export abstract class NodeType {
  @Field(() => ID, { description: "Opaque id, stable over time. For people there is `code`." })
  id!: string;
}
