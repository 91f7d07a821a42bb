import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from "typeorm";

/** What was promised for a year. */
@Entity("plan")
@Unique("plan_code_key", ["code"])
@Check("plan_year_check", `year BETWEEN 1945 AND 2200`)
export class PlanEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "plan_pkey",
  })
  id!: number;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;

  @Column({ type: "smallint", name: "year" })
  year!: number;

  @Column({ type: "text", name: "decision_number", nullable: true })
  decisionNumber!: string | null;

  @Column({ type: "date", name: "issued_on", nullable: true })
  issuedOn!: string | null;

  @Column({ type: "text", name: "remark_vi", nullable: true })
  remarkVi!: string | null;

  @Column({ type: "text", name: "remark_en", nullable: true })
  remarkEn!: string | null;

  @Column({
    type: "text",
    name: "search_text",
    generatedType: "STORED",
    asExpression: `kho_search_text(code || ' ' || name_vi || ' ' || coalesce(name_en, ''), name_vi, NULL)`,
    select: false,
    insert: false,
    update: false,
  })
  searchText?: string;
}
