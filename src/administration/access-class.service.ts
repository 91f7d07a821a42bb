import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import { AccessClass } from "../access/viewer.js";
import type { Database } from "../database/database.js";
import type { UserError } from "../graphql/user-error.type.js";
import { userError } from "../graphql/user-error.type.js";
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

  setOfIndicator({ code, access }: SetIndicatorAccessInput): Promise<AccessOutcome> {
    return this.#set(
      sql`UPDATE indicator i SET access = ${access} WHERE i.code = ${code} RETURNING i.code AS "subject", i.access AS "access"`,
      userError("code", "NOT_FOUND", "There is no such indicator."),
    );
  }

  setOfSeries({ key, access }: SetSeriesAccessInput): Promise<AccessOutcome> {
    const exception = access === AccessClass.OPEN ? null : (access ?? null);
    return this.#set(
      sql`UPDATE series s SET access = ${exception} WHERE s.key = ${key} RETURNING s.key AS "subject", s.access AS "access"`,
      userError("key", "NOT_FOUND", "There is no such series."),
    );
  }

  async #set(statement: Sql, unknown: UserError): Promise<AccessOutcome> {
    try {
      const row = await this.db.one<Omit<AccessOutcome, "userErrors">>(statement);
      return row ? { ...row, userErrors: [] } : { ...UNCHANGED, userErrors: [unknown] };
    } catch (error) {
      if ((error as { code?: unknown }).code !== CHECK_VIOLATION) throw error;
      return { ...UNCHANGED, userErrors: [MORE_OPEN] };
    }
  }
}
