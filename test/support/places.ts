import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  isScalarType,
} from "graphql";

export interface Place {
  /** Such as `filter.codes[]`. */
  readonly path: string;
  readonly kind: "text" | "number";
  /** The value of the argument that has something hostile at this place. */
  readonly put: (value: unknown) => unknown;
}

/** Every place below an argument where a string or a number may stand. */
export function places(type: GraphQLInputType, depth = 0): Place[] {
  if (isNonNullType(type)) return places(type.ofType, depth);
  if (isListType(type))
    return places(type.ofType, depth).map(({ path, kind, put }) => ({
      path: `${path}[]`,
      kind,
      put: (value) => [put(value)],
    }));
  if (isScalarType(type) && type.name === "Boolean") return [];
  if (isScalarType(type)) return [{ path: "", kind: type.name === "Int" ? "number" : "text", put: (value) => value }];
  if (!isInputObjectType(type) || depth > 2) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    places(field.type, depth + 1).map(({ path, kind, put }): Place => ({
      path: `.${field.name}${path}`,
      kind,
      put: (value) => ({ ...required(type), [field.name]: put(value) }),
    })),
  );
}

/** What an input must hold beside the field that is tried. */
const REQUIRED: Readonly<Record<string, object>> = {
  BreakdownFilter: { dimension: "SEX", codes: ["F"] },
  CollapseInput: { to: "YEARLY", method: "SUM" },
  CreateApiClientInput: { name: "hostile", role: "READER" },
  DecideRejectedRowsInput: { ids: ["1"] },
  RevokeApiClientInput: { clientId: "aaaaaaaaaaaa" },
  RotateApiClientInput: { clientId: "aaaaaaaaaaaa" },
  SetIndicatorAccessInput: { code: "none", access: "OPEN" },
  SetSeriesAccessInput: { key: "none" },
};

function required(type: GraphQLInputObjectType): object {
  const needs = Object.values(type.getFields()).some(isRequiredInputField);
  if (needs && !REQUIRED[type.name]) throw new Error(`Nobody has said what ${type.name} must hold: add it to REQUIRED`);
  return REQUIRED[type.name] ?? {};
}
