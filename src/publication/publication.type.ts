import { Field, ID, Int, ObjectType } from "type-graphql";
import { DateTimeScalar, LocalDateScalar } from "../graphql/scalars.js";
import { NodeType } from "../graphql/node.type.js";

@ObjectType("Publication", {
  implements: NodeType,
  description: "A data version: everything that became visible at one moment.",
})
export class PublicationType extends NodeType {
  @Field(() => Int, { description: "Number of the version; a later one is larger." })
  version!: number;

  @Field(() => DateTimeScalar, { description: "When it became visible." })
  publishedAt!: Date;
}

@ObjectType("WarehouseLimits", { description: "What one request may ask for." })
export class WarehouseLimitsType {
  @Field(() => Int, { description: "Largest `first` or `last` of a connection." })
  maxPageSize!: number;

  @Field(() => Int, { description: "Most values in a list of a filter." })
  maxFilterValues!: number;

  @Field(() => Int, { description: "Most indicators in one `timeSeries`." })
  maxTimeSeriesIndicators!: number;

  @Field(() => Int, { description: "Deepest nesting of fields." })
  maxDepth!: number;

  @Field(() => Int, { description: "Longest document, in tokens." })
  maxTokens!: number;

  @Field(() => Int, { description: "Most bytes of a request's body." })
  maxBodyBytes!: number;

  @Field(() => Int, {
    description:
      "Most points that one operation may cost (docs/api.md tells what costs how much). In `viewer` yours, in `warehouse` an anonymous caller's.",
  })
  maxCost!: number;

  @Field(() => Int, {
    nullable: true,
    description: "Points of each minute, likewise; null for no limit. `rateLimit` tells how many are left.",
  })
  pointsPerMinute!: number | null;
}

@ObjectType("WarehouseCounts", { description: "How much there is. Rows that you may not see are not counted." })
export class WarehouseCountsType {
  @Field(() => Int, { description: "Agencies, also those that are no longer valid." })
  agencies!: number;

  @Field(() => Int, { description: "Areas, also those that are no longer valid." })
  areas!: number;

  @Field(() => Int, { description: "Indicators that you may see." })
  indicators!: number;

  @Field(() => Int, { description: "Series that you may see." })
  series!: number;

  @Field(() => Int, { description: "Current observations that you may see, without their history." })
  observations!: number;

  @Field(() => Int, { description: "Plans." })
  plans!: number;

  @Field(() => Int, { description: "Targets, each once, as it reads now; abolished ones are left out." })
  targets!: number;
}

@ObjectType("Warehouse", {
  description: "The warehouse itself: which data version it serves, for whom, and what one request may ask.",
})
export class WarehouseType {
  @Field(() => ID, { description: "The data version: answers to the same question are the same as long as it is." })
  version!: string;

  @Field(() => PublicationType, {
    nullable: true,
    description: "The publication that made this version; null while the warehouse is empty.",
  })
  publication!: PublicationType | null;

  @Field(() => WarehouseCountsType, { description: "How much there is." })
  counts!: WarehouseCountsType;

  @Field(() => WarehouseLimitsType, { description: "What one request may ask for." })
  limits!: WarehouseLimitsType;

  @Field(() => String, { description: "Code of the province that is meant when no area is given." })
  province!: string;

  @Field(() => String, { description: "Time zone in which a day is told, such as Asia/Ho_Chi_Minh." })
  timeZone!: string;

  @Field(() => LocalDateScalar, { description: "Today in that time zone." })
  today!: string;

  @Field(() => String, { description: "Version of the software." })
  softwareVersion!: string;

  @Field(() => Boolean, { description: "Does the warehouse hold series made up for demonstration?" })
  hasSampleData!: boolean;
}
