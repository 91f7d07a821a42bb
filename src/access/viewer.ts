/** Who may read an indicator: anyone, any signed-in agency, or its own agency. */
export enum AccessClass {
  OPEN = "OPEN",
  SHARED = "SHARED",
  RESTRICTED = "RESTRICTED",
}

/** Who is asking. Anonymous callers are viewers too. */
export interface Viewer {
  /** Access classes of the indicators that this viewer may read, whoever owns them. */
  readonly classes: readonly AccessClass[];
}

export const anonymous: Viewer = Object.freeze({ classes: Object.freeze([AccessClass.OPEN]) });
