import { Check, Column, Entity, Exclusion, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";
import type { AgencyKind } from "./agency-kind.js";

/** An agency as it stood in [validFrom, validTo). */
@Entity("agency")
@Unique("agency_code_valid_from_key", ["code", "validFrom"])
@Check("agency_kind_check", `kind IN ('PROVINCIAL', 'CENTRAL')`)
@Check("agency_validity_check", `valid_from < valid_to`)
@Exclusion("agency_code_validity_excl", `USING gist (code WITH =, daterange(valid_from, valid_to) WITH &&)`)
export class AgencyEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "agency_pkey",
  })
  id!: number;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;

  @Column({ type: "text", name: "abbreviation", nullable: true })
  abbreviation!: string | null;

  @Column({ type: "text", name: "kind" })
  kind!: AgencyKind;

  @Column({ type: "text", name: "remark_vi", nullable: true })
  remarkVi!: string | null;

  @Column({ type: "text", name: "remark_en", nullable: true })
  remarkEn!: string | null;

  @Column({ type: "integer", name: "parent_id", nullable: true })
  parentId!: number | null;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: "parent_id", foreignKeyConstraintName: "agency_parent_id_fkey" })
  parent?: Relation<AgencyEntity> | null;

  @Column({ type: "date", name: "valid_from" })
  validFrom!: string;

  @Column({ type: "date", name: "valid_to", nullable: true })
  validTo!: string | null;

  @Column({ type: "integer", name: "successor_id", nullable: true })
  successorId!: number | null;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: "successor_id", foreignKeyConstraintName: "agency_successor_id_fkey" })
  successor?: Relation<AgencyEntity> | null;

  @Column({
    type: "text",
    name: "search_text",
    generatedType: "STORED",
    asExpression: `kho_search_text(
      code || ' ' || name_vi || ' ' || coalesce(name_en, '') || ' ' || coalesce(abbreviation, ''), name_vi, NULL)`,
    select: false,
    insert: false,
    update: false,
  })
  searchText?: string;
}
