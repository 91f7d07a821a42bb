import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/**
 * A value that stood in the publications [fromPublication, toPublication) and was then revised or withdrawn. Versions of one
 * value never overlap: a trigger sees to it.
 */
@Entity("observation_history")
@Check("observation_history_period_check", `period_start <= period_end`)
@Check("observation_history_publications_check", `from_publication < to_publication`)
@Check(
  "observation_history_status_check",
  `status IN ('A', 'P', 'E', 'F', 'B', 'I', 'V', 'U', 'O', 'L', 'M', 'Q', 'H')`,
)
@Check("observation_history_value_check", `(value IS NULL) = (status IN ('O', 'L', 'M', 'Q', 'H'))`)
@Check("observation_history_number_check", `value > '-Infinity' AND value < 'Infinity'`)
@Check("observation_history_reason_check", `reason IN ('REVISED', 'WITHDRAWN')`)
export class ObservationHistoryEntity {
  @PrimaryColumn({ type: "integer", name: "series_id", primaryKeyConstraintName: "observation_history_pkey" })
  seriesId!: number;

  @PrimaryColumn({ type: "date", name: "period_start", primaryKeyConstraintName: "observation_history_pkey" })
  periodStart!: string;

  /** Last day of the period. */
  @Column({ type: "date", name: "period_end" })
  periodEnd!: string;

  @PrimaryColumn({ type: "integer", name: "from_publication", primaryKeyConstraintName: "observation_history_pkey" })
  fromPublication!: number;

  @Column({ type: "integer", name: "to_publication" })
  toPublication!: number;

  @Column({ type: "numeric", name: "value", nullable: true })
  value!: string | null;

  /** Letter of the SDMX code list CL_OBS_STATUS. */
  @Column({ type: "char", length: 1, name: "status" })
  status!: string;

  @Column({ type: "text", name: "reason" })
  reason!: "REVISED" | "WITHDRAWN";

  @Column({ type: "text", name: "comment", nullable: true })
  comment!: string | null;
}
