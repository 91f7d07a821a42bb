import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, ID, Info, Mutation, Query, Resolver } from "type-graphql";
import { Role } from "../access/viewer.js";
import type { AgencyReads } from "../agency/agency.reads.js";
import { AgencyType } from "../agency/agency.type.js";
import { loadById } from "../database/align.js";
import { Allows } from "../graphql/allows.js";
import type { Context } from "../graphql/context.js";
import { NODE_ID } from "../graphql/descriptions.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { Live } from "../graphql/live.js";
import { toNodeId } from "../graphql/node-id.js";
import { Selection } from "../graphql/selection.js";
import { ApiClientsArgs, CreateApiClientArgs, RevokeApiClientArgs, RotateApiClientArgs } from "./client.inputs.js";
import type { ApiClientRow, ClientReads } from "./client.reads.js";
import type { ClientOutcome, ClientService } from "./client.service.js";
import {
  ApiClientConnectionType,
  ApiClientKeyPayloadType,
  ApiClientPayloadType,
  ApiClientType,
} from "./client.type.js";

@Resolver(() => ApiClientType)
export class ApiClientResolver {
  constructor(
    private readonly reads: ClientReads,
    private readonly service: ClientService,
    private readonly agencies: AgencyReads,
  ) {}

  @Allows(Role.ADMIN)
  @Live()
  @Query(() => ApiClientConnectionType, {
    description: "API clients, the newest first; 50 when neither `first` nor `last` is given. For the role ADMIN.",
  })
  apiClients(
    @Args(() => ApiClientsArgs) args: ApiClientsArgs,
    @Ctx() { viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.reads.list(viewer, args, Selection.of(info));
  }

  @Allows(Role.ADMIN, { subject: ({ client }: ClientOutcome) => client?.clientId })
  @Mutation(() => ApiClientKeyPayloadType, {
    description: "Creates an API client and shows its key, once. For the role ADMIN.",
  })
  createApiClient(@Args(() => CreateApiClientArgs) { input }: CreateApiClientArgs, @Ctx() { viewer }: Context) {
    return this.service.create(viewer, input);
  }

  @Allows(Role.ADMIN)
  @Mutation(() => ApiClientKeyPayloadType, {
    description:
      "Gives an API client a new key and shows it, once; its old keys stay valid for some hours. For the role ADMIN.",
  })
  rotateApiClient(@Args(() => RotateApiClientArgs) { input }: RotateApiClientArgs, @Ctx() { viewer }: Context) {
    return this.service.rotate(viewer, input);
  }

  @Allows(Role.ADMIN)
  @Mutation(() => ApiClientPayloadType, {
    description: "Ends all keys of an API client, for good and within a minute everywhere. For the role ADMIN.",
  })
  revokeApiClient(@Args(() => RevokeApiClientArgs) { input }: RevokeApiClientArgs, @Ctx() { viewer }: Context) {
    return this.service.revoke(viewer, input.clientId);
  }

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(client: ApiClientRow): string {
    return toNodeId("ApiClient", client.id);
  }

  @BatchedField(() => AgencyType, {
    nullable: true,
    description: "The agency that it belongs to.",
    needs: ["agencyId"],
  })
  agency(clients: readonly ApiClientRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = clients.map((client) => client.agencyId);
    return loadById(ids, (some) => this.agencies.byIds(viewer, some, needs));
  }
}
