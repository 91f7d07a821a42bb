import { describe, expect, it } from "vitest";
import { exactNumber, exactText, minus, plus, quotient, times } from "../../src/shared/exact-number.js";
import { rootOfQuotient } from "../../src/shared/exact-root.js";

const of =
  (write: (a: ReturnType<typeof exactNumber>, b: ReturnType<typeof exactNumber>) => unknown) =>
  (a: string, b: string) =>
    exactText(write(exactNumber(a), exactNumber(b)) as ReturnType<typeof exactNumber>);

describe("sums, differences and products", () => {
  it.each([
    ["1.50", "2.5", "4.00"],
    ["0.1", "0.2", "0.3"],
    ["-0.05", "0.05", "0.00"],
    [
      "99999999999999999999999999999999999999",
      "0.00000000000000000001",
      "99999999999999999999999999999999999999.00000000000000000001",
    ],
  ])("%s + %s is %s, with the decimals of the most exact one", (a, b, sum) => {
    expect(of(plus)(a, b)).toBe(sum);
  });

  it("keep their sign and their zeros", () => {
    expect(of(minus)("1", "1.25")).toBe("-0.25");
    expect(of(times)("-1.20", "0.5")).toBe("-0.600");
  });
});

describe("a quotient", () => {
  it.each([
    ["1", "4", "0.25"],
    ["10", "5", "2"],
    ["1000", "10", "100"],
    ["2", "3", "0.66666666666666666667"],
    ["-2", "3", "-0.66666666666666666667"],
    ["1", "3000", "0.00033333333333333333333"],
    ["0", "7", "0"],
    ["0.000", "-7", "0"],
    ["1234567890123456789012345", "2", "617283945061728394506172"],
    ["1234567890123456789012347", "2", "617283945061728394506174"],
    ["100000000000000000001", "1000000000000000000", "100"],
    ["10000000000000000000.5", "1", "10000000000000000000"],
    ["10000000000000000001.5", "1", "10000000000000000002"],
    ["0.99999999999999999999999", "1", "1"],
  ])("%s / %s is %s: 20 digits, half to even, never within the whole part", (a, b, result) => {
    expect(of(quotient)(a, b)).toBe(result);
  });
});

describe("a root", () => {
  it.each([
    ["4", "1", "2"],
    ["2", "1", "1.4142135623730950488"],
    ["1", "3", "0.57735026918962576451"],
    ["0.0001", "1", "0.01"],
    ["0.00000002", "1", "0.00014142135623730950488"],
    ["0", "5", "0"],
    ["152415787532388367501905199875019052100", "1", "12345678901234567890"],
  ])("of %s / %s is %s", (a, b, result) => {
    expect(of(rootOfQuotient)(a, b)).toBe(result);
  });
});
