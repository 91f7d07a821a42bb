import {
  Check,
  Column,
  Entity,
  Exclusion,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  Unique,
} from "typeorm";
import type { Relation } from "typeorm";

/** A province, district or commune as it stood in [validFrom, validTo); a code is used again for other areas later. */
@Entity("area")
@Unique("area_code_valid_from_key", ["code", "validFrom"])
@Index("area_parent_id_idx", ["parentId"])
@Check("area_level_check", `level BETWEEN 0 AND 9`)
@Check("area_validity_check", `valid_from < valid_to`)
@Exclusion("area_code_validity_excl", `USING gist (code WITH =, daterange(valid_from, valid_to) WITH &&)`)
export class AreaEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "area_pkey",
  })
  id!: number;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;

  /** 0 is the country, 1 a province, and so on downwards. */
  @Column({ type: "smallint", name: "level" })
  level!: number;

  @Column({ type: "text", name: "kind" })
  kind!: string;

  @Column({ type: "integer", name: "parent_id", nullable: true })
  parentId!: number | null;

  @ManyToOne(() => AreaEntity)
  @JoinColumn({ name: "parent_id", foreignKeyConstraintName: "area_parent_id_fkey" })
  parent?: Relation<AreaEntity> | null;

  @Column({ type: "date", name: "valid_from" })
  validFrom!: string;

  @Column({ type: "date", name: "valid_to", nullable: true })
  validTo!: string | null;

  @Column({ type: "integer", name: "successor_id", nullable: true })
  successorId!: number | null;

  @ManyToOne(() => AreaEntity)
  @JoinColumn({ name: "successor_id", foreignKeyConstraintName: "area_successor_id_fkey" })
  successor?: Relation<AreaEntity> | null;

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
