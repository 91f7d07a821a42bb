import { Check, Column, Entity, PrimaryGeneratedColumn } from "typeorm";

/** One data version: everything that became visible at once. */
@Entity("publication")
@Check("publication_counts_check", `created >= 0 AND updated >= 0 AND withdrawn >= 0`)
export class PublicationEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "publication_pkey",
  })
  id!: number;

  @Column({ type: "timestamptz", name: "published_at", default: () => "now()" })
  publishedAt!: Date;

  @Column({ type: "text", name: "origin" })
  origin!: string;

  @Column({ type: "text", name: "comment", nullable: true })
  comment!: string | null;

  /** Observations that are new in this version. */
  @Column({ type: "integer", name: "created", default: 0 })
  created!: number;

  /** Observations that superseded an earlier value. */
  @Column({ type: "integer", name: "updated", default: 0 })
  updated!: number;

  /** Observations that ended without a successor. */
  @Column({ type: "integer", name: "withdrawn", default: 0 })
  withdrawn!: number;
}
