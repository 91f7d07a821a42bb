import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";

/** Who did what, from where, and how it ended. Names no row of another table, so that it outlives them. */
@Entity("audit_entry")
@Index("audit_entry_at_idx", ["at"])
@Index("audit_entry_actor_id_idx", ["actorId"])
@Check("audit_entry_kind_check", `kind IN ('SIGN_IN', 'READ', 'WRITE', 'ADMINISTRATION')`)
@Check("audit_entry_outcome_check", `outcome IN ('DONE', 'REFUSED', 'FAILED')`)
export class AuditEntryEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "bigint",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "audit_entry_pkey",
  })
  id!: string;

  @Column({ type: "timestamptz", name: "at", default: () => "now()" })
  at!: Date;

  @Column({ type: "text", name: "kind" })
  kind!: string;

  @Column({ type: "text", name: "action" })
  action!: string;

  @Column({ type: "text", name: "outcome" })
  outcome!: string;

  @Column({ type: "text", name: "actor_kind" })
  actorKind!: string;

  @Column({ type: "text", name: "actor_id", nullable: true })
  actorId!: string | null;

  @Column({ type: "text", name: "actor_name", nullable: true })
  actorName!: string | null;

  @Column({ type: "integer", name: "agency_id", nullable: true })
  agencyId!: number | null;

  @Column({ type: "text", name: "address", nullable: true })
  address!: string | null;

  @Column({ type: "text", name: "request_id", nullable: true })
  requestId!: string | null;

  @Column({ type: "text", name: "subject", nullable: true })
  subject!: string | null;

  @Column({ type: "jsonb", name: "details", nullable: true })
  details!: unknown;
}
