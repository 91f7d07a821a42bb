import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/**
 * The current value of a series in a period.
 * No relation to the series: a statement trigger keeps that promise in bulk, where a foreign key checks row by row.
 */
@Entity("observation")
@Check("observation_period_check", `period_start <= period_end`)
@Check("observation_status_check", `status IN ('A', 'P', 'E', 'F', 'B', 'I', 'V', 'U', 'O', 'L', 'M', 'Q', 'H')`)
@Check("observation_value_check", `(value IS NULL) = (status IN ('O', 'L', 'M', 'Q', 'H'))`)
@Check("observation_number_check", `value > '-Infinity' AND value < 'Infinity'`)
export class ObservationEntity {
  @PrimaryColumn({ type: "integer", name: "series_id", primaryKeyConstraintName: "observation_pkey" })
  seriesId!: number;

  @PrimaryColumn({ type: "date", name: "period_start", primaryKeyConstraintName: "observation_pkey" })
  periodStart!: string;

  /** Last day of the period. */
  @Column({ type: "date", name: "period_end" })
  periodEnd!: string;

  @Column({ type: "integer", name: "publication_id" })
  publicationId!: number;

  @Column({ type: "numeric", name: "value", nullable: true })
  value!: string | null;

  /** Letter of the SDMX code list CL_OBS_STATUS. */
  @Column({ type: "char", length: 1, name: "status" })
  status!: string;

  @Column({ type: "text", name: "comment", nullable: true })
  comment!: string | null;
}
