import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";
import { IndicatorEntity } from "../indicator/indicator.entity.js";
import { FormulaEntity } from "./formula.entity.js";

/** An indicator that a formula reads, and the name it has there: its code when the formula was entered. */
@Entity("formula_input")
@Unique("formula_input_indicator_id_name_key", ["indicatorId", "name"])
@Index("formula_input_input_id_idx", ["inputId"])
@Check("formula_input_other_check", `indicator_id <> input_id`)
export class FormulaInputEntity {
  @PrimaryColumn({ type: "integer", name: "indicator_id", primaryKeyConstraintName: "formula_input_pkey" })
  indicatorId!: number;

  @ManyToOne(() => FormulaEntity, { onDelete: "CASCADE" })
  @JoinColumn({ name: "indicator_id", foreignKeyConstraintName: "formula_input_indicator_id_fkey" })
  formula?: Relation<FormulaEntity>;

  @PrimaryColumn({ type: "integer", name: "input_id", primaryKeyConstraintName: "formula_input_pkey" })
  inputId!: number;

  @ManyToOne(() => IndicatorEntity)
  @JoinColumn({ name: "input_id", foreignKeyConstraintName: "formula_input_input_id_fkey" })
  input?: Relation<IndicatorEntity>;

  @Column({ type: "text", name: "name" })
  name!: string;
}
