import type { Logger } from "pino";
import { AuditTrail } from "./access/audit-trail.js";
import { Authenticator } from "./access/authenticator.js";
import { ClientDirectory } from "./access/client-directory.js";
import type { BrakeLimits } from "./access/sign-in-brake.js";
import { Allowances } from "./access/allowances.js";
import { RateLimits } from "./access/rate-limits.js";
import { SharedCounts } from "./access/shared-counts.js";
import { SignInBrake } from "./access/sign-in-brake.js";
import { issuerKeys } from "./access/token-keys.js";
import { TokenVerifier } from "./access/token-verifier.js";
import { UsageMeter } from "./access/usage-meter.js";
import type { Config } from "./config/config.js";
import type { HowMuchSettings } from "./config/how-much.js";
import { Database } from "./database/database.js";
import type { LocalDate } from "./shared/local-date.js";

/** Everything that knows who asks, and writes down what he did. */
export interface Access {
  /** Connections of its own: a sign-in does not wait behind questions, and questions need none that may write. */
  readonly db: Database;
  readonly authenticator: Authenticator;
  readonly clients: ClientDirectory;
  readonly audit: AuditTrail;
  readonly usage: UsageMeter;
  readonly rates: RateLimits;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

const CONNECTIONS = 2;

export interface AccessConfig extends Pick<Config, "oidc" | "statementTimeoutMs"> {
  /** When failed sign-ins are braked; the usual limits when left out. */
  readonly brake?: BrakeLimits;
  /** Milliseconds since 1970, by which minutes are counted. */
  readonly clock?: () => number;
  /** Who may use how much; left out: the usual cost of one operation, and nobody counts minutes. */
  readonly howMuch?: Pick<HowMuchSettings, "maxCost" | "pointsPerMinute" | "countsTogether">;
}

export function openAccess(
  { oidc, statementTimeoutMs, brake, howMuch, clock }: AccessConfig,
  log: Logger,
  url: string,
  today: () => LocalDate,
): Access {
  const db = new Database({ url, poolSize: CONNECTIONS, statementTimeoutMs });
  const audit = new AuditTrail(db, log);
  const usage = new UsageMeter(db, log, today);
  const clients = new ClientDirectory(db);
  const tokens = oidc && new TokenVerifier(oidc, issuerKeys(oidc, log), db, log);
  const authenticator = new Authenticator({ clients, tokens, brake: new SignInBrake(brake), audit });
  const rates = new RateLimits(new Allowances(howMuch), clock);
  const shared = howMuch?.countsTogether ? new SharedCounts(db, log, rates) : null;
  const close = async (): Promise<void> => {
    await Promise.all([audit.close(), usage.close(), shared?.close()]);
    await db.close();
  };
  return { db, authenticator, clients, audit, usage, rates, close };
}
