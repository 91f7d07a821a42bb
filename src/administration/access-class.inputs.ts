import { ArgsType, Field, InputType } from "type-graphql";
import { AccessClass } from "../access/viewer.js";

@InputType("SetIndicatorAccessInput", { description: "Who may read an indicator from now on." })
export class SetIndicatorAccessInput {
  @Field(() => String, { description: "The indicator's code." })
  code!: string;

  @Field(() => AccessClass, { description: "Who may read it from now on." })
  access!: AccessClass;
}

@InputType("SetSeriesAccessInput", { description: "Who may read one series of an indicator from now on." })
export class SetSeriesAccessInput {
  @Field(() => String, { description: "The series' key, such as M.KT012.77._T." })
  key!: string;

  @Field(() => AccessClass, {
    nullable: true,
    description:
      "A class that is closer than the indicator's; null (or OPEN) ends the exception. A series is never more open than its indicator.",
  })
  access?: AccessClass | null;
}

@ArgsType()
export class SetIndicatorAccessArgs {
  @Field(() => SetIndicatorAccessInput, { description: "Which indicator, and its class." })
  input!: SetIndicatorAccessInput;
}

@ArgsType()
export class SetSeriesAccessArgs {
  @Field(() => SetSeriesAccessInput, { description: "Which series, and its class." })
  input!: SetSeriesAccessInput;
}
