import { describe, expect, it } from "vitest";
import { compileExpression } from "../../src/formula/expression.compiler.js";
import { requiredNames } from "../../src/formula/expression.js";
import { parseExpression } from "../../src/formula/parse-expression.js";

const compiled = (text: string) => compileExpression(parseExpression(text), (name) => `<${name}>`);

describe("formulas", () => {
  it.each([
    ["A + B * 2", "(<A> + (<B> * 2::numeric))"],
    ["-(A - B)", "(- (<A> - <B>))"],
    ["A / B", "round(round(<A>, 20) / nullif(<B>, 0), 20)"],
    ["BUDGET.total.rev + 'GDP-2010'", "(<BUDGET.total.rev> + <GDP-2010>)"],
    ["chỉ_tiêu * 1e3", "(<chỉ_tiêu> * 1000::numeric)"],
    ["A * .5", "(<A> * 0.5::numeric)"],
    ["round(A, 2) + abs(B)", "(round(<A>, 2) + abs(<B>))"],
    ["ifMissing(A, 0)", "coalesce(<A>, 0::numeric)"],
    ["min(A, B)", "(SELECT CASE WHEN count(m.x) = count(*) THEN min(m.x) END FROM (VALUES (<A>), (<B>)) AS m (x))"],
  ])("%s", (text, sql) => expect(compiled(text)).toBe(sql));

  it.each([
    ["", "is empty"],
    ["1 + 2", "names no indicator"],
    ["A +", "can't be read"],
    ["A B", "lacks an operator"],
    ["A; B", "lacks an operator"],
    ["A > B", "holds the operator >"],
    ["A % B", "holds the operator %"],
    ["A ** B", "holds the operator **"],
    ["A ? B : C", "ConditionalExpression"],
    ["this", "ThisExpression"],
    ["A[0]", "holds brackets []"],
    ["A.constructor('x')", "calls what is no function"],
    ["eval(A)", "calls eval()"],
    ["constructor(A)", "calls constructor()"],
    ["(function(){})()", "can't be read"],
    ["[A, B]", "ArrayExpression"],
    ["A + true", "holds true"],
    ["!A", "holds the operator !"],
    ["abs(A, B)", "gives abs() 2 arguments; it takes 1"],
    ["round(A, B)", "gives round() decimals"],
    ["round(A, 99)", "gives round() decimals"],
    ["A + 1e999", "neither a number"],
    [`A${"+ A".repeat(200)}`, "at most 500"],
    [`${"(-".repeat(60)}A${")".repeat(60)}`, "nested deeper than 50"],
    [Array.from({ length: 21 }, (_, i) => `A${i}`).join("+"), "names 21 indicators"],
  ])("refuses %j", (text, message) => expect(() => parseExpression(text)).toThrow(message));

  it("requires what stands outside of ifMissing's first place", () => {
    expect(requiredNames(parseExpression("ifMissing(A, B) + ifMissing(C / D, 0) + D"))).toEqual(["B", "D"]);
  });
});
