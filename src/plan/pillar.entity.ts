import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";
import { PlanEntity } from "./plan.entity.js";

/** A part of a plan. The second unique key is there for targets, whose pillar must be one of their own plan. */
@Entity("pillar")
@Unique("pillar_plan_id_code_key", ["planId", "code"])
@Unique("pillar_id_plan_id_key", ["id", "planId"])
export class PillarEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "pillar_pkey",
  })
  id!: number;

  @Column({ type: "integer", name: "plan_id" })
  planId!: number;

  @ManyToOne(() => PlanEntity)
  @JoinColumn({ name: "plan_id", foreignKeyConstraintName: "pillar_plan_id_fkey" })
  plan?: Relation<PlanEntity>;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;

  /** Place in lists of the plan's pillars. */
  @Column({ type: "smallint", name: "position", default: 0 })
  position!: number;
}
