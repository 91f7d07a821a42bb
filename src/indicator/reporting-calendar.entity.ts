import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from "typeorm";

/** Which dates a period's code stands for. */
@Entity("reporting_calendar")
@Unique("reporting_calendar_code_key", ["code"])
@Check("reporting_calendar_start_day_check", `start_day BETWEEN 1 AND 28`)
export class ReportingCalendarEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "reporting_calendar_pkey",
  })
  id!: number;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;

  /** 1 for calendar months; 15 when a report month runs from the 15th of the month before to the 14th. */
  @Column({ type: "smallint", name: "start_day" })
  startDay!: number;
}
