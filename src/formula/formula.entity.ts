import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from "typeorm";
import type { Relation } from "typeorm";
import { IndicatorEntity } from "../indicator/indicator.entity.js";

/** How a derived indicator is computed. */
@Entity("formula")
@Check("formula_expression_check", `length(expression) BETWEEN 1 AND 500`)
export class FormulaEntity {
  @PrimaryColumn({ type: "integer", name: "indicator_id", primaryKeyConstraintName: "formula_pkey" })
  indicatorId!: number;

  @OneToOne(() => IndicatorEntity)
  @JoinColumn({ name: "indicator_id", foreignKeyConstraintName: "formula_indicator_id_fkey" })
  indicator?: Relation<IndicatorEntity>;

  /** As it was entered; the names in it are those of `formula_input`. */
  @Column({ type: "text", name: "expression" })
  expression!: string;
}
