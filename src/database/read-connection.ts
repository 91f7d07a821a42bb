import pg from "pg";
import type { Errand } from "../shared/errand.js";
import { connectionOf } from "./driver.js";
import { Prepared, PreparedQuery } from "./prepared-query.js";
import { streamRows } from "./row-stream.js";

export interface Statement {
  readonly name: string | undefined;
  readonly text: string;
  readonly values: unknown[];
  /** What it is sent for, if it may end early. */
  readonly errand?: Errand | undefined;
}

export type Done = (error: Error | null, rows: object[]) => void;
/** Also gets the milliseconds since the answer before, or since the statement was sent if that was later. */
type TimedDone = (error: Error | null, rows: object[], ms: number) => void;

export interface ConnectionOptions {
  readonly url: string;
  readonly statementTimeoutMs: number;
}

const CONNECT_MS = 2_000;
/** Who waits for a lock holds up a connection that others wait for. */
const LOCK_MS = 1_000;
/** A connection on which an answer came more lately is not stuck, when all others are. */
const MOVING_MS = 1_000;
/** Statements of shared connections take a few milliseconds. */
const HELD_UP_MS = 300;
/** A connection for quick statements on which none has ended for so long has a backend that hangs. */
const HANGS_MS = 1_500;
/** What the database should have ended by itself is ended by us this much later. */
const GRACE_MS = 1_000;

/** One connection, on which statements may be sent before the answers to earlier ones are there; they come in order. */
export class ReadConnection {
  readonly #client: pg.Client;
  readonly #prepared = new Prepared();
  readonly #idle: PreparedQuery[] = [];
  readonly #patienceMs: number;
  /** While it is being opened; gives the error when that fails. */
  #opening: Promise<Error | undefined> | undefined;
  #inFlight = 0;
  #movedAt = 0;
  #answeredAt = 0;
  #isLost = false;
  #wasCut = false;
  /** When it had moved last, as it was looked at before. */
  #seenAt: number | undefined;

  constructor({ url, statementTimeoutMs }: ConnectionOptions, onLost: () => void) {
    this.#patienceMs = statementTimeoutMs + GRACE_MS;
    this.#client = new pg.Client({
      connectionString: url,
      application_name: "kho",
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: statementTimeoutMs,
      lock_timeout: LOCK_MS,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
      pipeline: true,
      // Statements are look-ups by key, whose plan does not hang on their values; planning them each time costs more than running them.
      options: "-c plan_cache_mode=force_generic_plan",
    });
    streamRows(connectionOf(this.#client));
    const lose = (): void => {
      if (!this.#isLost) onLost();
      this.#isLost = true;
    };
    this.#client.on("error", lose);
    this.#client.on("end", lose);
    this.#opening = this.#client.connect().then(
      () => (this.#opening = undefined),
      (error: Error) => {
        lose();
        return error;
      },
    );
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Does something hold up the statement that runs now, such as a lock? Whatever is sent behind it waits, too. */
  get isHeldUp(): boolean {
    return this.#inFlight > 0 && !this.#opening && performance.now() - this.#movedAt > HELD_UP_MS;
  }

  /** The number by which the database knows it; undefined while it is being opened. */
  get processId(): number | undefined {
    return (this.#client as unknown as { processID: number | null }).processID ?? undefined;
  }

  /** Keeps it from being used, as if a statement were in flight. @returns how to let go of it */
  hold(): () => void {
    this.#inFlight++;
    return () => void this.#inFlight--;
  }

  /** It counts as in flight even while the connection is being opened. */
  send(statement: Statement, done: TimedDone): void {
    if (this.#inFlight++ === 0) this.#movedAt = performance.now();
    if (!this.#opening) return this.#sendNow(statement, done);
    void this.#sendOnceOpen(this.#opening, statement, done);
  }

  async #sendOnceOpen(opening: Promise<Error | undefined>, statement: Statement, done: TimedDone): Promise<void> {
    const error = await opening;
    if (!error && !statement.errand?.isOver) return this.#sendNow(statement, done);
    this.#inFlight--;
    done(error ?? null, [], 0);
  }

  #sendNow(statement: Statement, done: TimedDone): void {
    const query = this.#idle.pop() ?? new PreparedQuery(this.#prepared);
    query.ask(statement, this.#inFlight === 1, (error, rows) => {
      this.#idle.push(query);
      const now = performance.now();
      const ms = now - this.#movedAt;
      this.#movedAt = this.#answeredAt = now;
      this.#inFlight--;
      done(error, rows, ms);
    });
    this.#client.query(query);
  }

  /**
   * Gives up on a database that does not even end a statement in time. Where all are quick, that is soon; but only if it has not
   * moved since the look before either, because this process may have been busy itself.
   */
  endIfStuck(allAreQuick: boolean): void {
    const patienceMs = allAreQuick ? HANGS_MS : this.#patienceMs;
    const isLate = this.#inFlight > 0 && !this.#opening && performance.now() - this.#movedAt > patienceMs;
    if (isLate && this.#seenAt === this.#movedAt) {
      this.#wasCut = true;
      this.#cut();
    }
    this.#seenAt = isLate ? this.#movedAt : undefined;
  }

  /** The same for a database that is known to hang: what is not in flight yet would only wait, too. */
  endIfNotMoving(): void {
    if (performance.now() - this.#answeredAt > MOVING_MS) this.#cut();
  }

  /** Have we given up on it alone, because nothing moved? */
  get wasCut(): boolean {
    return this.#wasCut;
  }

  #cut(): void {
    connectionOf(this.#client).stream.destroy(new Error("Query read timeout"));
  }

  async close(): Promise<void> {
    await this.#opening;
    await this.#client.end().catch(() => undefined);
  }
}
