import { describe, expect, it } from "vitest";
import type { GraphQLField } from "graphql";
import {
  buildSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isListType,
  isObjectType,
  parse,
} from "graphql";
import { schemaText } from "../src/app.js";
import { costOf } from "../src/graphql/cost/operation-cost.js";
import { FULLEST_PAGES, LISTS, ROW_WEIGHTS, USUAL_PAGES, WORK } from "../src/graphql/cost/weights.js";

type Named = readonly [string, GraphQLField<unknown, unknown>];

const SDL = buildSchema(schemaText());

describe("the table of weights", () => {
  const fields = Object.values(SDL.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith("__"))
    .flatMap((type) => Object.values(type.getFields()).map((field): Named => [`${type.name}.${field.name}`, field]));

  it("has a line for every list", () => {
    const ofTheFieldAbove = /\.(nodes|edges|userErrors)$|^TimeSeries\.points$/;
    const unknown = fields.filter(([key, { type }]) => {
      const named = getNamedType(type);
      if (named.name.endsWith("Connection")) return !(named.name in USUAL_PAGES);
      const isList = isListType(getNullableType(type)) && isCompositeType(named);
      return isList && !(key in LISTS) && (key === "Query.nodes" || !ofTheFieldAbove.test(key));
    });
    expect(unknown.map(([key]) => key)).toEqual([]);
  });

  it("names nothing that the schema does not have", () => {
    const known = new Set(fields.map(([key]) => key));
    const named = [...Object.keys(LISTS), ...Object.keys(WORK), ...Object.keys(FULLEST_PAGES)];
    expect(named.filter((key) => !known.has(key))).toEqual([]);
    expect([...Object.keys(USUAL_PAGES), ...Object.keys(ROW_WEIGHTS)].filter((type) => !SDL.getType(type))).toEqual([]);
  });

  it("counts every field of a long document", () => {
    const document = parse(
      `{ ${Array.from({ length: 2_400 }, (_, i) => `a${i}: agency(code: "x") { code }`).join(" ")} }`,
    );
    const { points } = costOf(SDL, document, getOperationAST(document)!, {});
    expect(points).toBe(2_400);
  });
});
