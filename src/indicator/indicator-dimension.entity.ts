import { Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import type { Relation } from "typeorm";
import { DimensionEntity } from "./dimension.entity.js";
import { IndicatorEntity } from "./indicator.entity.js";

/** The indicator is broken down by the dimension. */
@Entity("indicator_dimension")
export class IndicatorDimensionEntity {
  @PrimaryColumn({ type: "integer", name: "indicator_id", primaryKeyConstraintName: "indicator_dimension_pkey" })
  indicatorId!: number;

  @ManyToOne(() => IndicatorEntity)
  @JoinColumn({ name: "indicator_id", foreignKeyConstraintName: "indicator_dimension_indicator_id_fkey" })
  indicator?: Relation<IndicatorEntity>;

  @PrimaryColumn({ type: "integer", name: "dimension_id", primaryKeyConstraintName: "indicator_dimension_pkey" })
  dimensionId!: number;

  @ManyToOne(() => DimensionEntity)
  @JoinColumn({ name: "dimension_id", foreignKeyConstraintName: "indicator_dimension_dimension_id_fkey" })
  dimension?: Relation<DimensionEntity>;
}
