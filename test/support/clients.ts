import { Role, Scope, system } from "../../src/access/viewer.js";
import { ClientReads } from "../../src/administration/client.reads.js";
import { ClientService, type NewClient } from "../../src/administration/client.service.js";
import type { TestWarehouse } from "./warehouse.js";

/** The agency that the stories sign in for: Sở Tài chính. */
export const FINANCE = "000.00.05.H06";

/** A client's key, as `kho client create` prints it. */
export async function keyOf(warehouse: TestWarehouse, given: Partial<NewClient> = {}): Promise<string> {
  const { db, clients } = warehouse.access;
  const service = new ClientService(db, new ClientReads(db), clients);
  const { agency = given.role === undefined || given.role === Role.AGENCY ? FINANCE : null } = given;
  const client = { name: "a client", role: Role.AGENCY, scopes: [Scope.READ, Scope.WRITE], ...given, agency };
  const { key, userErrors } = await service.create(system, client);
  if (key === null) throw new Error(JSON.stringify(userErrors));
  return key;
}

export function idOf(key: string): string {
  return key.split("_")[1]!;
}

/** The header that a key or token is sent in. */
export function bearer(credential: string): Record<string, string> {
  return { authorization: `Bearer ${credential}` };
}
