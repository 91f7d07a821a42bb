import jsep from "jsep";
import { parseDecimal } from "../shared/decimal.js";
import { AppError } from "../shared/errors.js";
import { nfc } from "../shared/text.js";
import type { Expression, FunctionName, Operator } from "./expression.js";
import { FUNCTIONS, inputNames } from "./expression.js";

const LONGEST = 500;
const DEEPEST = 50;
const MOST_INPUTS = 20;
const MOST_DECIMALS = 20;
const OPERATORS: readonly string[] = ["+", "-", "*", "/"];

/**
 * Reads a formula: numbers, codes of indicators, + - * /, brackets, and a few functions. jsep reads the text; what it read is
 * taken over only if it is of this language, so that nothing of JavaScript is ever run.
 * @throws AppError BAD_USER_INPUT that says what is wrong and where
 */
export function parseExpression(text: string): Expression {
  const expression = nfc(text).trim();
  if (expression.length === 0) throw bad("is empty");
  if (expression.length > LONGEST) throw bad(`has ${expression.length} characters; at most ${LONGEST} are allowed`);
  const read = take(syntaxOf(expression), 1);
  const inputs = inputNames(read);
  if (inputs.length === 0) throw bad("names no indicator");
  if (inputs.length > MOST_INPUTS) throw bad(`names ${inputs.length} indicators; at most ${MOST_INPUTS} are allowed`);
  return read;
}

function syntaxOf(text: string): jsep.Expression {
  try {
    return jsep(text);
  } catch (error) {
    const { index, description } = error as { index?: number; description?: string };
    throw bad(`can't be read at character ${(index ?? 0) + 1}: ${description ?? "it is no formula"}`);
  }
}

function take(node: jsep.Expression, depth: number): Expression {
  if (depth > DEEPEST) throw bad(`is nested deeper than ${DEEPEST} levels`);
  const below = (inner: unknown) => take(inner as jsep.Expression, depth + 1);
  switch (node.type) {
    case "Literal":
      return takeLiteral(node);
    case "Identifier":
    case "MemberExpression":
      return { kind: "input", name: codeOf(node) };
    case "UnaryExpression":
      return takeSign(node["operator"], below(node["argument"]));
    case "BinaryExpression":
      return takeBinary(node["operator"], below(node["left"]), below(node["right"]));
    case "CallExpression":
      return takeCall(node["callee"] as jsep.Expression, (node["arguments"] as unknown[]).map(below));
    case "Compound":
      throw bad("lacks an operator between two of its parts");
    default:
      throw bad(`holds what is not of the language (${node.type})`);
  }
}

/** A code that is no word, such as "GDP-2010", stands between quotes. */
function takeLiteral(node: jsep.Expression): Expression {
  const { value, raw } = node as jsep.Literal;
  if (typeof value === "string" && value !== "") return { kind: "input", name: value };
  const number = typeof value === "number" ? parseDecimal(raw.startsWith(".") ? `0${raw}` : raw) : null;
  if (number === null) throw bad(`holds ${raw}, which is neither a number nor the code of an indicator`);
  return { kind: "number", text: number };
}

function codeOf(node: jsep.Expression): string {
  if (node.type === "Identifier") return node["name"] as string;
  // A code with dots, BUDGET.total.rev, reads like members of an object.
  if (node.type === "MemberExpression" && !node["computed"] && !node["optional"])
    return `${codeOf(node["object"] as jsep.Expression)}.${codeOf(node["property"] as jsep.Expression)}`;
  throw bad("holds brackets [] or a dot after something that is no code");
}

function takeSign(operator: unknown, of: Expression): Expression {
  if (operator === "-") return { kind: "negate", of };
  if (operator === "+") return of;
  throw bad(`holds the operator ${String(operator)}; there are + - * /`);
}

function takeBinary(operator: unknown, left: Expression, right: Expression): Expression {
  if (!OPERATORS.includes(operator as string)) throw bad(`holds the operator ${String(operator)}; there are + - * /`);
  return { kind: "binary", operator: operator as Operator, left, right };
}

function takeCall(callee: jsep.Expression, args: readonly Expression[]): Expression {
  const name = callee.type === "Identifier" ? (callee["name"] as string) : "";
  if (!Object.hasOwn(FUNCTIONS, name))
    throw bad(
      `calls ${name === "" ? "what is no function" : `${name}()`}; there are ${Object.keys(FUNCTIONS).join(", ")}`,
    );
  const [least, most] = FUNCTIONS[name as FunctionName];
  if (args.length < least || args.length > most)
    throw bad(`gives ${name}() ${args.length} arguments; it takes ${least === most ? least : `${least} to ${most}`}`);
  if (name === "round" && args[1] && !isPlaces(args[1]))
    throw bad(`gives round() decimals that are no number from 0 to ${MOST_DECIMALS}`);
  return { kind: "call", name: name as FunctionName, args };
}

function isPlaces(argument: Expression): boolean {
  return argument.kind === "number" && /^\d{1,2}$/.test(argument.text) && Number(argument.text) <= MOST_DECIMALS;
}

function bad(what: string): AppError {
  return new AppError("BAD_USER_INPUT", `The formula ${what}.`, { argument: "formula" });
}
