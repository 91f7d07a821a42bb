/** Kho's statuses are words, the tables hold their letters (SDMX). */
const LETTERS = { NORMAL: "A", PROVISIONAL: "P", ESTIMATED: "E", MISSING: "O" };

export const letterOf = (status) => LETTERS[status] ?? status;

/** An observation as it is compared: start, value, status; nulls when there is none. */
export function observationRow(observation) {
  if (!observation) return [null, null, null];
  const { period, start, periodStart, value, status } = observation;
  // Kho names a month by its code, the others by its first day.
  const day = periodStart ?? start ?? period?.start ?? `${period}-01`;
  return [day, value, letterOf(status)];
}

/** The latest observation, which a series holds. */
export function latestOf(series) {
  return series?.latestStart
    ? { periodStart: series.latestStart, value: series.lastValue, status: series.lastStatus }
    : null;
}

/** Columns as rows. */
export function columnRows({ starts, values, statuses }) {
  return starts.map((start, i) => observationRow({ start, value: values[i], status: statuses[i] }));
}

/** The same numbers evenly spread over a list: variables for many requests, so that nobody answers from one hot row. */
export function spread(list, count) {
  return Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)]);
}

export const POOL = 24;
