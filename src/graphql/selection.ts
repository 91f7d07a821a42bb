import type { FieldNode, GraphQLObjectType, GraphQLOutputType, GraphQLResolveInfo } from "graphql";
import { getNamedType, isObjectType } from "graphql";
import { collectSubfields } from "graphql/execution/collectFields.js";

type Document = Pick<GraphQLResolveInfo, "schema" | "fragments" | "variableValues">;

/** What is selected below one field, for concrete types; `@skip`, `@include`, aliases and fragments are resolved. */
export class Selection {
  constructor(
    readonly document: Document,
    readonly type: GraphQLOutputType,
    readonly nodes: readonly FieldNode[],
  ) {}

  static of(info: GraphQLResolveInfo): Selection {
    return new Selection(info, info.returnType, info.fieldNodes);
  }

  /** Response key -> merged field nodes, as the specification's CollectSubfields. */
  fieldsOf(type: GraphQLObjectType): ReadonlyMap<string, readonly FieldNode[]> {
    const { schema, fragments, variableValues } = this.document;
    return collectSubfields(schema, fragments, variableValues, type, this.nodes);
  }

  /** Is a field of that name selected directly below, under whatever alias? Only for object types. */
  has(fieldName: string): boolean {
    const type = getNamedType(this.type);
    if (!isObjectType(type)) return false;
    for (const [node] of this.fieldsOf(type).values()) if (node?.name.value === fieldName) return true;
    return false;
  }
}
