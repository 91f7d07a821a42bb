import { Field, ObjectType } from "type-graphql";

/** Why a mutation did nothing, as data: the caller can put it right. */
export interface UserError {
  /** Where in the arguments, from the outside in. */
  readonly field: readonly string[];
  readonly code: string;
  readonly message: string;
}

@ObjectType("UserError", { description: "Why a mutation changed nothing; the caller can put it right." })
export class UserErrorType {
  @Field(() => [String], { description: 'The argument that it is about, from the outside in: `["input", "name"]`.' })
  field!: string[];

  @Field(() => String, { description: "Stable, for programs: REQUIRED, INVALID, TOO_LONG, NOT_FOUND, IN_THE_PAST, …" })
  code!: string;

  @Field(() => String, { description: "For people." })
  message!: string;
}

export function userError(field: string, code: string, message: string): UserError {
  return { field: ["input", field], code, message };
}
