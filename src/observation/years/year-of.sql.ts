/**
 * The year of the reporting calendar in which a day lies that begins or ends a period. Months of a calendar that begins on day d are those
 * of their last day, so only days in the last, cut month belong to the next year. `date_part` is quicker than `extract`, which
 * makes a numeric for every row.
 */
export const yearOf = (day: string): string => `
  (date_part('year', ${day})::int + CASE
    WHEN rc.start_day > 1 AND date_part('month', ${day}) = 12 AND date_part('day', ${day}) >= rc.start_day THEN 1
    ELSE 0 END)`;

/** The year in which the period of `observation o` lies, beside `series s` and `reporting_calendar rc`: weeks by their ISO year. */
export const YEAR_OF_PERIOD = `
  CASE WHEN s.frequency = 'W' THEN date_part('isoyear', o.period_start)::int ELSE ${yearOf("o.period_end")} END`;

/** Of `series s`: has a year several whole periods of its frequency? Then it has yearly totals. */
export const HAS_YEARS = "s.frequency IN ('D', 'M', 'Q')";
