import { Entity, Index, PrimaryColumn } from "typeorm";

/** That a publication touched a series; triggers on observations keep it. */
@Entity("publication_series")
@Index("publication_series_series_id_publication_id_idx", ["seriesId", "publicationId"])
export class PublicationSeriesEntity {
  @PrimaryColumn({ type: "integer", name: "publication_id", primaryKeyConstraintName: "publication_series_pkey" })
  publicationId!: number;

  @PrimaryColumn({ type: "integer", name: "series_id", primaryKeyConstraintName: "publication_series_pkey" })
  seriesId!: number;
}
