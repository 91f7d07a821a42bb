import { Check, Column, Entity, Exclusion, PrimaryColumn } from "typeorm";

/**
 * How a row of the catalogue stood in the publications [fromPublication, toPublication); triggers keep it
 * (docs/decisions/0018). What no row here covers is as its table has it now.
 */
@Entity("catalogue_history")
@Check("catalogue_history_publications_check", `from_publication < to_publication`)
@Exclusion(
  "catalogue_history_no_overlap_excl",
  `USING gist (table_name WITH =, row_id WITH =, int4range(from_publication, to_publication) WITH &&)`,
)
export class CatalogueHistoryEntity {
  @PrimaryColumn({ type: "text", name: "table_name", primaryKeyConstraintName: "catalogue_history_pkey" })
  tableName!: string;

  @PrimaryColumn({ type: "integer", name: "row_id", primaryKeyConstraintName: "catalogue_history_pkey" })
  rowId!: number;

  @PrimaryColumn({ type: "integer", name: "from_publication", primaryKeyConstraintName: "catalogue_history_pkey" })
  fromPublication!: number;

  @Column({ type: "integer", name: "to_publication" })
  toPublication!: number;

  /** The row as JSON; null while it was not there yet. */
  @Column({ type: "jsonb", name: "content", nullable: true })
  content!: Readonly<Record<string, unknown>> | null;
}
