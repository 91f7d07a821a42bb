import type { FieldNode, GraphQLObjectType, GraphQLOutputType, GraphQLResolveInfo } from "graphql";
import { getNamedType, isObjectType } from "graphql";
import { collectSubfields } from "graphql/execution/collectFields.js";

import type { FieldCall } from "./field-call.js";

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

  /**
   * The properties of a row that the selected fields are made from, below a connection those of its nodes.
   * Undefined means all: for interfaces and unions, and where a field does not say what it needs.
   */
  get needs(): ReadonlySet<string> | undefined {
    const found = new Set<string>();
    return this.#addNeeds(found) ? found : undefined;
  }

  /** The same for the rows of one field below, under whatever alias; nothing when it is not selected. */
  needsBelow(fieldName: string): ReadonlySet<string> | undefined {
    const found = new Set<string>();
    const type = getNamedType(this.type);
    if (!isObjectType(type)) return undefined;
    for (const nodes of this.fieldsOf(type).values()) {
      if (nodes[0]!.name.value !== fieldName) continue;
      const below = new Selection(this.document, type.getFields()[fieldName]!.type, nodes);
      if (!below.#addNeeds(found)) return undefined;
    }
    return found;
  }

  /** Is a field of that name selected directly below, under whatever alias? Only for object types. */
  has(fieldName: string): boolean {
    const type = getNamedType(this.type);
    if (!isObjectType(type)) return false;
    for (const [node] of this.fieldsOf(type).values()) if (node?.name.value === fieldName) return true;
    return false;
  }

  #addNeeds(found: Set<string>): boolean {
    const type = getNamedType(this.type);
    if (!isObjectType(type)) return false;
    const fields = type.getFields();
    const isList = type.name.endsWith("Connection") || type.name.endsWith("Edge");
    for (const nodes of this.fieldsOf(type).values()) {
      const field = fields[nodes[0]!.name.value];
      if (!field) continue;
      if (isList) {
        const rows = field.name === "nodes" || field.name === "edges" || field.name === "node";
        if (rows && !new Selection(this.document, field.type, nodes).#addNeeds(found)) return false;
        continue;
      }
      const call = field.extensions["kho"] as FieldCall | undefined;
      if (call && !call.needs) return false;
      for (const property of call?.needs ?? [field.name]) found.add(property);
    }
    return true;
  }
}
