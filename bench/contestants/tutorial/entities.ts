import { Field, ID, ObjectType } from "type-graphql";
import {
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
} from "typeorm";

@ObjectType()
@Entity("agency")
export class Agency {
  @Field(() => ID)
  @PrimaryGeneratedColumn()
  id: number;

  @Field()
  @Column()
  code: string;

  @Field()
  @Column({ name: "name_vi" })
  name: string;

  @OneToMany(() => Indicator, (indicator) => indicator.agency)
  indicators: Relation<Indicator[]>;
}

@ObjectType()
@Entity("area")
export class Area {
  @Field(() => ID)
  @PrimaryGeneratedColumn()
  id: number;

  @Field()
  @Column()
  code: string;

  @Field()
  @Column({ name: "name_vi" })
  name: string;
}

@ObjectType()
@Entity("unit")
export class Unit {
  @Field(() => ID)
  @PrimaryGeneratedColumn()
  id: number;

  @Field()
  @Column()
  code: string;
}

@ObjectType()
@Entity("indicator")
export class Indicator {
  @Field(() => ID)
  @PrimaryGeneratedColumn()
  id: number;

  @Field()
  @Column()
  code: string;

  @Field()
  @Column({ name: "name_vi" })
  name: string;

  @Column({ name: "agency_id" })
  agencyId: number;

  @Column({ name: "unit_id" })
  unitId: number;

  @ManyToOne(() => Agency, (agency) => agency.indicators)
  @JoinColumn({ name: "agency_id" })
  agency: Relation<Agency>;
}

@ObjectType()
@Entity("target")
export class Target {
  @Field(() => ID)
  @PrimaryGeneratedColumn()
  id: number;

  @Field()
  @Column()
  code: string;

  @Field()
  @Column({ name: "name_vi" })
  name: string;

  @Field(() => String, { nullable: true })
  @Column("numeric", { nullable: true })
  value: string | null;

  @Field()
  @Column("date", { name: "due_date" })
  dueDate: string;

  @Column("int", { name: "agency_id", nullable: true })
  agencyId: number | null;

  @Column("int", { name: "indicator_id", nullable: true })
  indicatorId: number | null;
}

@ObjectType()
@Entity("series")
export class Series {
  @Field(() => ID)
  @PrimaryGeneratedColumn()
  id: number;

  @Field()
  @Column()
  key: string;

  @Column({ name: "indicator_id" })
  indicatorId: number;

  @Column({ name: "area_id" })
  areaId: number;

  @Column()
  breakdown: string;

  @Column("date", { name: "latest_start", nullable: true })
  latestStart: string | null;

  @Column("numeric", { name: "last_value", nullable: true })
  lastValue: string | null;

  @Column("char", { name: "last_status", nullable: true })
  lastStatus: string | null;
}

@ObjectType()
@Entity("observation")
export class Observation {
  @PrimaryColumn({ name: "series_id" })
  seriesId: number;

  @Field()
  @PrimaryColumn("date", { name: "period_start" })
  periodStart: string;

  @Field(() => String, { nullable: true })
  @Column("numeric", { nullable: true })
  value: string | null;

  @Field()
  @Column("char", { length: 1 })
  status: string;
}
