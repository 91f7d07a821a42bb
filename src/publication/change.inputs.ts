import { ArgsType, Field, InputType, Int, registerEnumType } from "type-graphql";

/** What a publication did to an observation. */
export enum ChangeKind {
  INSERTED = "INSERTED",
  UPDATED = "UPDATED",
  WITHDRAWN = "WITHDRAWN",
}
registerEnumType(ChangeKind, {
  name: "ChangeKind",
  description: "What a publication did to an observation.",
  valuesConfig: {
    INSERTED: { description: "The period had no observation, and now it has one." },
    UPDATED: { description: "Another value, status, comment or end of the period stands from now on." },
    WITHDRAWN: { description: "The observation stands no longer, and no other one took its place." },
  },
});

@InputType("ChangeFilter", {
  description: "Which changes. Fields are joined by AND; null and empty lists are errors; unknown codes are NOT_FOUND.",
})
export class ChangeFilter {
  @Field(() => [String], { nullable: true, description: "Of series with one of these keys." })
  keys?: string[];

  @Field(() => [String], { nullable: true, description: "Of one of these indicators." })
  indicators?: string[];

  @Field(() => [String], { nullable: true, description: "Of indicators owned by one of these agencies." })
  agencies?: string[];

  @Field(() => [String], { nullable: true, description: "In one of these areas." })
  areas?: string[];

  @Field(() => [ChangeKind], { nullable: true, description: "Of one of these kinds." })
  kinds?: ChangeKind[];
}

@ArgsType()
export class ChangesArgs {
  @Field(() => String, {
    nullable: true,
    description:
      "A data version, such as 3: changes that came after it. Or the cursor of a change: those after that one. From the first version on when left out.",
  })
  after?: string | null;

  @Field(() => ChangeFilter, { nullable: true, description: "Which changes; all when left out." })
  filter?: ChangeFilter;

  @Field(() => Int, { nullable: true, description: "How many, 1 to 100; 100 when left out." })
  first?: number | null;
}
