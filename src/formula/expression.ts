/** An expression that was read and found to be of the language. Nothing else is ever compiled. */
export type Expression =
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "input"; readonly name: string }
  | { readonly kind: "negate"; readonly of: Expression }
  | { readonly kind: "binary"; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "call"; readonly name: FunctionName; readonly args: readonly Expression[] };

export type Operator = "+" | "-" | "*" | "/";
export type FunctionName = keyof typeof FUNCTIONS;

/** The functions of the language, with the least and the most arguments. */
export const FUNCTIONS = {
  abs: [1, 1],
  round: [1, 2],
  min: [2, 10],
  max: [2, 10],
  ifMissing: [2, 2],
} as const satisfies Record<string, readonly [number, number]>;

/** The parts of an expression one level below. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "negate":
      return [expression.of];
    case "binary":
      return [expression.left, expression.right];
    case "call":
      return expression.args;
    default:
      return [];
  }
}

/** Names of the indicators that it reads, each once. */
export function inputNames(expression: Expression): string[] {
  if (expression.kind === "input") return [expression.name];
  return [...new Set(partsOf(expression).flatMap(inputNames))];
}

/** Names without which there is no result: what stands only before the comma of ifMissing may be absent. */
export function requiredNames(expression: Expression): string[] {
  if (expression.kind === "input") return [expression.name];
  const parts = partsOf(expression);
  const optional = expression.kind === "call" && expression.name === "ifMissing";
  return [...new Set((optional ? parts.slice(1) : parts).flatMap(requiredNames))];
}
