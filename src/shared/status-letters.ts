/** Names and letters of the SDMX code list CL_OBS_STATUS, as the warehouse uses it. */
export const STATUS_LETTERS = {
  NORMAL: "A",
  PROVISIONAL: "P",
  ESTIMATED: "E",
  FORECAST: "F",
  BREAK: "B",
  IMPUTED: "I",
  UNVALIDATED: "V",
  LOW_RELIABILITY: "U",
  MISSING: "O",
  NOT_COLLECTED: "L",
  NOT_APPLICABLE: "M",
  SUPPRESSED: "Q",
  HOLIDAY: "H",
} as const;

export type StatusName = keyof typeof STATUS_LETTERS;
