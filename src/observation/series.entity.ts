import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";
import type { AccessClass } from "../access/viewer.js";
import { AreaEntity } from "../area/area.entity.js";
import { IndicatorEntity } from "../indicator/indicator.entity.js";
import type { Frequency } from "../shared/frequency.js";

/** An indicator in an area, for one breakdown and frequency. Publishing keeps its coverage, so nobody counts. */
@Entity("series")
@Unique("series_key_key", ["key"])
@Unique("series_indicator_area_breakdown_frequency_key", ["indicatorId", "areaId", "breakdown", "frequency"])
@Index("series_area_id_indicator_id_idx", ["areaId", "indicatorId"])
@Index("series_area_id_covering_idx", ["areaId", "indicatorId", "breakdown", "frequency", "id"], {
  where: `(access IS NULL)`,
})
@Check("series_frequency_check", `frequency IN ('D', 'W', 'M', 'Q', 'S', 'A', 'R')`)
@Check("series_access_check", `access IN ('SHARED', 'RESTRICTED')`)
@Check("series_provenance_check", `provenance IN ('PUBLISHED', 'SAMPLE', 'DELIVERED')`)
@Check("series_latest_check", `num_nulls(latest_start, latest_end, last_value, last_status) IN (0, 4)`)
@Check(
  "series_coverage_check",
  `num_nulls(first_period_start, last_period_start, last_period_end) = CASE observation_count WHEN 0 THEN 3 ELSE 0 END AND observation_count >= 0 AND first_period_start <= last_period_start`,
)
export class SeriesEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "series_pkey",
  })
  id!: number;

  /** Readable, such as M.KT012.77._T. */
  @Column({ type: "text", name: "key" })
  key!: string;

  @Column({ type: "integer", name: "indicator_id" })
  indicatorId!: number;

  @ManyToOne(() => IndicatorEntity)
  @JoinColumn({ name: "indicator_id", foreignKeyConstraintName: "series_indicator_id_fkey" })
  indicator?: Relation<IndicatorEntity>;

  @Column({ type: "integer", name: "area_id" })
  areaId!: number;

  @ManyToOne(() => AreaEntity)
  @JoinColumn({ name: "area_id", foreignKeyConstraintName: "series_area_id_fkey" })
  area?: Relation<AreaEntity>;

  @Column({ type: "text", name: "frequency" })
  frequency!: Frequency;

  /** `_T` is the total. */
  @Column({ type: "text", name: "breakdown", default: "_T" })
  breakdown!: string;

  /** Closer than its indicator: SHARED or RESTRICTED. Null where the indicator's class is the series' own. */
  @Column({ type: "text", name: "access", nullable: true })
  access!: AccessClass | null;

  @Column({ type: "text", name: "provenance" })
  provenance!: "PUBLISHED" | "SAMPLE" | "DELIVERED";

  @Column({ type: "text", name: "citation_vi", nullable: true })
  citationVi!: string | null;

  @Column({ type: "text", name: "citation_en", nullable: true })
  citationEn!: string | null;

  @Column({ type: "date", name: "first_period_start", nullable: true })
  firstPeriodStart!: string | null;

  @Column({ type: "date", name: "last_period_start", nullable: true })
  lastPeriodStart!: string | null;

  @Column({ type: "date", name: "last_period_end", nullable: true })
  lastPeriodEnd!: string | null;

  @Column({ type: "date", name: "latest_start", nullable: true })
  latestStart!: string | null;

  @Column({ type: "date", name: "latest_end", nullable: true, select: false })
  latestEnd!: string | null;

  @Column({ type: "integer", name: "observation_count", default: 0 })
  observationCount!: number;

  @Column({ type: "numeric", name: "last_value", nullable: true })
  lastValue!: string | null;

  @Column({ type: "char", length: 1, name: "last_status", nullable: true, select: false })
  lastStatus!: string | null;
}
