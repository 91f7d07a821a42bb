import { Column, Entity, PrimaryGeneratedColumn, Unique } from "typeorm";

/** A unit of measure. */
@Entity("unit")
@Unique("unit_code_key", ["code"])
export class UnitEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "unit_pkey",
  })
  id!: number;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;

  @Column({ type: "text", name: "symbol_vi" })
  symbolVi!: string;

  @Column({ type: "text", name: "symbol_en", nullable: true })
  symbolEn!: string | null;
}
