import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import { writeRule } from "../access/row-rules.js";
import type { Viewer } from "../access/viewer.js";
import { AccessClass } from "../access/viewer.js";
import type { Database } from "../database/database.js";
import type { UserError } from "../graphql/user-error.type.js";
import { userError } from "../graphql/user-error.type.js";
import { visibleIndicators, visibleSeries } from "../indicator/indicator.reads.js";
import type { SetIndicatorAccessInput, SetSeriesAccessInput } from "./access-class.inputs.js";

interface AccessOutcome {
  readonly subject: string | null;
  readonly access: AccessClass | null;
  readonly userErrors: readonly UserError[];
}

const UNCHANGED = { subject: null, access: null };

/** The database keeps derived indicators from being more open than their inputs (migrations/1692805000000). */
const CHECK_VIOLATION = "23514";
const MORE_OPEN = userError(
  "access",
  "DERIVED",
  "A derived indicator is never more open than what it is computed from. Close what is computed from this one first, or open its inputs.",
);

/** Commands on who may read what. Triggers tell every process's kept answers at once. */
export class AccessClassService {
  constructor(private readonly db: Database) {}

  setOfIndicator(viewer: Viewer, { code, access }: SetIndicatorAccessInput): Promise<AccessOutcome> {
    return this.#set("code", {
      seen: sql`
        SELECT ${writeRule(viewer, "i")} AS "mayWrite" FROM indicator i
        WHERE i.code = ${code} AND ${visibleIndicators(viewer)}`,
      update: sql`
        UPDATE indicator i SET access = ${access} WHERE i.code = ${code} AND ${writeRule(viewer, "i")}
        RETURNING i.code AS "subject", i.access AS "access"`,
    });
  }

  setOfSeries(viewer: Viewer, { key, access }: SetSeriesAccessInput): Promise<AccessOutcome> {
    const exception = access === AccessClass.OPEN ? null : (access ?? null);
    return this.#set("key", {
      seen: sql`
        SELECT ${writeRule(viewer, "i")} AS "mayWrite" FROM series s JOIN indicator i ON i.id = s.indicator_id
        WHERE s.key = ${key} AND ${visibleSeries(viewer)}`,
      update: sql`
        UPDATE series s SET access = ${exception} FROM indicator i
        WHERE s.key = ${key} AND i.id = s.indicator_id AND ${writeRule(viewer, "i")}
        RETURNING s.key AS "subject", s.access AS "access"`,
    });
  }

  /** Looks first: an UPDATE of no row, too, would tell every process that its kept answers are old. */
  async #set(field: string, { seen, update }: { readonly seen: Sql; readonly update: Sql }): Promise<AccessOutcome> {
    const row = await this.db.one<{ mayWrite: boolean }>(seen);
    if (row && !row.mayWrite)
      return { ...UNCHANGED, userErrors: [userError(field, "FORBIDDEN", "It belongs to another agency.")] };
    try {
      const changed = row && (await this.db.one<Omit<AccessOutcome, "userErrors">>(update));
      if (changed) return { ...changed, userErrors: [] };
    } catch (error) {
      if ((error as { code?: unknown }).code !== CHECK_VIOLATION) throw error;
      return { ...UNCHANGED, userErrors: [MORE_OPEN] };
    }
    // Whoever may not even see it is told what he is told of nothing.
    return { ...UNCHANGED, userErrors: [userError(field, "NOT_FOUND", "There is no such row.")] };
  }
}
