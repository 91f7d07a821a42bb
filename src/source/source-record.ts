/** One fact of a delivery in the warehouse's own codes, or the reason why it is none. */
export interface SourceRecord {
  /** Where it stands, for people: "page 3, record 17", "thu.xls, sheet Thu NS, row 12, column D". */
  readonly place: string;
  /** The record as the source sent it. */
  readonly raw: unknown;
  readonly indicator: string | null;
  readonly area: string | null;
  /** Canonical code: 2023, 2023-S1, 2023-Q3, 2023-09M, 2023-08, 2023-W35, 2023-08-30, 2020-01-01/P3Y. */
  readonly period: string | null;
  /** Letter of CL_FREQ, as it follows from the period. */
  readonly frequency: string | null;
  /** Dimension to code; a dimension that is not named is its total. */
  readonly breakdown: Readonly<Record<string, string>>;
  /** Exact decimal text; null where there is no value. */
  readonly value: string | null;
  /** Letter of CL_OBS_STATUS; null where the record is faulty before its status was read. */
  readonly status: string | null;
  readonly comment: string | null;
  /** The source says that this fact is withdrawn; there is no value then. */
  readonly withdrawn: boolean;
  /** Not null: the record must not be published, and says why. */
  readonly fault: RecordFault | null;
}

/** Rules that a single record may break; the rest of the delivery is not touched by it. */
export type RecordRule =
  | "RECORD_SHAPE"
  | "EXPRESSION"
  | "TEXT_ENCODING"
  | "REQUIRED"
  | "UNKNOWN_INDICATOR"
  | "UNKNOWN_AREA"
  | "UNKNOWN_PERIOD"
  | "UNKNOWN_BREAKDOWN"
  | "UNKNOWN_COMBINATION"
  | "UNKNOWN_UNIT"
  | "PERIOD_FORMAT"
  | "PERIOD_KIND"
  | "NUMBER_FORMAT"
  | "NUMBER_PARENTHESES"
  | "NUMBER_SIZE"
  | "STATUS_UNKNOWN"
  | "STATUS_VALUE";

export interface RecordFault {
  readonly rule: RecordRule;
  /** What the faulty text was to become: "value", "period", "breakdown SEX". */
  readonly field: string;
  /** The text as the source sent it, cut to 200 characters. */
  readonly value: string;
  readonly message: string;
}
