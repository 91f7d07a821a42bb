import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** One row, with a bit for each series, 1 if everybody may read it; triggers keep it, and row-level security reads it. */
@Entity("open_series")
@Check("open_series_one_row_check", `id`)
export class OpenSeriesEntity {
  @PrimaryColumn({ type: "boolean", name: "id", default: true, primaryKeyConstraintName: "open_series_pkey" })
  id!: boolean;

  @Column({ type: "bit varying", name: "bits", default: () => `''` })
  bits!: string;
}
