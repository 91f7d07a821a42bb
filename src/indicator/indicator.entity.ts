import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";
import type { AccessClass } from "../access/viewer.js";
import { AgencyEntity } from "../agency/agency.entity.js";
import type { Frequency } from "../shared/frequency.js";
import type { Aggregation, Direction } from "./indicator-enums.js";
import { ReportingCalendarEntity } from "./reporting-calendar.entity.js";
import { TopicEntity } from "./topic.entity.js";
import { UnitEntity } from "./unit.entity.js";

/** What is measured, in [validFrom, validTo). */
@Entity("indicator")
@Unique("indicator_code_key", ["code"])
@Index("indicator_agency_id_idx", ["agencyId"])
@Index("indicator_topic_id_idx", ["topicId"])
@Index("indicator_id_covering_idx", ["id", "access", "frequency", "calendarId"])
@Index("indicator_unit_id_covering_idx", [
  "unitId",
  "access",
  "id",
  "code",
  "aggregation",
  "agencyId",
  "topicId",
  "calendarId",
])
@Check("indicator_decimals_check", `decimals BETWEEN 0 AND 20`)
@Check("indicator_frequency_check", `frequency IN ('D', 'W', 'M', 'Q', 'S', 'A', 'R')`)
@Check("indicator_direction_check", `direction IN ('INCREASE', 'DECREASE', 'NONE')`)
@Check("indicator_aggregation_check", `aggregation IN ('SUM', 'AVERAGE', 'LAST', 'MAX', 'MIN', 'NONE')`)
@Check("indicator_access_check", `access IN ('OPEN', 'SHARED', 'RESTRICTED')`)
@Check(
  "indicator_range_check",
  `minimum <= maximum AND minimum > '-Infinity' AND minimum < 'Infinity' AND maximum > '-Infinity' AND maximum < 'Infinity'`,
)
@Check("indicator_delivery_days_check", `delivery_days BETWEEN 0 AND 3660`)
@Check("indicator_validity_check", `valid_from < valid_to`)
export class IndicatorEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "indicator_pkey",
  })
  id!: number;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;

  @Column({ type: "text", name: "abbreviation", nullable: true })
  abbreviation!: string | null;

  @Column({ type: "text", name: "definition_vi", nullable: true })
  definitionVi!: string | null;

  @Column({ type: "text", name: "definition_en", nullable: true })
  definitionEn!: string | null;

  @Column({ type: "text", name: "method_vi", nullable: true })
  methodVi!: string | null;

  @Column({ type: "text", name: "method_en", nullable: true })
  methodEn!: string | null;

  @Column({ type: "integer", name: "unit_id" })
  unitId!: number;

  @ManyToOne(() => UnitEntity)
  @JoinColumn({ name: "unit_id", foreignKeyConstraintName: "indicator_unit_id_fkey" })
  unit?: Relation<UnitEntity>;

  @Column({ type: "smallint", name: "decimals" })
  decimals!: number;

  @Column({ type: "text", name: "frequency" })
  frequency!: Frequency;

  @Column({ type: "integer", name: "calendar_id" })
  calendarId!: number;

  @ManyToOne(() => ReportingCalendarEntity)
  @JoinColumn({ name: "calendar_id", foreignKeyConstraintName: "indicator_calendar_id_fkey" })
  calendar?: Relation<ReportingCalendarEntity>;

  @Column({ type: "text", name: "direction" })
  direction!: Direction;

  @Column({ type: "text", name: "aggregation" })
  aggregation!: Aggregation;

  @Column({ type: "integer", name: "agency_id" })
  agencyId!: number;

  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: "agency_id", foreignKeyConstraintName: "indicator_agency_id_fkey" })
  agency?: Relation<AgencyEntity>;

  @Column({ type: "integer", name: "topic_id", nullable: true })
  topicId!: number | null;

  @ManyToOne(() => TopicEntity)
  @JoinColumn({ name: "topic_id", foreignKeyConstraintName: "indicator_topic_id_fkey" })
  topic?: Relation<TopicEntity> | null;

  @Column({ type: "text", name: "access", default: "OPEN" })
  access!: AccessClass;

  @Column({ type: "text", name: "national_code", nullable: true })
  nationalCode!: string | null;

  @Column({ type: "numeric", name: "minimum", nullable: true })
  minimum!: string | null;

  @Column({ type: "numeric", name: "maximum", nullable: true })
  maximum!: string | null;

  /** Days after the end of a period by which it has to arrive; null is the frequency's own delay (freshness/delivery.ts). */
  @Column({ type: "smallint", name: "delivery_days", nullable: true })
  deliveryDays!: number | null;

  @Column({ type: "date", name: "valid_from" })
  validFrom!: string;

  @Column({ type: "date", name: "valid_to", nullable: true })
  validTo!: string | null;

  @Column({ type: "integer", name: "replaced_by_id", nullable: true })
  replacedById!: number | null;

  @ManyToOne(() => IndicatorEntity)
  @JoinColumn({ name: "replaced_by_id", foreignKeyConstraintName: "indicator_replaced_by_id_fkey" })
  replacedBy?: Relation<IndicatorEntity> | null;

  @Column({
    type: "text",
    name: "search_text",
    generatedType: "STORED",
    asExpression: `kho_search_text(
      code || ' ' || name_vi || ' ' || coalesce(name_en, '') || ' ' || coalesce(abbreviation, ''),
      name_vi,
      coalesce(definition_vi, '') || ' ' || coalesce(definition_en, ''))`,
    select: false,
    insert: false,
    update: false,
  })
  searchText?: string;
}
