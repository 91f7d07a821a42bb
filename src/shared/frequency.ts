import { PeriodKind } from "./period-kind.js";

/** Letters of the SDMX code list CL_FREQ. OTHER holds what has no regular step: ranges and nine-month cumulations. */
export enum Frequency {
  DAILY = "D",
  WEEKLY = "W",
  MONTHLY = "M",
  QUARTERLY = "Q",
  HALF_YEARLY = "S",
  YEARLY = "A",
  OTHER = "R",
}

const FREQUENCY_OF_KIND: Readonly<Record<PeriodKind, Frequency>> = {
  [PeriodKind.DAY]: Frequency.DAILY,
  [PeriodKind.WEEK]: Frequency.WEEKLY,
  [PeriodKind.MONTH]: Frequency.MONTHLY,
  [PeriodKind.QUARTER]: Frequency.QUARTERLY,
  [PeriodKind.HALF]: Frequency.HALF_YEARLY,
  [PeriodKind.YEAR]: Frequency.YEARLY,
  [PeriodKind.NINE_MONTHS]: Frequency.OTHER,
  [PeriodKind.RANGE]: Frequency.OTHER,
};

const KIND_OF_FREQUENCY: Readonly<Record<Frequency, PeriodKind | null>> = {
  [Frequency.DAILY]: PeriodKind.DAY,
  [Frequency.WEEKLY]: PeriodKind.WEEK,
  [Frequency.MONTHLY]: PeriodKind.MONTH,
  [Frequency.QUARTERLY]: PeriodKind.QUARTER,
  [Frequency.HALF_YEARLY]: PeriodKind.HALF,
  [Frequency.YEARLY]: PeriodKind.YEAR,
  [Frequency.OTHER]: null,
};

/** The frequency of the series in which periods of this kind are observed. */
export function frequencyOfKind(kind: PeriodKind): Frequency {
  return FREQUENCY_OF_KIND[kind];
}

/** The kind of a series' periods; null for OTHER, which mixes NINE_MONTHS and RANGE. */
export function kindOfFrequency(frequency: Frequency): PeriodKind | null {
  return KIND_OF_FREQUENCY[frequency];
}
