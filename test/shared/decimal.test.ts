import { describe, expect, it } from "vitest";
import { compareDecimal, parseDecimal } from "../../src/shared/decimal.js";

describe("a decimal is kept exactly as given", () => {
  it.each([
    ["1.50", "1.50"],
    ["0", "0"],
    ["-12.5", "-12.5"],
    ["78435522.87", "78435522.87"],
    ["0.00433333333333333331", "0.00433333333333333331"],
    ["12345678901234567890123456789012345678", "12345678901234567890123456789012345678"],
    ["007", "7"],
    ["-0", "0"],
    ["-0.00", "0.00"],
    ["+5", "5"],
    ["1e3", "1000"],
    ["1.5e1", "15"],
    ["1.500e2", "150.0"],
    ["1.5E-7", "0.00000015"],
    ["1e+21", "1000000000000000000000"],
    ["-2e-20", "-0.00000000000000000002"],
  ])("%s is %s", (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  it.each(["NaN", "Infinity", "1e999", "1e-21", "9".repeat(39), `0.${"1".repeat(21)}`, "1e9999999999"])(
    "%s is none",
    (text) => {
      expect(parseDecimal(text)).toBeNull();
    },
  );

  it.each(["", " 1", "1 ", "-", ".", ".5", "5.", "1.2.3", "1,5", "--1", "0x10", "1_000", "१", "1\n"])(
    "%j is none",
    (text) => {
      expect(parseDecimal(text)).toBeNull();
    },
  );
});

describe("decimals compare exactly", () => {
  it.each([
    ["1.5", "1.50", 0],
    ["9", "10", -1],
    ["-9", "-10", 1],
    ["-1", "1", -1],
    ["0", "0.00", 0],
    ["0.3", "0.29999999999999999999", 1],
    ["9007199254740993", "9007199254740992", 1],
    ["-0.5", "-0.49", -1],
  ] as const)("%s to %s is %i", (a, b, order) => {
    expect(compareDecimal(a, b)).toBe(order);
  });
});
