import { userInfo } from "node:os";
import { AuditTrail } from "./access/audit-trail.js";
import { Role, Scope, system } from "./access/viewer.js";
import { ClientReads } from "./administration/client.reads.js";
import type { ApiClientRow } from "./administration/client.reads.js";
import type { ClientOutcome } from "./administration/client.service.js";
import { ClientService } from "./administration/client.service.js";
import { openDatabase } from "./app-serving.js";
import type { ClientDesk, ClientWork, Session } from "./commands/app-door.js";
import sql from "sql-template-tag";
import type { Database } from "./database/database.js";
import { AppError } from "./shared/errors.js";

/** `kho client`: the same commands as the mutations', done by whoever may log in to the machine. */
export async function openClientDesk({ config, log, url }: Session, work: ClientWork): Promise<readonly string[]> {
  const db = openDatabase(config, url);
  const audit = new AuditTrail(db, log);
  try {
    return await work(deskOf(db, audit, config.timeZone));
  } finally {
    await audit.close();
    await db.close();
  }
}

function deskOf(db: Database, audit: AuditTrail, timeZone: string): ClientDesk {
  const reads = new ClientReads(db);
  const service = new ClientService(db, reads, { forget() {} });
  const by = { ...system, id: userInfo().username };
  const endOf = (expires: string | undefined): Promise<Date | null> => momentOf(db, expires, timeZone);
  const done = async (action: string, subject: string | null, outcome: ClientOutcome): Promise<readonly string[]> => {
    const refused = outcome.userErrors.length > 0;
    await audit.record({
      kind: "ADMINISTRATION",
      action,
      outcome: refused ? "REFUSED" : "DONE",
      viewer: by,
      address: null,
      requestId: null,
      subject: outcome.client?.clientId ?? subject,
      details: { from: "command line", userErrors: outcome.userErrors.map(({ code }) => code) },
    });
    if (refused) throw new AppError("BAD_USER_INPUT", outcome.userErrors.map(({ message }) => message).join(" "));
    return linesOf(outcome);
  };
  return {
    create: async ({ expires, role, scopes, ...given }) => {
      const wanted = { ...given, role: Role[role], scopes: scopes.map((scope) => Scope[scope]) };
      return done(
        "createApiClient",
        given.name,
        await service.create(by, { ...wanted, expiresAt: await endOf(expires) }),
      );
    },
    list: async () => {
      const clients = await reads.all(by);
      return clients.length === 0 ? ["There are no clients."] : clients.map(lineOf);
    },
    rotate: async ({ expires, ...rotation }) =>
      done(
        "rotateApiClient",
        rotation.clientId,
        await service.rotate(by, { ...rotation, expiresAt: await endOf(expires) }),
      ),
    revoke: async (clientId) => done("revokeApiClient", clientId, await service.revoke(by, clientId)),
  };
}

/** A day ends at midnight in the warehouse's time zone, which Postgres knows how to find. */
async function momentOf(db: Database, expires: string | undefined, timeZone: string): Promise<Date | null> {
  if (expires === undefined) return null;
  if (expires.includes("T")) return new Date(expires);
  const row = await db.one<{ moment: Date }>(
    sql`SELECT (${expires}::date + 1)::timestamp AT TIME ZONE ${timeZone} AS "moment"`,
  );
  return row!.moment;
}

function linesOf({ client, key }: ClientOutcome): string[] {
  const shown = key === null ? [] : [`key  ${key}`, "It is shown this once. Send it as  Authorization: Bearer <key>"];
  return [lineOf(client!), ...shown];
}

function lineOf({ clientId, status, role, scopes, expiresAt, lastUsedAt, validKeys, name }: ApiClientRow): string {
  const used = lastUsedAt ? `last used ${lastUsedAt.toISOString()}` : "never used";
  const keys = `${validKeys} ${validKeys === 1 ? "key" : "keys"}`;
  return [clientId, status, role, scopes.join("+"), keys, `until ${expiresAt.toISOString()}`, used, name].join("  ");
}
