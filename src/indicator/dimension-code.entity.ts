import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";
import { DimensionEntity } from "./dimension.entity.js";

/** One member of a dimension. */
@Entity("dimension_code")
@Unique("dimension_code_dimension_id_code_key", ["dimensionId", "code"])
export class DimensionCodeEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "dimension_code_pkey",
  })
  id!: number;

  @Column({ type: "integer", name: "dimension_id" })
  dimensionId!: number;

  @ManyToOne(() => DimensionEntity)
  @JoinColumn({ name: "dimension_id", foreignKeyConstraintName: "dimension_code_dimension_id_fkey" })
  dimension?: Relation<DimensionEntity>;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;

  /** Place in lists of the dimension's codes. */
  @Column({ type: "smallint", name: "position", default: 0 })
  position!: number;
}
