import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import type { Relation } from "typeorm";
import { DimensionCodeEntity } from "../indicator/dimension-code.entity.js";
import { DimensionEntity } from "../indicator/dimension.entity.js";
import { SeriesEntity } from "./series.entity.js";

/** The member that a series stands for in one dimension; a dimension without a row is at its total. */
@Entity("series_breakdown")
@Index("series_breakdown_dimension_code_id_idx", ["dimensionCodeId"])
export class SeriesBreakdownEntity {
  @PrimaryColumn({ type: "integer", name: "series_id", primaryKeyConstraintName: "series_breakdown_pkey" })
  seriesId!: number;

  @ManyToOne(() => SeriesEntity)
  @JoinColumn({ name: "series_id", foreignKeyConstraintName: "series_breakdown_series_id_fkey" })
  series?: Relation<SeriesEntity>;

  @PrimaryColumn({ type: "integer", name: "dimension_id", primaryKeyConstraintName: "series_breakdown_pkey" })
  dimensionId!: number;

  @ManyToOne(() => DimensionEntity)
  @JoinColumn({ name: "dimension_id", foreignKeyConstraintName: "series_breakdown_dimension_id_fkey" })
  dimension?: Relation<DimensionEntity>;

  @Column({ type: "integer", name: "dimension_code_id" })
  dimensionCodeId!: number;

  @ManyToOne(() => DimensionCodeEntity)
  @JoinColumn({ name: "dimension_code_id", foreignKeyConstraintName: "series_breakdown_dimension_code_id_fkey" })
  dimensionCode?: Relation<DimensionCodeEntity>;
}
