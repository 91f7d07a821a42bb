import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";
import { TargetEntity } from "./target.entity.js";

/** A dated point on a target's way: where it began, or where it should be by then. */
@Entity("target_milestone")
@Unique("target_milestone_target_id_on_date_key", ["targetId", "onDate"])
@Index("target_milestone_baseline_key", ["targetId"], { unique: true, where: `kind = 'BASELINE'` })
@Check("target_milestone_number_check", `value > '-Infinity' AND value < 'Infinity'`)
@Check("target_milestone_kind_check", `kind IN ('BASELINE', 'MILESTONE')`)
export class TargetMilestoneEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "target_milestone_pkey",
  })
  id!: number;

  @Column({ type: "integer", name: "target_id" })
  targetId!: number;

  @ManyToOne(() => TargetEntity)
  @JoinColumn({ name: "target_id", foreignKeyConstraintName: "target_milestone_target_id_fkey" })
  target?: Relation<TargetEntity>;

  @Column({ type: "text", name: "kind" })
  kind!: "BASELINE" | "MILESTONE";

  @Column({ type: "date", name: "on_date" })
  onDate!: string;

  @Column({ type: "numeric", name: "value" })
  value!: string;
}
