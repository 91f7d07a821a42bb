import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";
import { IndicatorEntity } from "../indicator/indicator.entity.js";
import { CompositeIndexVersionEntity } from "./composite-index-version.entity.js";

/** An indicator's part in a version of a composite index. */
@Entity("composite_component")
@Unique("composite_component_version_id_indicator_id_key", ["versionId", "indicatorId"])
@Index("composite_component_indicator_id_idx", ["indicatorId"])
@Check("composite_component_weight_check", `weight > 0 AND weight < 'Infinity'`)
@Check("composite_component_goalposts_check", `num_nulls(worst, best) <> 1 AND worst <> best`)
export class CompositeComponentEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "composite_component_pkey",
  })
  id!: number;

  @Column({ type: "integer", name: "version_id" })
  versionId!: number;

  @ManyToOne(() => CompositeIndexVersionEntity, { onDelete: "CASCADE" })
  @JoinColumn({ name: "version_id", foreignKeyConstraintName: "composite_component_version_id_fkey" })
  version?: Relation<CompositeIndexVersionEntity>;

  @Column({ type: "integer", name: "indicator_id" })
  indicatorId!: number;

  @ManyToOne(() => IndicatorEntity)
  @JoinColumn({ name: "indicator_id", foreignKeyConstraintName: "composite_component_indicator_id_fkey" })
  indicator?: Relation<IndicatorEntity>;

  /** Place in lists of the components. */
  @Column({ type: "smallint", name: "position" })
  position!: number;

  @Column({ type: "numeric", name: "weight" })
  weight!: string;

  /** The indicator's value that counts as 0; with `best`, values are put on a scale from 0 to 1. */
  @Column({ type: "numeric", name: "worst", nullable: true })
  worst!: string | null;

  /** The indicator's value that counts as 1; smaller than `worst` where less is better. */
  @Column({ type: "numeric", name: "best", nullable: true })
  best!: string | null;
}
