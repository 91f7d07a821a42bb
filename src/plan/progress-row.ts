import type { Frequency } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import type { DatedValue, ProgressFacts } from "./progress-facts.js";

/** A target with what was measured for it, as one statement reads it, whole or in parts. What comes from an indicator is null without one. */
export interface ProgressRow {
  readonly id: number;
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string | null;
  readonly planId: number;
  readonly pillarId: number;
  readonly pillarNameVi: string;
  readonly pillarNameEn: string | null;
  readonly pillarPosition: number;
  readonly agencyId: number | null;
  readonly agencyCode: string | null;
  readonly lineage: string;
  readonly comparator: ProgressFacts["comparator"];
  readonly value: string;
  readonly upperValue: string | null;
  readonly dueDate: LocalDate;
  readonly planYear: number;
  readonly symbolVi: string;
  readonly symbolEn: string;
  readonly points: readonly (DatedValue & { readonly kind: "BASELINE" | "MILESTONE" })[] | null;

  readonly indicatorId: number | null;
  readonly decimals: number | null;
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly startDay: number | null;
  readonly seriesId: number | null;
  readonly areaId: number | null;
  readonly frequency: Frequency | null;
  readonly seriesProvenance: string | null;
  readonly measure: ProgressFacts["measure"] | null;
  readonly totalsSince: LocalDate | null;

  /** The newest observation that counts. */
  readonly periodStart: LocalDate | null;
  readonly periodEnd: LocalDate | null;
  readonly latestValue: string | null;
  readonly status: string | null;
  readonly comment: string | null;
  readonly publicationId: number | null;

  /** Sum of the year so far, where that is compared. */
  readonly total: string | null;
  readonly totalDays: number | null;
  readonly totalIsProvisional: boolean | null;
}

/** What the rule of progress looks at. */
export function factsOf(row: ProgressRow): ProgressFacts {
  const points = row.points ?? [];
  const value = row.measure === "YEAR_TO_DATE" ? row.total : row.latestValue;
  return {
    comparator: row.comparator,
    value: row.value,
    upperValue: row.upperValue,
    dueDate: row.dueDate,
    planYear: row.planYear,
    baseline: points.find(({ kind }) => kind === "BASELINE") ?? null,
    milestones: points.filter(({ kind }) => kind === "MILESTONE"),
    measure: row.measure ?? "LATEST_VALUE",
    startDay: row.startDay ?? 1,
    hasIndicator: row.indicatorId !== null,
    measurement: value === null || row.periodEnd === null ? null : { value, until: row.periodEnd },
    minimum: row.minimum,
    maximum: row.maximum,
  };
}
