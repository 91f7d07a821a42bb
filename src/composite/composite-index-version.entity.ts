import { Check, Column, Entity, Exclusion, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";
import { CompositeIndexEntity } from "./composite-index.entity.js";

/** How a composite index is made in [validFrom, validTo). */
@Entity("composite_index_version")
@Unique("composite_index_version_index_id_version_key", ["indexId", "version"])
@Check("composite_index_version_validity_check", `valid_from < valid_to`)
@Check("composite_index_version_scale_check", `scale > 0 AND scale < 'Infinity'`)
@Check("composite_index_version_decimals_check", `decimals BETWEEN 0 AND 20`)
@Exclusion(
  "composite_index_version_validity_excl",
  `USING gist (index_id WITH =, daterange(valid_from, valid_to) WITH &&)`,
)
export class CompositeIndexVersionEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "composite_index_version_pkey",
  })
  id!: number;

  @Column({ type: "integer", name: "index_id" })
  indexId!: number;

  @ManyToOne(() => CompositeIndexEntity)
  @JoinColumn({ name: "index_id", foreignKeyConstraintName: "composite_index_version_index_id_fkey" })
  index?: Relation<CompositeIndexEntity>;

  /** As people call it, such as 2022. */
  @Column({ type: "text", name: "version" })
  version!: string;

  @Column({ type: "date", name: "valid_from" })
  validFrom!: string;

  @Column({ type: "date", name: "valid_to", nullable: true })
  validTo!: string | null;

  /** What the weighted mean is multiplied by. */
  @Column({ type: "numeric", name: "scale" })
  scale!: string;

  /** Decimals that values are rounded to; null leaves them as they are. */
  @Column({ type: "smallint", name: "decimals", nullable: true })
  decimals!: number | null;

  @Column({ type: "text", name: "citation_vi", nullable: true })
  citationVi!: string | null;

  @Column({ type: "text", name: "citation_en", nullable: true })
  citationEn!: string | null;
}
