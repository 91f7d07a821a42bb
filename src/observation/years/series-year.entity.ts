import { Column, Entity, PrimaryColumn } from "typeorm";

/**
 * What the observations of a series come to in one year of its reporting calendar: a copy for questions over many years, made after
 * publishing (src/publication/renew-years.ts). It may be behind; SeriesYearVersionEntity says for which series.
 */
@Entity("series_year")
export class SeriesYearEntity {
  @PrimaryColumn({ type: "integer", name: "series_id", primaryKeyConstraintName: "series_year_pkey" })
  seriesId!: number;

  @PrimaryColumn({ type: "integer", name: "year", primaryKeyConstraintName: "series_year_pkey" })
  year!: number;

  /** Observations. */
  @Column({ type: "integer", name: "counted" })
  counted!: number;

  /** Those that have a value. */
  @Column({ type: "integer", name: "valued" })
  valued!: number;

  @Column({ type: "numeric", name: "total", nullable: true })
  total!: string | null;

  @Column({ type: "numeric", name: "largest", nullable: true })
  largest!: string | null;

  @Column({ type: "numeric", name: "smallest", nullable: true })
  smallest!: string | null;

  /** The last value. */
  @Column({ type: "numeric", name: "newest", nullable: true })
  newest!: string | null;

  /** First day of its period. */
  @Column({ type: "date", name: "newest_start", nullable: true })
  newestStart!: string | null;

  /** First day of the first period, with a value or without. */
  @Column({ type: "date", name: "first_start" })
  firstStart!: string;

  @Column({ type: "date", name: "last_start" })
  lastStart!: string;
}
