import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from "typeorm";
import type { Relation } from "typeorm";
import { DimensionEntity } from "../indicator/dimension.entity.js";
import { IndicatorEntity } from "../indicator/indicator.entity.js";

/** What delivered values of an indicator must fulfil, and what happens to a row that does not (docs/ingestion.md). */
@Entity("indicator_rule")
@Index("indicator_rule_indicator_id_idx", ["indicatorId"])
@Check("indicator_rule_kind_check", `kind IN ('RANGE', 'DECIMALS', 'MONOTONE', 'JUMP', 'BREAKDOWN', 'TOTAL')`)
@Check("indicator_rule_severity_check", `severity IN ('REJECT', 'QUARANTINE', 'WARN')`)
@Check(
  "indicator_rule_range_check",
  `CASE kind WHEN 'RANGE' THEN num_nonnulls(minimum, maximum) > 0 AND coalesce(minimum <= maximum, TRUE) ELSE num_nonnulls(minimum, maximum) = 0 END`,
)
@Check(
  "indicator_rule_allowed_check",
  `CASE kind WHEN 'RANGE' THEN allowed IS NULL WHEN 'BREAKDOWN' THEN allowed IS NULL ELSE allowed >= 0 AND allowed < 'Infinity' AND allowed IS NOT NULL END`,
)
@Check(
  "indicator_rule_dimension_check",
  `CASE kind WHEN 'BREAKDOWN' THEN dimension_id IS NOT NULL WHEN 'TOTAL' THEN TRUE ELSE dimension_id IS NULL AND codes IS NULL END`,
)
export class IndicatorRuleEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "indicator_rule_pkey",
  })
  id!: number;

  /** Null for a rule about every indicator. */
  @Column({ type: "integer", name: "indicator_id", nullable: true })
  indicatorId!: number | null;

  @ManyToOne(() => IndicatorEntity)
  @JoinColumn({ name: "indicator_id", foreignKeyConstraintName: "indicator_rule_indicator_id_fkey" })
  indicator?: Relation<IndicatorEntity> | null;

  @Column({ type: "text", name: "kind" })
  kind!: "RANGE" | "DECIMALS" | "MONOTONE" | "JUMP" | "BREAKDOWN" | "TOTAL";

  @Column({ type: "text", name: "severity" })
  severity!: "REJECT" | "QUARANTINE" | "WARN";

  /** RANGE: the least value. */
  @Column({ type: "numeric", name: "minimum", nullable: true })
  minimum!: string | null;

  /** RANGE: the greatest value. */
  @Column({ type: "numeric", name: "maximum", nullable: true })
  maximum!: string | null;

  /** DECIMALS: most fraction digits. JUMP: percent of the previous value. MONOTONE, TOTAL: difference, in the indicator's unit. */
  @Column({ type: "numeric", name: "allowed", nullable: true })
  allowed!: string | null;

  /** BREAKDOWN, TOTAL: the dimension; TOTAL without one adds up areas. */
  @Column({ type: "integer", name: "dimension_id", nullable: true })
  dimensionId!: number | null;

  @ManyToOne(() => DimensionEntity)
  @JoinColumn({ name: "dimension_id", foreignKeyConstraintName: "indicator_rule_dimension_id_fkey" })
  dimension?: Relation<DimensionEntity> | null;

  /** BREAKDOWN: members that must come. TOTAL: the parts; null for all members. */
  @Column({ type: "text", name: "codes", nullable: true, array: true })
  codes!: string[] | null;

  @Column({ type: "text", name: "note", nullable: true })
  note!: string | null;
}
