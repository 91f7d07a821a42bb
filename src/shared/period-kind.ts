/** RANGE is anything between two dates: seasons, school years, pooled years. */
export enum PeriodKind {
  DAY = "DAY",
  WEEK = "WEEK",
  MONTH = "MONTH",
  QUARTER = "QUARTER",
  HALF = "HALF",
  NINE_MONTHS = "NINE_MONTHS",
  YEAR = "YEAR",
  RANGE = "RANGE",
}

/** Kind of a canonical code, told by its shape alone. Text from outside goes through parsePeriod first. */
export function kindOfCode(code: string): PeriodKind {
  switch (code.length) {
    case 4:
      return PeriodKind.YEAR;
    case 7:
      return kindOfSeven(code);
    case 8:
      return code[5] === "W" ? PeriodKind.WEEK : PeriodKind.NINE_MONTHS;
    case 10:
      return PeriodKind.DAY;
    default:
      return PeriodKind.RANGE;
  }
}

function kindOfSeven(code: string): PeriodKind {
  if (code[5] === "Q") return PeriodKind.QUARTER;
  return code[5] === "S" ? PeriodKind.HALF : PeriodKind.MONTH;
}
