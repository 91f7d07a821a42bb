import pg from "pg";
import type { Sql } from "sql-template-tag";
import type { StatementListener } from "./statement-names.js";
import { StatementNames } from "./statement-names.js";

const DATE = 1082;
// A date is a string end to end: a JavaScript Date would move it by a day somewhere (docs/decisions/0005).
pg.types.setTypeParser(DATE, (text) => text);

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly statementTimeoutMs: number;
}

/** Reads through a pool of connections, with named prepared statements; every wait in it has an end. */
export class Database {
  readonly #pool: pg.Pool;
  readonly #names = new StatementNames();
  readonly #listeners = new Set<StatementListener>();

  constructor({ url, poolSize, statementTimeoutMs }: DatabaseOptions) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max: poolSize,
      application_name: "kho",
      connectionTimeoutMillis: 3_000,
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs + 1_000,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
      options: "-c plan_cache_mode=force_generic_plan",
    });
    // An idle connection that the server closes is replaced at the next query; without a listener it would end the process.
    this.#pool.on("error", () => undefined);
  }

  /** Rows of one statement, as plain objects. Numeric and bigint columns are strings, dates are strings. */
  async rows<Row extends object>(statement: Sql): Promise<Row[]> {
    const text = statement.text;
    for (const listener of this.#listeners) listener(text);
    const name = this.#names.of(text);
    const { rows } = await this.#pool.query<Row>(
      name ? { name, text, values: statement.values } : { text, values: statement.values },
    );
    return rows;
  }

  async one<Row extends object>(statement: Sql): Promise<Row | undefined> {
    return (await this.rows<Row>(statement))[0];
  }

  /** Does the database answer, and is it migrated? */
  async isReady(): Promise<boolean> {
    try {
      await this.#pool.query("SELECT id FROM publication LIMIT 1");
      return true;
    } catch {
      return false;
    }
  }

  /** Calls the listener with the text of every statement until the returned function is called. */
  observe(listener: StatementListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}
