import pg from "pg";
import type { DriverConnection } from "./driver.js";
import { Outbox } from "./outbox.js";
import type { RowField, RowReader } from "./row-reader.js";
import { rowReaderOf } from "./row-reader.js";
import type { RowRun } from "./row-stream.js";
import { statementMessage } from "./statement-message.js";

/** What is known of a connection's prepared statements, by their names. */
export class Prepared {
  /** Their columns never change. */
  readonly readers = new Map<string, RowReader>();
  /** Why they could not be prepared when that was tried last. */
  readonly failures = new Map<string, Error>();
  /** What is on its way to them. */
  readonly outbox = new Outbox();
}

export interface Asked {
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
}

type Done = (error: Error | null, rows: object[]) => void;
const NO_SUCH_STATEMENT = "26000";
const nobody = (): void => undefined;

/**
 * A statement on its way, in place of the driver's own kind of query: what is known of a prepared statement is not asked for again, and
 * rows are read from bytes (row-stream.ts). Used again and again, because making one costs more than running it.
 * The driver sends no other kind behind one another on one connection, so it must be one of its own.
 */
export class PreparedQuery extends pg.Query {
  name = "";
  text = "";
  #values: readonly unknown[] = [];
  #done: Done = nobody;
  #rows: object[] = [];
  #read: RowReader | undefined;
  #failure: Error | undefined;
  #prepares = false;
  #isIdle = false;
  /** The driver looks whether there is one. */
  readonly callback = nobody;

  constructor(private readonly prepared: Prepared) {
    super("");
  }

  /** @param isIdle has the backend nothing else to do? */
  ask({ name = "", text, values }: Asked, isIdle: boolean, done: Done): this {
    this.name = name;
    this.text = text;
    this.#values = values;
    this.#isIdle = isIdle;
    this.#done = done;
    this.#rows = [];
    this.#read = this.prepared.readers.get(name);
    this.#failure = undefined;
    return this;
  }

  override submit = (connection: pg.Connection): void => {
    const { name, text } = this;
    const { parsedStatements, submittedNamedStatements, stream } = connection as unknown as DriverConnection;
    const parse = name === "" || (parsedStatements[name] ?? submittedNamedStatements[name]) === undefined;
    this.#prepares = parse && name !== "";
    if (this.#prepares) submittedNamedStatements[name] = text;
    const message = statementMessage({ name, text, values: this.#values }, { parse, describe: !this.#read });
    this.prepared.outbox.send(stream, message, this.#isIdle);
  };

  handleRowDescription({ fields }: { fields: readonly RowField[] }): void {
    this.#read = rowReaderOf(fields);
    if (this.name !== "") this.prepared.readers.set(this.name, this.#read);
  }

  handleDataRow(run: RowRun): void {
    try {
      if (!this.#failure) this.#read!(run, this.#rows);
    } catch (error) {
      this.#failure = error as Error;
    }
  }

  handleCommandComplete(): void {}

  /** What was sent behind a statement that could not be prepared counted on it, and fails for the same reason. */
  handleError(error: Error & { readonly code?: string }): void {
    const { failures } = this.prepared;
    if (this.#prepares) failures.set(this.name, error);
    const reason = error.code === NO_SUCH_STATEMENT ? failures.get(this.name) : undefined;
    this.#end(this.#failure ?? reason ?? error);
  }

  handleReadyForQuery(): void {
    this.#end(this.#failure);
  }

  /** Once: then it may be on its way for another statement. */
  #end(error: Error | undefined): void {
    const [done, rows] = [this.#done, this.#rows];
    this.#done = nobody;
    this.#rows = [];
    if (error) done(error, []);
    else done(null, rows);
  }
}
