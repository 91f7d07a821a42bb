import { Column, Entity, PrimaryColumn } from "typeorm";

/** Points that a caller has used in a minute, in all processes that count together; removed soon after. */
@Entity("rate_window")
export class RateWindowEntity {
  @PrimaryColumn({ type: "text", name: "caller", primaryKeyConstraintName: "rate_window_pkey" })
  caller!: string;

  @PrimaryColumn({ type: "timestamptz", name: "ends_at", primaryKeyConstraintName: "rate_window_pkey" })
  endsAt!: Date;

  @Column({ type: "bigint", name: "points" })
  points!: string;
}
