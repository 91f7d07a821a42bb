import type { FieldNode, GraphQLObjectType, GraphQLOutputType, GraphQLResolveInfo } from "graphql";
import { getNamedType, isObjectType } from "graphql";
import { collectSubfields } from "graphql/execution/collectFields.js";

import type { FieldCall } from "./field-call.js";

type Document = Pick<GraphQLResolveInfo, "schema" | "fragments" | "variableValues">;

/**
 * What is selected below one field, for concrete types; `@skip`, `@include`, aliases and fragments are resolved.
 * It remembers what it has found: a compiled operation keeps its selections from run to run.
 */
export class Selection {
  readonly #fields = new Map<GraphQLObjectType, ReadonlyMap<string, readonly FieldNode[]>>();
  readonly #needsBelow = new Map<string, ReadonlySet<string> | undefined>();
  #needs: { readonly found: ReadonlySet<string> | undefined } | undefined;
  #names: ReadonlySet<string> | undefined;

  constructor(
    readonly document: Document,
    readonly type: GraphQLOutputType,
    readonly nodes: readonly FieldNode[],
  ) {}

  /** A compiled operation brings its own: it is collected once for all runs. */
  static of(info: GraphQLResolveInfo & { readonly selection?: Selection }): Selection {
    return info.selection ?? new Selection(info, info.returnType, info.fieldNodes);
  }

  /** Response key -> merged field nodes, as the specification's CollectSubfields. */
  fieldsOf(type: GraphQLObjectType): ReadonlyMap<string, readonly FieldNode[]> {
    const known = this.#fields.get(type);
    if (known) return known;
    const { schema, fragments, variableValues } = this.document;
    const fields = collectSubfields(schema, fragments, variableValues, type, this.nodes);
    this.#fields.set(type, fields);
    return fields;
  }

  /**
   * The properties of a row that the selected fields are made from, below a connection those of its nodes.
   * Undefined means all: for interfaces and unions, and where a field does not say what it needs.
   */
  get needs(): ReadonlySet<string> | undefined {
    if (!this.#needs) {
      const found = new Set<string>();
      this.#needs = { found: this.#addNeeds(found) ? found : undefined };
    }
    return this.#needs.found;
  }

  /** The same for the rows of one field below, under whatever alias; nothing when it is not selected. */
  needsBelow(fieldName: string): ReadonlySet<string> | undefined {
    if (!this.#needsBelow.has(fieldName)) this.#needsBelow.set(fieldName, this.#collectNeedsBelow(fieldName));
    return this.#needsBelow.get(fieldName);
  }

  #collectNeedsBelow(fieldName: string): ReadonlySet<string> | undefined {
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
    return (this.#names ??= this.#fieldNames()).has(fieldName);
  }

  #fieldNames(): ReadonlySet<string> {
    const type = getNamedType(this.type);
    if (!isObjectType(type)) return new Set();
    return new Set([...this.fieldsOf(type).values()].map(([node]) => node!.name.value));
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
