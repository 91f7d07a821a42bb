import { ArgsType, Field, ObjectType } from "type-graphql";
import { connectionType } from "../graphql/connection.type.js";
import { DateTimeScalar } from "../graphql/scalars.js";
import { Provenance } from "../observation/observation-enums.js";

@ObjectType("SourceSystem", { description: "A system or folder that data comes from (hệ thống nguồn)." })
export class SourceSystemType {
  @Field(() => String, { description: "Code of the source, as its configuration says." })
  code!: string;

  @Field(() => String, { description: "Protocol and format, as its configuration says." })
  kind!: string;

  @Field(() => String, {
    description: "SNAPSHOT, where absence means withdrawn, or DELTA, as its configuration says.",
  })
  delivery!: string;

  @Field(() => Provenance, {
    description:
      "DELIVERED, or SAMPLE for a source whose figures are made up: those never come into a series of real ones.",
  })
  provenance!: Provenance;

  @Field(() => String, {
    nullable: true,
    description: "Cron expression in `timeZone`; null when it runs by hand only.",
  })
  schedule!: string | null;

  @Field(() => String, { description: "IANA name of the zone of its schedule." })
  timeZone!: string;

  @Field(() => Boolean, { description: "Is it configured still?" })
  active!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When a run of it last ended well, whether or not something changed; null before the first one.",
  })
  publishedAt!: Date | null;
}

export const SourceSystemConnectionType = connectionType("SourceSystem", () => SourceSystemType);

@ArgsType()
export class SourceSystemArgs {
  @Field(() => String, { description: "Code of the source." })
  code!: string;
}
