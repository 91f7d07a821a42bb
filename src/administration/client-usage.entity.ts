import { Column, Entity, PrimaryGeneratedColumn, Unique } from "typeorm";

/** What one caller used on one day. All anonymous callers are one. */
@Entity("client_usage")
@Unique("client_usage_day_kind_actor_key", ["day", "kind", "actor"])
export class ClientUsageEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "client_usage_pkey",
  })
  id!: number;

  @Column({ type: "date", name: "day" })
  day!: string;

  @Column({ type: "text", name: "kind" })
  kind!: string;

  /** A client's public id or a person's subject; empty for anonymous callers. */
  @Column({ type: "text", name: "actor" })
  actor!: string;

  @Column({ type: "text", name: "name", nullable: true })
  name!: string | null;

  @Column({ type: "integer", name: "agency_id", nullable: true })
  agencyId!: number | null;

  @Column({ type: "bigint", name: "operations" })
  operations!: string;

  @Column({ type: "bigint", name: "errors" })
  errors!: string;

  @Column({ type: "bigint", name: "cost" })
  cost!: string;

  @Column({ type: "bigint", name: "bytes" })
  bytes!: string;
}
