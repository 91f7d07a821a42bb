import pg from "pg";
import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import { Errand } from "../shared/errand.js";
import { CodeMemory } from "./code-memory.js";
import { ReadConnections } from "./read-connections.js";
import type { StatementListener } from "./statement-names.js";
import { StatementNames } from "./statement-names.js";

const DATE = 1082;
// A date is a string end to end: a JavaScript Date would move it by a day somewhere (docs/decisions/0005).
pg.types.setTypeParser(DATE, (text) => text);

export interface DatabaseOptions {
  readonly url: string;
  /** For whoever sees open rows only: a login to which the database shows no others. `url` when left out. */
  readonly openUrl?: string;
  readonly poolSize: number;
  readonly statementTimeoutMs: number;
  /** Do statements end when nobody waits for their answers any more? Not those that change something. */
  readonly endsWithErrands?: boolean;
}

/** Nearly all questions are anonymous callers'. */
const SHARE_BEHIND = 0.5;

/** What lists and look-ups need of a database. */
export interface Reading {
  rows<Row extends object>(statement: Sql): Promise<Row[]>;
  one<Row extends object>(statement: Sql): Promise<Row | undefined>;
}

/** Reads through a few connections, with named prepared statements; every wait in it has an end. */
export class Database implements Reading {
  readonly #connections: ReadConnections;
  readonly #openConnections: ReadConnections;
  readonly #names = new StatementNames();
  readonly #listeners = new Set<StatementListener>();

  readonly #endsWithErrands: boolean;
  #isHung = false;
  /** Which codes exist; whoever knows the version of the catalogue puts one here that remembers. */
  codes = new CodeMemory();

  constructor({ url, openUrl = url, poolSize, statementTimeoutMs, endsWithErrands = false }: DatabaseOptions) {
    this.#endsWithErrands = endsWithErrands;
    this.#openConnections = new ReadConnections({ url: openUrl, statementTimeoutMs }, poolSize);
    this.#connections =
      openUrl === url
        ? this.#openConnections
        : new ReadConnections({ url, statementTimeoutMs }, Math.ceil(poolSize * SHARE_BEHIND));
  }

  /** Reads for anybody, as only the errand of somebody who may see closed rows does otherwise (docs/decisions/0033). */
  readonly behindTheWall: Reading = {
    rows: (statement) => this.#run(statement, this.#connections),
    one: async (statement) => (await this.#run(statement, this.#connections))[0] as never,
  };

  /**
   * Rows of one statement, as plain objects. Numeric and bigint columns are strings, dates are strings.
   * Only for the errand of somebody who may see closed rows does the database show any, whatever the statement says.
   */
  rows<Row extends object>(statement: Sql): Promise<Row[]> {
    return this.#run(statement, Errand.current?.seesClosed ? this.#connections : this.#openConnections);
  }

  #run<Row extends object>({ text, values }: Sql, connections: ReadConnections): Promise<Row[]> {
    for (const listener of this.#listeners) listener(text);
    if (this.#isHung) return Promise.reject(new Error("Query read timeout"));
    const errand = this.#endsWithErrands ? Errand.current : undefined;
    const statement = { name: this.#names.of(text), text, values, errand };
    return new Promise((resolve, reject) => {
      connections.run(statement, (error, rows) => {
        if (errand?.isOver) return;
        if (error) reject(error);
        else resolve(rows as Row[]);
      });
    });
  }

  async one<Row extends object>(statement: Sql): Promise<Row | undefined> {
    return (await this.rows<Row>(statement))[0];
  }

  /** Does the database answer, and is it migrated? */
  async isReady(): Promise<boolean> {
    try {
      await this.rows(sql`SELECT id FROM publication LIMIT 1`);
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

  /** Gives up on a database that hangs: what waits for it fails, and what comes now fails at once, until it answers again. */
  leaveHung(): void {
    this.#isHung = true;
    this.#connections.leaveHung();
    if (this.#openConnections !== this.#connections) this.#openConnections.leaveHung();
  }

  answersAgain(): void {
    this.#isHung = false;
  }

  async close(): Promise<void> {
    await Promise.all([this.#connections.close(), this.#openConnections.close()]);
  }
}
