import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from "typeorm";
import type { Relation } from "typeorm";
import { AgencyEntity } from "../agency/agency.entity.js";
import { AreaEntity } from "../area/area.entity.js";
import { IndicatorEntity } from "../indicator/indicator.entity.js";
import { PublicationEntity } from "../publication/publication.entity.js";
import type { Frequency } from "../shared/frequency.js";
import { SourceSystemEntity } from "./source-system.entity.js";
import { SyncRunEntity } from "./sync-run.entity.js";

/**
 * A row that was not simply taken: refused, held back until somebody decides (its observation is kept beside it), or
 * published with a warning.
 */
@Entity("rejected_row")
@Index("rejected_row_run_id_idx", ["runId"])
@Index("rejected_row_last_run_id_idx", ["lastRunId"])
@Index("rejected_row_source_id_state_idx", ["sourceId", "state"])
@Index("rejected_row_agency_id_state_idx", ["agencyId", "state"])
@Index("rejected_row_series_key_period_start_idx", ["seriesKey", "periodStart"])
@Check("rejected_row_severity_check", `severity IN ('REJECT', 'QUARANTINE', 'WARN')`)
@Check("rejected_row_state_check", `state IN ('OPEN', 'RELEASED', 'DISMISSED')`)
@Check(
  "rejected_row_decided_check",
  `(decided_at IS NULL) = (state = 'OPEN') AND (decided_by IS NULL) = (state = 'OPEN')`,
)
@Check(
  "rejected_row_releasable_check",
  `severity = 'REJECT' OR num_nulls(series_key, indicator_id, area_id, frequency, breakdown, period_start, period_end, status) = 0`,
)
@Check("rejected_row_released_check", `state <> 'RELEASED' OR severity <> 'REJECT'`)
export class RejectedRowEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "rejected_row_pkey",
  })
  id!: number;

  /** The run that first brought it. */
  @Column({ type: "integer", name: "run_id" })
  runId!: number;

  @ManyToOne(() => SyncRunEntity, { onDelete: "CASCADE" })
  @JoinColumn({ name: "run_id", foreignKeyConstraintName: "rejected_row_run_id_fkey" })
  run?: Relation<SyncRunEntity>;

  /** The last run that brought the same again. */
  @Column({ type: "integer", name: "last_run_id" })
  lastRunId!: number;

  @ManyToOne(() => SyncRunEntity, { onDelete: "CASCADE" })
  @JoinColumn({ name: "last_run_id", foreignKeyConstraintName: "rejected_row_last_run_id_fkey" })
  lastRun?: Relation<SyncRunEntity>;

  @Column({ type: "integer", name: "source_id", nullable: true })
  sourceId!: number | null;

  @ManyToOne(() => SourceSystemEntity)
  @JoinColumn({ name: "source_id", foreignKeyConstraintName: "rejected_row_source_id_fkey" })
  source?: Relation<SourceSystemEntity> | null;

  /** Whose it is to look at: the indicator's agency, else the source's. */
  @Column({ type: "integer", name: "agency_id", nullable: true })
  agencyId!: number | null;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: "agency_id", foreignKeyConstraintName: "rejected_row_agency_id_fkey" })
  agency?: Relation<AgencyEntity> | null;

  /** Where it stood: `page 3, record 17`, `line 4`. */
  @Column({ type: "text", name: "place" })
  place!: string;

  /** The record as it came. */
  @Column({ type: "jsonb", name: "raw" })
  raw!: unknown;

  @Column({ type: "text", name: "severity" })
  severity!: "REJECT" | "QUARANTINE" | "WARN";

  @Column({ type: "text", name: "rule" })
  rule!: string;

  /** Name of the field or column in the source; null when the row as a whole is meant. */
  @Column({ type: "text", name: "field", nullable: true })
  field!: string | null;

  /** What stood there, cut to 200 characters. */
  @Column({ type: "text", name: "value", nullable: true })
  value!: string | null;

  @Column({ type: "text", name: "message_vi" })
  messageVi!: string;

  @Column({ type: "text", name: "message_en" })
  messageEn!: string;

  @Column({ type: "text", name: "state", default: "OPEN" })
  state!: "OPEN" | "RELEASED" | "DISMISSED";

  /** From here on the observation it would be; null where the record does not say so much. */
  @Column({ type: "text", name: "series_key", nullable: true })
  seriesKey!: string | null;

  @Column({ type: "integer", name: "indicator_id", nullable: true })
  indicatorId!: number | null;

  @ManyToOne(() => IndicatorEntity)
  @JoinColumn({ name: "indicator_id", foreignKeyConstraintName: "rejected_row_indicator_id_fkey" })
  indicator?: Relation<IndicatorEntity> | null;

  @Column({ type: "integer", name: "area_id", nullable: true })
  areaId!: number | null;

  @ManyToOne(() => AreaEntity)
  @JoinColumn({ name: "area_id", foreignKeyConstraintName: "rejected_row_area_id_fkey" })
  area?: Relation<AreaEntity> | null;

  @Column({ type: "text", name: "frequency", nullable: true })
  frequency!: Frequency | null;

  @Column({ type: "text", name: "breakdown", nullable: true })
  breakdown!: string | null;

  @Column({ type: "date", name: "period_start", nullable: true })
  periodStart!: string | null;

  @Column({ type: "date", name: "period_end", nullable: true })
  periodEnd!: string | null;

  /** Exact value of the observation; null also where its status means that there is none. */
  @Column({ type: "numeric", name: "number", nullable: true })
  number!: string | null;

  @Column({ type: "char", name: "status", nullable: true, length: 1 })
  status!: string | null;

  @Column({ type: "text", name: "comment", nullable: true })
  comment!: string | null;

  @Column({ type: "timestamptz", name: "decided_at", nullable: true })
  decidedAt!: Date | null;

  @Column({ type: "text", name: "decided_by", nullable: true })
  decidedBy!: string | null;

  /** The data version in which a released row was published. */
  @Column({ type: "integer", name: "publication_id", nullable: true })
  publicationId!: number | null;

  @ManyToOne(() => PublicationEntity)
  @JoinColumn({ name: "publication_id", foreignKeyConstraintName: "rejected_row_publication_id_fkey" })
  publication?: Relation<PublicationEntity> | null;
}
