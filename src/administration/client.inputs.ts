import { ArgsType, Field, InputType, Int } from "type-graphql";
import { Role, Scope } from "../access/viewer.js";
import { ALL_OF, ANY_OF, NOT_THIS } from "../graphql/descriptions.js";
import { PageArgs } from "../graphql/page-args.js";
import { DateTimeScalar } from "../graphql/scalars.js";
import { ApiClientStatus } from "./administration-enums.js";

@InputType("ApiClientFilter", {
  description:
    "Which API clients. Fields are joined by AND; null and empty lists are errors; unknown agencies are NOT_FOUND.",
})
export class ApiClientFilter {
  @Field(() => [String], { nullable: true, description: "One of these client ids." })
  clients?: string[];

  @Field(() => [String], { nullable: true, description: "Of an agency with one of these codes." })
  agencies?: string[];

  @Field(() => [Role], { nullable: true, description: "With one of these roles." })
  roles?: Role[];

  @Field(() => [ApiClientStatus], { nullable: true, description: "In one of these states." })
  statuses?: ApiClientStatus[];

  @Field(() => [ApiClientFilter], { nullable: true, description: ALL_OF })
  and?: ApiClientFilter[];

  @Field(() => [ApiClientFilter], { nullable: true, description: ANY_OF })
  or?: ApiClientFilter[];

  @Field(() => ApiClientFilter, { nullable: true, description: NOT_THIS })
  not?: ApiClientFilter;
}

@ArgsType()
export class ApiClientsArgs extends PageArgs {
  @Field(() => ApiClientFilter, { nullable: true, description: "Which clients; all when left out." })
  filter?: ApiClientFilter;
}

@InputType("CreateApiClientInput", { description: "A new API client." })
export class CreateApiClientInput {
  @Field(() => String, { description: "What it is called, up to 100 characters." })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: "Code of the agency that it belongs to. The role AGENCY needs one.",
  })
  agency?: string | null;

  @Field(() => Role, { defaultValue: Role.AGENCY, description: "What it is here for." })
  role!: Role;

  @Field(() => [Scope], { defaultValue: [Scope.READ], description: "What its key may be used for." })
  scopes!: Scope[];

  @Field(() => DateTimeScalar, { nullable: true, description: "When its keys end; a year from now when left out." })
  expiresAt?: Date | null;
}

@InputType("RotateApiClientInput", { description: "A new key for an API client." })
export class RotateApiClientInput {
  @Field(() => String, { description: "The client's id: the 12 letters and digits after `kho_` in its key." })
  clientId!: string;

  @Field(() => Int, { defaultValue: 24, description: "For how many hours its old keys stay valid, 0 to 720." })
  overlapHours!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: "When its keys end; as before when left out." })
  expiresAt?: Date | null;
}

@InputType("RevokeApiClientInput", { description: "An API client whose keys are to end." })
export class RevokeApiClientInput {
  @Field(() => String, { description: "The client's id: the 12 letters and digits after `kho_` in its key." })
  clientId!: string;
}

@ArgsType()
export class CreateApiClientArgs {
  @Field(() => CreateApiClientInput, { description: "The new client." })
  input!: CreateApiClientInput;
}

@ArgsType()
export class RotateApiClientArgs {
  @Field(() => RotateApiClientInput, { description: "Which client, and how." })
  input!: RotateApiClientInput;
}

@ArgsType()
export class RevokeApiClientArgs {
  @Field(() => RevokeApiClientInput, { description: "Which client." })
  input!: RevokeApiClientInput;
}
