import type { Viewer } from "../access/viewer.js";
import { hasRole, Role } from "../access/viewer.js";
import type { UserError } from "../graphql/user-error.type.js";
import { userError } from "../graphql/user-error.type.js";
import type { ErrorCode } from "../shared/errors.js";
import { AppError } from "../shared/errors.js";
import type { Decision } from "./rejected.service.js";
import { dismissRows, releaseRows } from "./rejected.service.js";

type Refusable<Done> = Done & { readonly userErrors: readonly UserError[] };

const MOST_ROWS = 1_000;
/** Callers wait for an answer: a publication that takes longer is not waited for, nor a database that does not answer. */
const LIMITS = {
  lock_timeout: 3_000,
  connectionTimeoutMillis: 2_000,
  statement_timeout: 5_000,
  query_timeout: 6_000,
} as const;
const LOCK_NOT_AVAILABLE = "55P03";
/** Each has a connection to itself, and one publishes at a time: more would only wait, and keep connections from others. */
const MOST_AT_ONCE = 4;
const CODES: Partial<Record<ErrorCode, string>> = {
  NOT_FOUND: "NOT_FOUND",
  CONFLICT: "CONFLICT",
  BAD_USER_INPUT: "INVALID",
};
/** An agency that is none: of its rows there are none. */
const NO_AGENCY = 0;

/** What callers decide about rows that were not simply taken. */
export class RowDecisions {
  #running = 0;

  /** @param databaseUrl connection string of the login that publishes for callers, and may do nothing else */
  constructor(private readonly databaseUrl: string) {}

  release(viewer: Viewer, ids: readonly string[]): Promise<Refusable<{ released: number; version: string | null }>> {
    return this.#asData({ released: 0, version: null }, async () => {
      const { released, publication } = await releaseRows(this.databaseUrl, decisionOf(viewer, ids));
      return { released, version: publication === null ? null : String(publication) };
    });
  }

  dismiss(viewer: Viewer, ids: readonly string[]): Promise<Refusable<{ dismissed: number }>> {
    return this.#asData({ dismissed: 0 }, async () => {
      return { dismissed: await dismissRows(this.databaseUrl, decisionOf(viewer, ids)) };
    });
  }

  async #asData<Done extends object>(nothing: Done, work: () => Promise<Done>): Promise<Refusable<Done>> {
    if (this.#running >= MOST_AT_ONCE) return { ...nothing, userErrors: [BUSY] };
    this.#running++;
    try {
      return { ...(await work()), userErrors: [] };
    } catch (error) {
      return { ...nothing, userErrors: [refusalOf(error)] };
    } finally {
      this.#running--;
    }
  }
}

const BUSY = userError("ids", "BUSY", "Something else is being published: please try again in a moment.");

function decisionOf(viewer: Viewer, given: readonly string[]): Decision {
  const agencyId = hasRole(viewer, Role.STEWARD) ? null : (viewer.ownAgencyId ?? NO_AGENCY);
  if (given.length > MOST_ROWS)
    throw new AppError("BAD_USER_INPUT", `${given.length} rows are named; at most ${MOST_ROWS} are decided at once.`);
  const unknown = given.filter((id) => !/^[1-9]\d{0,8}$/.test(id));
  if (unknown.length > 0)
    throw new AppError("NOT_FOUND", `There is no such row: ${unknown.map((id) => id.slice(0, 40)).join(", ")}`);
  const ids = [...new Set(given.map(Number))];
  return { ids, by: viewer.name ?? viewer.id ?? viewer.kind, agencyId, limits: LIMITS };
}

/** @throws what the caller can't put right */
function refusalOf(error: unknown): UserError {
  if ((error as { code?: unknown }).code === LOCK_NOT_AVAILABLE) return BUSY;
  const code = error instanceof AppError ? CODES[error.code] : undefined;
  if (code === undefined) throw error;
  return userError("ids", code, (error as AppError).message);
}
