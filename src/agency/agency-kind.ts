/** Under whom an agency stands. */
export enum AgencyKind {
  PROVINCIAL = "PROVINCIAL",
  CENTRAL = "CENTRAL",
}
