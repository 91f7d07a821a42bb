import { Column, Entity, PrimaryGeneratedColumn, Unique } from "typeorm";

/** An index that is made of several indicators by weights; its versions say how. */
@Entity("composite_index")
@Unique("composite_index_code_key", ["code"])
export class CompositeIndexEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "composite_index_pkey",
  })
  id!: number;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;
}
