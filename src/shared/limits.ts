/** What one request may ask for. The API tells them in `warehouse.limits`. */
export const LIMITS = Object.freeze({
  /** Largest `first` or `last` of a connection. */
  maxPageSize: 100,
  /** Most values in a list of a filter. */
  maxFilterValues: 250,
  /** Most indicators in one `timeSeries`. */
  maxTimeSeriesIndicators: 100,
  /** Deepest nesting of fields. */
  maxDepth: 10,
  /** Longest document, in lexical tokens. */
  maxTokens: 2_000,
  /** Most points that one operation of an anonymous caller may cost, unless it is set otherwise. */
  maxCost: 5_000,
  /** Points of each minute; nobody counts them unless it is set. */
  pointsPerMinute: null,
  /** Most bytes of a request's body. */
  maxBodyBytes: 100_000,
});
