import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import type { Relation } from "typeorm";
import { SeriesEntity } from "../observation/series.entity.js";
import { SourceSystemEntity } from "./source-system.entity.js";

/** The source that delivered a series last. Only its snapshots may withdraw observations by not naming them. */
@Entity("series_source")
@Index("series_source_source_id_idx", ["sourceId"])
export class SeriesSourceEntity {
  @PrimaryColumn({ type: "integer", name: "series_id", primaryKeyConstraintName: "series_source_pkey" })
  seriesId!: number;

  @ManyToOne(() => SeriesEntity, { onDelete: "CASCADE" })
  @JoinColumn({ name: "series_id", foreignKeyConstraintName: "series_source_series_id_fkey" })
  series?: Relation<SeriesEntity>;

  @Column({ type: "integer", name: "source_id" })
  sourceId!: number;

  @ManyToOne(() => SourceSystemEntity)
  @JoinColumn({ name: "source_id", foreignKeyConstraintName: "series_source_source_id_fkey" })
  source?: Relation<SourceSystemEntity>;
}
