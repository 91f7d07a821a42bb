import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";
import type { Role, Scope } from "../access/viewer.js";
import { AgencyEntity } from "../agency/agency.entity.js";

/** A programme of a partner that signs in with a key. */
@Entity("api_client")
@Unique("api_client_public_id_key", ["publicId"])
@Index("api_client_agency_id_idx", ["agencyId"])
@Check("api_client_role_check", `role IN ('READER', 'AGENCY', 'STEWARD', 'ADMIN')`)
@Check("api_client_agency_check", `role <> 'AGENCY' OR agency_id IS NOT NULL`)
@Check("api_client_scopes_check", `scopes <@ ARRAY['READ', 'WRITE'] AND cardinality(scopes) > 0`)
export class ApiClientEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "api_client_pkey",
  })
  id!: number;

  /** The part of its key that may be shown. */
  @Column({ type: "text", name: "public_id" })
  publicId!: string;

  @Column({ type: "text", name: "name" })
  name!: string;

  @Column({ type: "integer", name: "agency_id", nullable: true })
  agencyId!: number | null;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: "agency_id", foreignKeyConstraintName: "api_client_agency_id_fkey" })
  agency?: Relation<AgencyEntity> | null;

  @Column({ type: "text", name: "role" })
  role!: Role;

  @Column({ type: "text", name: "scopes", array: true })
  scopes!: Scope[];

  @Column({ type: "timestamptz", name: "created_at", default: () => "now()" })
  createdAt!: Date;

  @Column({ type: "text", name: "created_by" })
  createdBy!: string;

  @Column({ type: "timestamptz", name: "expires_at" })
  expiresAt!: Date;

  @Column({ type: "timestamptz", name: "revoked_at", nullable: true })
  revokedAt!: Date | null;

  /** Written every few seconds, not with every request. */
  @Column({ type: "timestamptz", name: "last_used_at", nullable: true })
  lastUsedAt!: Date | null;
}
