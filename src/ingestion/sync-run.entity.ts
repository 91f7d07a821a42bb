import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from "typeorm";
import type { Relation } from "typeorm";
import { SourceSystemEntity } from "./source-system.entity.js";

/** One attempt to bring a source's delivery or a file into the warehouse. Counts are of rows; withdrawn ones are no received ones. */
@Entity("sync_run")
@Index("sync_run_source_id_started_at_idx", ["sourceId", "startedAt"])
@Index("sync_run_started_at_idx", ["startedAt"])
@Check("sync_run_cause_check", `cause IN ('SCHEDULE', 'CATCH_UP', 'MANUAL', 'IMPORT', 'RELEASE')`)
@Check("sync_run_state_check", `state IN ('RUNNING', 'PUBLISHED', 'UNCHANGED', 'FAILED', 'INTERRUPTED')`)
@Check("sync_run_ended_check", `(ended_at IS NULL) = (state = 'RUNNING')`)
@Check("sync_run_error_check", `(error_code IS NULL) = (state NOT IN ('FAILED', 'INTERRUPTED'))`)
@Check("sync_run_window_check", `window_from <= window_to`)
@Check(
  "sync_run_sum_check",
  `state NOT IN ('PUBLISHED', 'UNCHANGED') OR received = created + updated + unchanged + rejected + quarantined`,
)
export class SyncRunEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "sync_run_pkey",
  })
  id!: number;

  /** Null for a file that was imported by hand, and for released rows of one. */
  @Column({ type: "integer", name: "source_id", nullable: true })
  sourceId!: number | null;

  @ManyToOne(() => SourceSystemEntity)
  @JoinColumn({ name: "source_id", foreignKeyConstraintName: "sync_run_source_id_fkey" })
  source?: Relation<SourceSystemEntity> | null;

  /** What it brings: `sync lris`, `import budget.csv`. */
  @Column({ type: "text", name: "origin" })
  origin!: string;

  @Column({ type: "text", name: "cause" })
  cause!: "SCHEDULE" | "CATCH_UP" | "MANUAL" | "IMPORT" | "RELEASE";

  /** 1, and one more for each retry of the same job. */
  @Column({ type: "integer", name: "attempt", default: 1 })
  attempt!: number;

  @Column({ type: "text", name: "state" })
  state!: "RUNNING" | "PUBLISHED" | "UNCHANGED" | "FAILED" | "INTERRUPTED";

  /** First day that was asked for; null without a window. */
  @Column({ type: "date", name: "window_from", nullable: true })
  windowFrom!: string | null;

  /** Last day that was asked for. */
  @Column({ type: "date", name: "window_to", nullable: true })
  windowTo!: string | null;

  @Column({ type: "timestamptz", name: "started_at", default: () => "now()" })
  startedAt!: Date;

  @Column({ type: "timestamptz", name: "ended_at", nullable: true })
  endedAt!: Date | null;

  @Column({ type: "integer", name: "pages", default: 0 })
  pages!: number;

  /** Size of all payloads as they came. */
  @Column({ type: "bigint", name: "bytes", default: 0 })
  bytes!: string;

  /** received = created + updated + unchanged + rejected + quarantined. */
  @Column({ type: "integer", name: "received", default: 0 })
  received!: number;

  @Column({ type: "integer", name: "created", default: 0 })
  created!: number;

  @Column({ type: "integer", name: "updated", default: 0 })
  updated!: number;

  @Column({ type: "integer", name: "unchanged", default: 0 })
  unchanged!: number;

  @Column({ type: "integer", name: "rejected", default: 0 })
  rejected!: number;

  @Column({ type: "integer", name: "quarantined", default: 0 })
  quarantined!: number;

  /** Of the rows published or unchanged, those flagged UNVALIDATED. */
  @Column({ type: "integer", name: "warned", default: 0 })
  warned!: number;

  /** Observations that a snapshot no longer holds. */
  @Column({ type: "integer", name: "withdrawn", default: 0 })
  withdrawn!: number;

  /** Rows by rule. */
  @Column({ type: "jsonb", name: "problems", default: {} })
  problems!: Readonly<Record<string, number>>;

  /** Data version when it took its turn to publish. */
  @Column({ type: "integer", name: "version_before", nullable: true })
  versionBefore!: number | null;

  /** The version it made; the one before when nothing changed. */
  @Column({ type: "integer", name: "version_after", nullable: true })
  versionAfter!: number | null;

  @Column({ type: "text", name: "error_code", nullable: true })
  errorCode!: string | null;

  /** One line, without secrets. */
  @Column({ type: "text", name: "error_message", nullable: true })
  errorMessage!: string | null;
}
