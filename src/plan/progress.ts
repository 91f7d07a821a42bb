import type { ObservationRow } from "../observation/observation.reads.js";
import { daysBetween } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";
import { rounded } from "./exact.js";
import type { ProgressMethod } from "./plan-enums.js";
import { ProgressMeasure, ProgressStatus } from "./plan-enums.js";
import type { ProgressFacts } from "./progress-facts.js";
import type { ProgressRow } from "./progress-row.js";
import { factsOf } from "./progress-row.js";
import { coverageOf } from "./progress-told.js";
import type { ProgressType } from "./progress.type.js";
import type { Assessment } from "./progress.rules.js";
import { assess } from "./progress.rules.js";

const PERCENT_DECIMALS = 4;
const VALUE_DECIMALS = 6;
/** SDMX letters of values that are not final. */
const NOT_FINAL = new Set(["P", "E", "I", "V", "U"]);

/**
 * How one target stands, as the API gives it. Numbers become text when their field is selected: most answers want few of
 * them. With the row and the rule's outcome, from which the sentence is written.
 */
export class Progress implements ProgressType {
  readonly facts: ProgressFacts;
  readonly assessment: Assessment;
  #actual: ObservationRow | null | undefined;

  constructor(
    readonly row: ProgressRow,
    readonly on: LocalDate,
  ) {
    this.facts = factsOf(row);
    this.assessment = assess(this.facts, on);
  }

  get status(): ProgressStatus {
    return this.assessment.status;
  }

  get isMet(): boolean {
    return this.status === ProgressStatus.ACHIEVED;
  }

  get method(): ProgressMethod {
    return this.assessment.path.method;
  }

  /** Always the same object: what is selected below it is left on it. */
  get actual(): ObservationRow | null {
    if (this.#actual === undefined) this.#actual = this.assessment.measurement && observationOf(this.row);
    return this.#actual;
  }

  get actualValue(): string | null {
    return this.assessment.measurement?.value ?? null;
  }

  get measure(): ProgressMeasure {
    return this.facts.measure as ProgressMeasure;
  }

  get measuredUntil(): LocalDate | null {
    return this.assessment.measurement?.until ?? null;
  }

  get coverage(): string | null {
    return this.assessment.measurement && rounded(coverageOf(this.row), PERCENT_DECIMALS);
  }

  get isProvisional(): boolean {
    return this.assessment.measurement !== null && isProvisional(this.row);
  }

  get expected(): string | null {
    return rounded(this.assessment.expected, VALUE_DECIMALS);
  }

  get target(): string {
    return this.row.value;
  }

  get targetUpper(): string | null {
    return this.row.upperValue;
  }

  get baseline(): string | null {
    return this.facts.baseline?.value ?? null;
  }

  get baselineDate(): LocalDate | null {
    return this.facts.baseline?.date ?? null;
  }

  get achievement(): string | null {
    return rounded(this.assessment.achievement, PERCENT_DECIMALS);
  }

  get gapClosed(): string | null {
    return rounded(this.assessment.gapClosed, PERCENT_DECIMALS);
  }

  get pace(): string | null {
    return rounded(this.assessment.pace, PERCENT_DECIMALS);
  }

  get projected(): string | null {
    return rounded(this.assessment.projected, VALUE_DECIMALS);
  }

  get daysLeft(): number {
    return daysBetween(this.on, this.row.dueDate);
  }
}

export function progressOf(row: ProgressRow, on: LocalDate): Progress {
  return new Progress(row, on);
}

function isProvisional({ measure, status, totalIsProvisional }: ProgressRow): boolean {
  return measure === ProgressMeasure.YEAR_TO_DATE ? totalIsProvisional === true : NOT_FINAL.has(status!);
}

function observationOf(row: ProgressRow): ObservationRow {
  return {
    seriesId: row.seriesId!,
    periodStart: row.periodStart!,
    periodEnd: row.periodEnd!,
    publicationId: row.publicationId!,
    value: row.latestValue,
    status: row.status!,
    comment: row.comment,
    indicatorId: row.indicatorId!,
    areaId: row.areaId!,
    frequency: row.frequency!,
    startDay: row.startDay!,
  };
}
