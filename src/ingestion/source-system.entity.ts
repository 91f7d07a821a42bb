import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";
import { AgencyEntity } from "../agency/agency.entity.js";

/** A system or folder that data comes from, as its configuration says, with what its runs have reached. */
@Entity("source_system")
@Unique("source_system_code_key", ["code"])
@Index("source_system_agency_id_idx", ["agencyId"])
@Check("source_system_delivery_check", `delivery IN ('SNAPSHOT', 'DELTA')`)
@Check("source_system_provenance_check", `provenance IN ('DELIVERED', 'SAMPLE')`)
export class SourceSystemEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "source_system_pkey",
  })
  id!: number;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;

  /** The agency that answers for it. */
  @Column({ type: "integer", name: "agency_id" })
  agencyId!: number;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: "agency_id", foreignKeyConstraintName: "source_system_agency_id_fkey" })
  agency?: Relation<AgencyEntity>;

  /** Protocol and format, as in its configuration: HTTP_JSON, XLSX, ... */
  @Column({ type: "text", name: "kind" })
  kind!: string;

  /** URL or folder, without secrets. */
  @Column({ type: "text", name: "address" })
  address!: string;

  /** A snapshot says by absence what is withdrawn. */
  @Column({ type: "text", name: "delivery" })
  delivery!: "SNAPSHOT" | "DELTA";

  /** Real figures, or made-up ones, which never come into a series of real ones. */
  @Column({ type: "text", name: "provenance", default: "DELIVERED" })
  provenance!: "DELIVERED" | "SAMPLE";

  /** Cron expression in its time zone; null when it runs by hand only. */
  @Column({ type: "text", name: "schedule", nullable: true })
  schedule!: string | null;

  @Column({ type: "text", name: "time_zone" })
  timeZone!: string;

  /** False once its configuration is gone. */
  @Column({ type: "boolean", name: "active", default: true })
  active!: boolean;

  /** Last day of the window of its last good run; the next window begins before it, by the overlap. */
  @Column({ type: "date", name: "watermark", nullable: true })
  watermark!: string | null;

  /** When a run of it last ended well, whether or not something changed. */
  @Column({ type: "timestamptz", name: "published_at", nullable: true })
  publishedAt!: Date | null;
}
