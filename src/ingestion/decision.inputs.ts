import { ArgsType, Field, ID, InputType } from "type-graphql";

@InputType("DecideRejectedRowsInput", { description: "Rows that were held back, and are decided on." })
export class DecideRejectedRowsInput {
  @Field(() => [ID], {
    description: "Numbers of rows, as `rejectedRows` gives them in `id`; 1 to 1,000. All of them are decided, or none.",
  })
  ids!: string[];
}

@ArgsType()
export class DecideRejectedRowsArgs {
  @Field(() => DecideRejectedRowsInput, { description: "Which rows." })
  input!: DecideRejectedRowsInput;
}
