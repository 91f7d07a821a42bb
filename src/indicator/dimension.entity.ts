import { Column, Entity, PrimaryGeneratedColumn, Unique } from "typeorm";

/** What an indicator may be broken down by. */
@Entity("dimension")
@Unique("dimension_code_key", ["code"])
export class DimensionEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "dimension_pkey",
  })
  id!: number;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;
}
