import { Field, Int, ObjectType } from "type-graphql";
import { Role, Scope } from "../access/viewer.js";
import { connectionType } from "../graphql/connection.type.js";
import { NodeType } from "../graphql/node.type.js";
import { DateTimeScalar } from "../graphql/scalars.js";
import { UserErrorType } from "../graphql/user-error.type.js";
import { ApiClientStatus } from "./administration-enums.js";

@ObjectType("ApiClient", {
  implements: NodeType,
  description:
    "A programme of a partner that signs in with a key. The key's secret is kept nowhere and can't be read again.",
})
export class ApiClientType extends NodeType {
  @Field(() => String, { description: "The part of its key that may be shown, after `kho_`: 12 letters and digits." })
  clientId!: string;

  @Field(() => String, { description: "What it is called." })
  name!: string;

  @Field(() => Role, { description: "What it is here for." })
  role!: Role;

  @Field(() => [Scope], { description: "What its key may be used for." })
  scopes!: Scope[];

  @Field(() => ApiClientStatus, { description: "Whether its key works." })
  status!: ApiClientStatus;

  @Field(() => DateTimeScalar, { description: "When it was created." })
  createdAt!: Date;

  @Field(() => String, { description: "Who created it: the kind of viewer and his id." })
  createdBy!: string;

  @Field(() => DateTimeScalar, { description: "When its keys end." })
  expiresAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was revoked." })
  revokedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was last used, as it is known some seconds later; null if never.",
  })
  lastUsedAt!: Date | null;

  @Field(() => Int, { description: "Keys that work now: two while the old one of a rotation is still valid." })
  validKeys!: number;
}

export const ApiClientConnectionType = connectionType("ApiClient", () => ApiClientType);

@ObjectType("ApiClientKeyPayload", { description: "A client with its new key." })
export class ApiClientKeyPayloadType {
  @Field(() => ApiClientType, { nullable: true, description: "The client; null when there are errors." })
  client!: ApiClientType | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The key, `kho_<id>_<secret>`, to be sent as `Authorization: Bearer <key>`. It is shown this once and never again.",
  })
  key!: string | null;

  @Field(() => [UserErrorType], { description: "Why nothing was changed; empty if it was." })
  userErrors!: UserErrorType[];
}

@ObjectType("ApiClientPayload", { description: "A client that was changed." })
export class ApiClientPayloadType {
  @Field(() => ApiClientType, { nullable: true, description: "The client; null when there are errors." })
  client!: ApiClientType | null;

  @Field(() => [UserErrorType], { description: "Why nothing was changed; empty if it was." })
  userErrors!: UserErrorType[];
}
