import { readFileSync } from "node:fs";
import type { GraphQLField, GraphQLObjectType, GraphQLOutputType } from "graphql";
import { buildSchema, getNamedType, isAbstractType, isLeafType, isNonNullType, isObjectType } from "graphql";

const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
const ROOTS = [schema.getQueryType()!, schema.getSubscriptionType()!];
/** Objects below the root beyond which a type is only entered where it was not met yet. */
const NEAR = 2;
const FAR = 9;
/** So many of them stand in one document, to be asked sooner: of those that hold for one type alone, some more. */
const AT_ONCE = 3;
const TYPED_AT_ONCE = 6;

/** Arguments that a field can't be asked without. */
const ARGUMENTS: Readonly<Record<string, string>> = { "Indicator.comparison": "(with: PREVIOUS_PERIOD)" };

interface Step {
  readonly text: string;
  readonly type: GraphQLObjectType;
  /** Fields from the root, connections apart. */
  readonly depth: number;
  readonly above: (inside: string) => string;
}

/**
 * Queries and subscriptions that ask every field below a way to ask the root, and at last every field of the schema: the values
 * of one object at the end of one path each, since a request may not be endless.
 * @param asked what each field of Query and Subscription is asked with, several times where several ways lead to other rows
 */
export class SchemaWalk {
  readonly queries: string[] = [];
  readonly subscriptions: string[] = [];
  /** `Type.field` for all that is asked. */
  readonly walked = new Set<string>();
  readonly #entered = new Set<string>();

  constructor(asked: Readonly<Record<string, readonly string[]>>) {
    for (const root of ROOTS)
      for (const field of Object.values(root.getFields())) {
        const ways = asked[field.name];
        if (!ways) throw new Error(`Nobody has said how ${root.name}.${field.name} is asked: add it to canaries.ts`);
        for (const way of ways) this.#walkRoot(root, field, way);
      }
  }

  /** Every field of every object that a query or a subscription can reach. */
  static get all(): string[] {
    const found = new Set<GraphQLObjectType>();
    const enter = (type: GraphQLObjectType): void => {
      if (found.has(type)) return;
      found.add(type);
      for (const field of Object.values(type.getFields())) for (const below of objectsOf(field.type)) enter(below);
    };
    ROOTS.forEach(enter);
    return [...found].flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)).sort();
  }

  #walkRoot(root: GraphQLObjectType, field: GraphQLField<unknown, unknown>, way: string): void {
    this.walked.add(`${root.name}.${field.name}`);
    const isQuery = root === schema.getQueryType();
    const found: string[] = [];
    const lead = `${field.name}${way}`;
    const whole = (inside: string): string => `${lead}${inside}`;
    if (isLeafType(getNamedType(field.type))) found.push(whole(""));
    const waiting = objectsOf(field.type).map((type): Step => {
      const on = isAbstractType(getNamedType(field.type))
        ? (inside: string) => `... on ${type.name} { ${inside} }`
        : (inside: string) => inside;
      return { text: lead, type, depth: 1, above: (inside) => whole(` { ${on(inside)} }`) };
    });
    const here = new Set<string>();
    for (let step = waiting.shift(); step; step = waiting.shift()) waiting.push(...this.#enter(step, here, found));
    const documents = isQuery ? this.queries : this.subscriptions;
    documents.push(...together(found).map((some) => `${isQuery ? "" : "subscription "}{ ${some.join(" ")} }`));
  }

  /** @returns where to go on */
  #enter({ text, type, depth, above }: Step, here: Set<string>, found: string[]): Step[] {
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    if (leaves.length > 0) found.push(above(leaves.map((field) => this.#asked(type, field)).join(" ")));
    this.#entered.add(type.name);
    return fields
      .filter((field) => !leaves.includes(field))
      .flatMap((field) => {
        const lead = this.#asked(type, field);
        return objectsOf(field.type).flatMap((below): Step[] => {
          const isPage = /Connection$|Edge$/.test(type.name);
          const next = depth + (isPage ? 0 : 1);
          const key = `${type.name}.${field.name}.${below.name}`;
          const isNew = !this.#entered.has(below.name);
          if (here.has(key) || next > FAR || (next > NEAR && !isNew)) return [];
          here.add(key);
          const on = isAbstractType(getNamedType(field.type)) ? `... on ${below.name} ` : "";
          const inside = (rest: string) => above(`${lead} { ${on === "" ? rest : `${on}{ ${rest} }`} }`);
          return [{ text: `${text}.${field.name}`, type: below, depth: next, above: inside }];
        });
      });
  }

  #asked(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
    const name = `${type.name}.${field.name}`;
    this.walked.add(name);
    const given = ARGUMENTS[name];
    const needs = field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
    if (needs && given === undefined)
      throw new Error(`${name} has an argument that must be given: add it to ARGUMENTS in schema-walk.ts`);
    return `${field.name}${given ?? ""}`;
  }
}

/** Fields that are asked twice with the same arguments are one; but where types differ, so do their fields of one name: those get names of their own. */
function together(found: readonly string[]): string[][] {
  const named = found.map((one) => one.includes("... on "));
  const typed = found.filter((_, i) => named[i]).map((one, i) => `way${i % TYPED_AT_ONCE}: ${one}`);
  const plain = found.filter((_, i) => !named[i]);
  return [...groupsOf(typed, TYPED_AT_ONCE), ...groupsOf(plain, AT_ONCE)];
}

function groupsOf(all: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

function objectsOf(type: GraphQLOutputType): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  if (isAbstractType(named)) return schema.getPossibleTypes(named);
  return isObjectType(named) ? [named] : [];
}
