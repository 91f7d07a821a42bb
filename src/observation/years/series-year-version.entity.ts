import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** One row: how far `series_year` is true. Triggers on observations set it back when they were changed past publishing. */
@Entity("series_year_version")
@Check("series_year_version_one_row_check", `id`)
export class SeriesYearVersionEntity {
  @PrimaryColumn({ type: "boolean", name: "id", default: true, primaryKeyConstraintName: "series_year_version_pkey" })
  id!: boolean;

  /** The publication up to which the years are made; series of later ones are behind. 0: none is made. */
  @Column({ type: "integer", name: "publication_id", default: 0 })
  publicationId!: number;

  /** The publication that is being reached, or was reached last: rows that claim to be of it or of an earlier one were changed by hand. */
  @Column({ type: "integer", name: "reaching", default: 0 })
  reaching!: number;

  /** Series with periods that lie in no single year. */
  @Column({ type: "integer", name: "left_out", array: true, default: () => `'{}'` })
  leftOut!: number[];
}
