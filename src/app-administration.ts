import type { AuditTrail } from "./access/audit-trail.js";
import { AccessClassResolver } from "./administration/access-class.resolver.js";
import { AccessClassService } from "./administration/access-class.service.js";
import { AuditReads } from "./administration/audit.reads.js";
import { AuditResolver } from "./administration/audit.resolver.js";
import { ClientReads } from "./administration/client.reads.js";
import { ApiClientResolver } from "./administration/client.resolver.js";
import type { ForgetsClients } from "./administration/client.service.js";
import { ClientService } from "./administration/client.service.js";
import { RateLimitResolver } from "./administration/rate-limit.resolver.js";
import { UsageReads } from "./administration/usage.reads.js";
import { UsageResolver } from "./administration/usage.resolver.js";
import { ViewerResolver } from "./administration/viewer.resolver.js";
import type { AgencyReads } from "./agency/agency.reads.js";
import { byNumber } from "./app-nodes.js";
import type { Database } from "./database/database.js";
import type { NodeSource } from "./node/node.resolver.js";
import type { WarehouseFacts } from "./publication/publication.resolver.js";

/** What administration works with; its connections may write. */
export interface AdministrationParts {
  readonly db: Database;
  readonly clients: ForgetsClients;
  readonly audit: AuditTrail | null;
}

/** What administration adds to the schema. */
export interface Administration {
  readonly resolvers: readonly object[];
  readonly nodes: readonly [string, NodeSource][];
}

export function makeAdministration(
  { db, clients: directory }: AdministrationParts,
  agencies: AgencyReads,
  limits: WarehouseFacts["limits"],
): Administration {
  const [clients, audit, usage] = [new ClientReads(db), new AuditReads(db), new UsageReads(db)];
  return {
    resolvers: [
      new ViewerResolver(agencies, limits),
      new RateLimitResolver(),
      new ApiClientResolver(clients, new ClientService(db, clients, directory), agencies),
      new AccessClassResolver(new AccessClassService(db)),
      new AuditResolver(audit, agencies),
      new UsageResolver(usage, agencies),
    ],
    nodes: [
      ["ApiClient", byNumber((viewer, ids) => clients.byIds(viewer, ids))],
      // Their ids are larger than any number of ours: they reach us as text.
      [
        "AuditEntry",
        byNumber(async (viewer, ids) =>
          (await audit.byIds(viewer, ids)).map((row) => Object.assign(row, { id: Number(row.id) })),
        ),
      ],
      ["ClientUsage", byNumber((viewer, ids) => usage.byIds(viewer, ids))],
    ],
  };
}
