import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from "typeorm";
import type { Relation } from "typeorm";
import { ApiClientEntity } from "./api-client.entity.js";

/** The hash of one secret of a client. While keys are rotated, two are valid. */
@Entity("api_client_secret")
@Index("api_client_secret_client_id_idx", ["clientId"])
@Check("api_client_secret_hash_check", `octet_length(hash) = 32`)
export class ApiClientSecretEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "api_client_secret_pkey",
  })
  id!: number;

  @Column({ type: "integer", name: "client_id" })
  clientId!: number;

  @ManyToOne(() => ApiClientEntity)
  @JoinColumn({ name: "client_id", foreignKeyConstraintName: "api_client_secret_client_id_fkey" })
  client?: Relation<ApiClientEntity>;

  /** SHA-256; never selected by anything that answers. */
  @Column({ type: "bytea", name: "hash", select: false })
  hash!: Buffer;

  @Column({ type: "timestamptz", name: "created_at", default: () => "now()" })
  createdAt!: Date;

  /** Null: as long as the client. */
  @Column({ type: "timestamptz", name: "valid_until", nullable: true })
  validUntil!: Date | null;
}
