import { registerEnumType } from "type-graphql";
import { PeriodKind } from "../shared/period-kind.js";
import { RelativePeriod } from "../shared/relative-period.js";

/** Letters of the SDMX code list CL_OBS_STATUS. */
export enum ObservationStatus {
  NORMAL = "A",
  PROVISIONAL = "P",
  ESTIMATED = "E",
  FORECAST = "F",
  BREAK = "B",
  IMPUTED = "I",
  UNVALIDATED = "V",
  LOW_RELIABILITY = "U",
  MISSING = "O",
  NOT_COLLECTED = "L",
  NOT_APPLICABLE = "M",
  SUPPRESSED = "Q",
  HOLIDAY = "H",
}

/** Where the figures of a series come from. */
export enum Provenance {
  PUBLISHED = "PUBLISHED",
  SAMPLE = "SAMPLE",
  DELIVERED = "DELIVERED",
}

/** What to do about periods without an observation. */
export enum Fill {
  NONE = "NONE",
  NULLS = "NULLS",
}

registerEnumType(ObservationStatus, {
  name: "ObservationStatus",
  description: "What a value is worth, or why there is none (SDMX CL_OBS_STATUS, its letter in brackets).",
  valuesConfig: {
    NORMAL: { description: "Official value (A)." },
    PROVISIONAL: { description: "Provisional value, sơ bộ (P)." },
    ESTIMATED: { description: "Estimated value, ước tính (E)." },
    FORECAST: { description: "Forecast (F)." },
    BREAK: { description: "Break in the series: not comparable with earlier values (B)." },
    IMPUTED: { description: "Imputed value (I)." },
    UNVALIDATED: { description: "Published, but a rule raised a doubt about it (V)." },
    LOW_RELIABILITY: { description: "Value of low reliability (U)." },
    MISSING: { description: "No value, for an unknown reason (O)." },
    NOT_COLLECTED: { description: "No value: it was not collected (L)." },
    NOT_APPLICABLE: { description: "No value: it can't exist (M)." },
    SUPPRESSED: { description: "No value: it is withheld (Q)." },
    HOLIDAY: { description: "No value: a holiday (H)." },
  },
});
registerEnumType(Provenance, {
  name: "Provenance",
  description: "Where the figures of a series or target come from.",
  valuesConfig: {
    PUBLISHED: { description: "Published by an authority; `citation` says where." },
    SAMPLE: { description: "A sample made up for demonstration. Not a fact." },
    DELIVERED: { description: "Delivered to this warehouse by a source or a file." },
  },
});
registerEnumType(Fill, {
  name: "Fill",
  description: "What to do about periods without an observation.",
  valuesConfig: {
    NONE: { description: "Leave them out." },
    NULLS: {
      description:
        "Put a point with a null value and a status that explains it: MISSING between observations, NOT_COLLECTED before the first and after the last one.",
    },
  },
});
registerEnumType(PeriodKind, {
  name: "PeriodKind",
  description: "Kinds of reporting periods.",
  valuesConfig: {
    DAY: { description: "One day." },
    WEEK: { description: "An ISO week." },
    MONTH: { description: "A month of the reporting calendar." },
    QUARTER: { description: "A quarter of the reporting calendar." },
    HALF: { description: "A half-year of the reporting calendar." },
    NINE_MONTHS: { description: "The first nine months of a year." },
    YEAR: { description: "A year of the reporting calendar." },
    RANGE: { description: "Anything between two dates: seasons, school years, pooled years." },
  },
});
registerEnumType(RelativePeriod, {
  name: "RelativePeriod",
  description: "Periods told from a day. “This” holds the day; “last” is complete and leaves it out.",
  valuesConfig: {
    LATEST: { description: "The last period of each series that has a value." },
    TODAY: { description: "The day itself." },
    YESTERDAY: { description: "The day before." },
    THIS_MONTH: { description: "The month that holds the day." },
    LAST_MONTH: { description: "The month before it." },
    THIS_QUARTER: { description: "The quarter that holds the day." },
    LAST_QUARTER: { description: "The quarter before it." },
    THIS_YEAR: { description: "The year that holds the day." },
    LAST_YEAR: { description: "The year before it." },
    YEAR_TO_DATE: { description: "From the first day of the year to the day." },
    LAST_7_DAYS: { description: "The 7 days before the day." },
    LAST_30_DAYS: { description: "The 30 days before the day." },
    LAST_12_MONTHS: { description: "The 12 months before the one that holds the day." },
    LAST_4_QUARTERS: { description: "The 4 quarters before the one that holds the day." },
    LAST_5_YEARS: { description: "The 5 years before the one that holds the day." },
    LAST_10_YEARS: { description: "The 10 years before the one that holds the day." },
  },
});
