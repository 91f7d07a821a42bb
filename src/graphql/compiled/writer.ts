import type { GraphQLEnumType, GraphQLLeafType, GraphQLOutputType } from "graphql";
import { getNamedType, isAbstractType, isEnumType, isLeafType, isListType, isNonNullType } from "graphql";
import { addJson, addPlain, addQuoted, addText } from "./json-bytes.js";
import type { JsonOutput } from "./json-output.js";
import type { FieldPlan, LevelPlan } from "./plan.js";
import { computeOf } from "./plan.js";
import type { Run } from "./run.js";

/** Adds a run's data to an output. Throws where graphql-js would report an error: it must answer then. */
export type Writer = (run: Run, out: JsonOutput) => void;

/** Something that only graphql-js can tell the caller of. */
class NeedsReference extends Error {}

/**
 * Writes code that writes answers of one shape: field by field, without an object in between. The code holds names of the
 * schema and response keys, as JSON; everything else comes to it as a value.
 * DANGER: no text of a caller may come into it but by `JSON.stringify`.
 */
export function writerOf(root: LevelPlan): Writer {
  const code = new Code();
  const main = code.level(root);
  const names = [...code.values.keys()];
  const body = `"use strict";\n${code.functions.join("\n")}\nreturn (run, out) => ${main}(out, undefined, run);`;
  // oxlint-disable-next-line no-implied-eval
  return (new Function(...names, body) as (...values: unknown[]) => Writer)(...code.values.values());
}

class Code {
  readonly functions: string[] = [];
  readonly values = new Map<string, unknown>([
    ["plain", addPlain],
    ["quoted", addQuoted],
    ["text", addText],
    ["json", addJson],
    ["bail", bail],
  ]);
  #variables = 0;

  /** @returns the name of a function that adds one row of the level to an output. */
  level(level: LevelPlan): string {
    const name = `level${level.id}`;
    const lines = level.fields.map((field, i) => this.#field(level, field, i === 0));
    const number = level.loads ? `const n = run.order[${level.id}][run.at[${level.id}]++];` : "";
    const start = level.fields.length > 0 ? "" : constant("{");
    this.functions.push(
      `function ${name}(out, row, run) { ${number} let v; ${start}\n${lines.join("\n")}\n${constant("}")} }`,
    );
    return name;
  }

  #field(level: LevelPlan, field: FieldPlan, isFirst: boolean): string {
    const lead = `${isFirst ? "{" : ","}${JSON.stringify(field.responseKey)}:`;
    if (field.field.name === "__typename") return constant(`${lead}${JSON.stringify(level.type.name)}`);
    return `${constant(lead)} v = ${this.#valueOf(field)}; ${this.#goBelow(field)} ${this.#write(field.field.type, "v", field)}`;
  }

  #valueOf(field: FieldPlan): string {
    if (field.kind === "plain") return `row.${field.field.name}`;
    if (field.kind !== "computed") return `run.results[${field.slot}][n]`;
    const args = field.field.args.length > 0 ? this.#argumentsOf(field) : this.#value("args", {});
    return `${this.#value("compute", computeOf(field))}(row, ${args}, run.context)`;
  }

  #argumentsOf(field: FieldPlan): string {
    return field.args === null ? `run.argumentsFor(${this.#value("field", field)})` : this.#value("args", field.args);
  }

  /** The rows below begin where the loading of this row left them. */
  #goBelow({ below, loadsBelow }: FieldPlan): string {
    if (!loadsBelow) return "";
    const levels = [...below.values()].filter((level) => level.loads);
    return levels.map(({ id }) => `run.at[${id}] = run.starts[${id}][n];`).join(" ");
  }

  /** Statements that add a value of a type. */
  #write(type: GraphQLOutputType, value: string, field: FieldPlan): string {
    if (isNonNullType(type)) return `if (${value} == null) bail(); ${this.#present(type.ofType, value, field)}`;
    return `if (${value} == null) { ${constant("null")} } else { ${this.#present(type, value, field)} }`;
  }

  #present(type: GraphQLOutputType, value: string, field: FieldPlan): string {
    if (isListType(type)) return this.#list(type.ofType as GraphQLOutputType, value, field);
    if (isLeafType(type)) return this.#leaf(type, value);
    return `if (typeof ${value} !== "object" || ${value} instanceof Error) bail(); ${this.#object(value, field)}`;
  }

  #list(item: GraphQLOutputType, value: string, field: FieldPlan): string {
    const [i, each] = [this.#variable("i"), this.#variable("x")];
    return `if (!Array.isArray(${value})) bail(); ${constant("[")}
      for (let ${i} = 0; ${i} < ${value}.length; ${i}++) { if (${i} > 0) { ${constant(",")} } const ${each} = ${value}[${i}]; ${this.#write(item, each, field)} }
      ${constant("]")}`;
  }

  #object(value: string, { below, field }: FieldPlan): string {
    if (!isAbstractType(getNamedType(field.type))) return `${this.level([...below.values()][0]!)}(out, ${value}, run);`;
    const cases = [...below].map(
      ([name, level]) => `case ${JSON.stringify(name)}: ${this.level(level)}(out, ${value}, run); break;`,
    );
    return `switch (${value}.__typename) { ${cases.join(" ")} default: bail(); }`;
  }

  #leaf(type: GraphQLLeafType, value: string): string {
    const otherwise = `json(out, ${this.#value("other", serializerOf(type))}(${value}));`;
    if (isEnumType(type)) return `plain(out, ${this.#value("names", namesOf(type))}.get(${value}) ?? bail());`;
    if (type.name === "String" || type.name === "ID")
      return `if (typeof ${value} === "string") text(out, ${value}); else ${otherwise}`;
    if (type.name === "Int") return `if ((${value} | 0) === ${value}) plain(out, "" + ${value}); else ${otherwise}`;
    if (type.name === "Boolean")
      return `if (${value} === true) { ${constant("true")} } else if (${value} === false) { ${constant("false")} } else ${otherwise}`;
    if (type.name === "Float") return `if (Number.isFinite(${value})) plain(out, "" + ${value}); else ${otherwise}`;
    // What such a scalar lets through is ASCII with nothing to escape.
    if (type.extensions["plainText"])
      return `if (typeof ${value} === "string") quoted(out, ${value}); else ${otherwise}`;
    return otherwise;
  }

  #value(kind: string, value: unknown): string {
    const name = `${kind}_${this.values.size}`;
    this.values.set(name, value);
    return name;
  }

  #variable(kind: string): string {
    return `${kind}${this.#variables++}`;
  }
}

/** Statements that add a known text of ASCII. Byte by byte: as a text it would be read again for every row. */
function constant(text: string): string {
  const stores = Array.from(text, (letter, i) => `out.bytes[at + ${i}] = ${letter.charCodeAt(0)};`);
  return `out.room(${text.length}); { const at = out.at; ${stores.join(" ")} out.at = at + ${text.length}; }`;
}

function bail(): never {
  throw new NeedsReference();
}

function namesOf(type: GraphQLEnumType): ReadonlyMap<unknown, string> {
  return new Map(type.getValues().map(({ name, value }) => [value as unknown, `"${name}"`]));
}

function serializerOf(type: GraphQLLeafType): (value: unknown) => string {
  return (value) => {
    const serialized: unknown = type.serialize(value);
    return serialized == null ? bail() : (JSON.stringify(serialized) ?? bail());
  };
}
