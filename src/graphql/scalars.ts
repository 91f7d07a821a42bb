import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import type { ValueNode } from "graphql";
import { GraphQLDateTimeISO } from "graphql-scalars";
import type { BuildSchemaOptions } from "type-graphql";
import { parseDecimal } from "../shared/decimal.js";
import { AppError } from "../shared/errors.js";
import { parseLocalDate } from "../shared/local-date.js";
import { parsePeriod } from "../shared/period-code.js";

/** A string scalar that is checked on the way in and passes unchanged on the way out. */
function textScalar(
  name: string,
  description: string,
  parse: (text: string) => string,
): GraphQLScalarType<string, string> {
  const parseValue = (value: unknown): string => {
    if (typeof value !== "string" && typeof value !== "number")
      throw new GraphQLError(`${name} takes a string, not ${typeof value}.`);
    return parse(String(value));
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => value as string,
    // Compiled operations write it between quotes as it is.
    extensions: { plainText: true },
    parseValue,
    // A literal keeps its digits: 1234567890.123456789 never becomes a float on the way.
    parseLiteral: (node: ValueNode) => {
      if (node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT) return parse(node.value);
      throw new GraphQLError(`${name} takes a string.`, { nodes: node });
    },
  });
}

export const DecimalScalar = textScalar(
  "Decimal",
  'An exact decimal number, as a string such as "78435522.87". Input may be a string or a number, up to 38 digits before and 20 after the point; NaN and infinities are refused.',
  (text) => {
    const decimal = parseDecimal(text);
    if (decimal === null) throw new AppError("BAD_USER_INPUT", `“${text.slice(0, 60)}” is not a decimal number.`);
    return decimal;
  },
);

export const LocalDateScalar = textScalar("LocalDate", "A calendar day without time zone, YYYY-MM-DD.", parseLocalDate);

export const PeriodScalar = textScalar(
  "Period",
  "A reporting period by its SDMX code: 2023, 2023-S1, 2023-Q3, 2023-09M (nine months), 2023-08, 2023-W35, 2023-08-30, or a range 2020-01-01/P3Y. Other unambiguous spellings are accepted on input: 202308, 2023M8, 8/2023, Quý III/2023.",
  (text) => parsePeriod(text).code,
);

export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  parseValue: GraphQLDateTimeISO.parseValue,
  parseLiteral: GraphQLDateTimeISO.parseLiteral,
  description: "A moment, ISO 8601 with offset, for example 2023-08-30T23:00:00.000Z.",
  serialize: (value) => (value as Date).toISOString(),
});

export const scalarsMap: NonNullable<BuildSchemaOptions["scalarsMap"]> = [{ type: Date, scalar: DateTimeScalar }];
