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
import { AgencyEntity } from "../agency/agency.entity.js";
import { IndicatorEntity } from "../indicator/indicator.entity.js";
import { UnitEntity } from "../indicator/unit.entity.js";
import { SeriesEntity } from "../observation/series.entity.js";
import { PillarEntity } from "./pillar.entity.js";
import { PlanEntity } from "./plan.entity.js";

/** One promise of a plan, as it read in [validFrom, validTo); an amendment is another row with the same code. */
@Entity("target")
@Unique("target_code_valid_from_key", ["code", "validFrom"])
@Index("target_plan_id_idx", ["planId"])
@Index("target_agency_id_idx", ["agencyId"])
@Index("target_indicator_id_idx", ["indicatorId"])
@Check("target_series_check", `series_id IS NULL OR indicator_id IS NOT NULL`)
@Check("target_comparator_check", `comparator IN ('AT_LEAST', 'MORE_THAN', 'AT_MOST', 'LESS_THAN', 'EQUAL', 'BETWEEN')`)
@Check(
  "target_value_check",
  `(comparator = 'BETWEEN') = (upper_value IS NOT NULL) AND value IS NOT NULL AND value <= upper_value`,
)
@Check(
  "target_number_check",
  `value > '-Infinity' AND value < 'Infinity' AND upper_value > '-Infinity' AND upper_value < 'Infinity'`,
)
@Check("target_provenance_check", `provenance IN ('PUBLISHED', 'SAMPLE', 'DELIVERED')`)
@Check("target_measured_as_check", `measured_as IN ('LATEST_VALUE', 'YEAR_TO_DATE')`)
@Check("target_validity_check", `valid_from < valid_to`)
@Exclusion("target_code_validity_excl", `USING gist (code WITH =, daterange(valid_from, valid_to) WITH &&)`)
export class TargetEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "target_pkey",
  })
  id!: number;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;

  @Column({ type: "integer", name: "plan_id" })
  planId!: number;

  @ManyToOne(() => PlanEntity)
  @JoinColumn({ name: "plan_id", foreignKeyConstraintName: "target_plan_id_fkey" })
  plan?: Relation<PlanEntity>;

  @Column({ type: "integer", name: "pillar_id" })
  pillarId!: number;

  @ManyToOne(() => PillarEntity)
  @JoinColumn([
    { name: "pillar_id", referencedColumnName: "id", foreignKeyConstraintName: "target_pillar_id_plan_id_fkey" },
    { name: "plan_id", referencedColumnName: "planId", foreignKeyConstraintName: "target_pillar_id_plan_id_fkey" },
  ])
  pillar?: Relation<PillarEntity>;

  @Column({ type: "integer", name: "agency_id", nullable: true })
  agencyId!: number | null;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: "agency_id", foreignKeyConstraintName: "target_agency_id_fkey" })
  agency?: Relation<AgencyEntity> | null;

  @Column({ type: "integer", name: "indicator_id", nullable: true })
  indicatorId!: number | null;

  @ManyToOne(() => IndicatorEntity)
  @JoinColumn({ name: "indicator_id", foreignKeyConstraintName: "target_indicator_id_fkey" })
  indicator?: Relation<IndicatorEntity> | null;

  /** The series that measures it; null while there is none. */
  @Column({ type: "integer", name: "series_id", nullable: true })
  seriesId!: number | null;

  @ManyToOne(() => SeriesEntity)
  @JoinColumn({ name: "series_id", foreignKeyConstraintName: "target_series_id_fkey" })
  series?: Relation<SeriesEntity> | null;

  @Column({ type: "text", name: "comparator" })
  comparator!: "AT_LEAST" | "MORE_THAN" | "AT_MOST" | "LESS_THAN" | "EQUAL" | "BETWEEN";

  @Column({ type: "numeric", name: "value", nullable: true })
  value!: string | null;

  /** Only for BETWEEN. */
  @Column({ type: "numeric", name: "upper_value", nullable: true })
  upperValue!: string | null;

  @Column({ type: "integer", name: "unit_id" })
  unitId!: number;

  @ManyToOne(() => UnitEntity)
  @JoinColumn({ name: "unit_id", foreignKeyConstraintName: "target_unit_id_fkey" })
  unit?: Relation<UnitEntity>;

  @Column({ type: "date", name: "due_date" })
  dueDate!: string;

  @Column({ type: "text", name: "provenance" })
  provenance!: "PUBLISHED" | "SAMPLE" | "DELIVERED";

  @Column({ type: "text", name: "citation_vi", nullable: true })
  citationVi!: string | null;

  @Column({ type: "text", name: "citation_en", nullable: true })
  citationEn!: string | null;

  /** The decision that set or amended it. */
  @Column({ type: "text", name: "decision", nullable: true })
  decision!: string | null;

  /** Day of that decision. */
  @Column({ type: "date", name: "decided_on", nullable: true })
  decidedOn!: string | null;

  /** What the decision is about, or why. */
  @Column({ type: "text", name: "decision_note_vi", nullable: true })
  decisionNoteVi!: string | null;

  @Column({ type: "text", name: "decision_note_en", nullable: true })
  decisionNoteEn!: string | null;

  /** Which value is compared; null where the indicator tells (docs/progress.md). */
  @Column({ type: "text", name: "measured_as", nullable: true })
  measuredAs!: "LATEST_VALUE" | "YEAR_TO_DATE" | null;

  /** Targets of several plans with the same lineage are one promise made again; null means its own code. */
  @Column({ type: "text", name: "lineage", nullable: true })
  lineage!: string | null;

  @Column({ type: "date", name: "valid_from" })
  validFrom!: string;

  @Column({ type: "date", name: "valid_to", nullable: true })
  validTo!: string | null;

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
