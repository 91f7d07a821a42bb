import { FairShares } from "./fair-shares.js";
import type { ConnectionOptions, Done, Statement } from "./read-connection.js";
import { ReadConnection } from "./read-connection.js";
import { StatementPace } from "./statement-pace.js";

/** Quick statements share so many connections: fewer of them mean fewer messages, and fewer processes to wake. */
const SHARED = 2;
/** Waiting longer for a connection is an error. */
const PATIENCE_MS = 2_000;
const LOOK_EVERY_MS = 500;

const CANCEL = { name: "kho_cancel", text: "SELECT pg_cancel_backend($1)" };

interface Waiting {
  readonly statement: Statement;
  readonly done: Done;
  readonly since: number;
}

/**
 * The connections for reading, opened when they are needed. Statements that are known to be quick are sent one after the
 * other on a few shared connections without waiting for answers; every other one has a connection for itself, so that
 * nothing waits behind it.
 */
export class ReadConnections {
  readonly #shared: (ReadConnection | undefined)[];
  readonly #own = new Set<ReadConnection>();
  readonly #mostOwn: number;
  readonly #waiting: Waiting[] = [];
  readonly #pace = new StatementPace();
  readonly #shares: FairShares;
  readonly #timer: NodeJS.Timeout;
  #isClosed = false;

  constructor(
    private readonly options: ConnectionOptions,
    most: number,
  ) {
    const shared = Math.min(SHARED, most - 1);
    this.#shared = Array.from({ length: shared }, () => undefined);
    this.#mostOwn = most - shared;
    this.#shares = new FairShares(this.#mostOwn);
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  run(statement: Statement, done: Done): void {
    if (statement.errand?.isOver) return done(null, []);
    if (this.#isClosed) return done(new Error("Cannot use a pool after calling end on the pool"), []);
    const shared = this.#shared.length > 0 && this.#pace.isQuick(statement.name) ? this.#leastBusyShared() : undefined;
    if (shared && !shared.isHeldUp) return this.#sendOnShared(shared, statement, done);
    const connection = this.#shares.mayTake(this.#asking(statement)) ? this.#freeOwn() : undefined;
    if (connection) return this.#sendOnOwn(connection, statement, done);
    this.#waiting.push({ statement, done, since: performance.now() });
  }

  /** The database does not even answer the simplest question: nobody should wait for it until the time of a statement is up. */
  leaveHung(): void {
    // First: a connection that is cut would make place for them, and they would wait once more.
    for (const { done } of this.#waiting.splice(0)) done(new Error("Query read timeout"), []);
    for (const connection of [...this.#own, ...this.#shared]) connection?.endIfNotMoving();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    const open = [...this.#own, ...this.#shared.filter((one) => one !== undefined)];
    await Promise.all(open.map((connection) => connection.close()));
  }

  #leastBusyShared(): ReadConnection {
    let best = 0;
    for (const [i, connection] of this.#shared.entries()) {
      if (!connection || connection.inFlight === 0) return (this.#shared[i] ??= this.#openShared(i));
      if (connection.inFlight < this.#shared[best]!.inFlight) best = i;
    }
    return this.#shared[best]!;
  }

  #openShared(place: number): ReadConnection {
    return new ReadConnection(this.options, () => (this.#shared[place] = undefined));
  }

  #freeOwn(): ReadConnection | undefined {
    for (const connection of this.#own) if (connection.inFlight === 0) return connection;
    if (this.#own.size >= this.#mostOwn) return undefined;
    const connection = new ReadConnection(this.options, () => {
      this.#own.delete(connection);
      this.#next();
    });
    this.#own.add(connection);
    return connection;
  }

  /** It counts as busy from now on, even while it is still being opened. */
  #send(connection: ReadConnection, statement: Statement, done: Done): void {
    connection.send(statement, (error, rows, ms) => {
      if (!error && statement.name !== undefined) this.#pace.note(statement.name, ms);
      done(error, rows);
      if (this.#waiting.length > 0) this.#next();
    });
  }

  /** What waited behind a backend that hangs is asked once more: it has changed nothing. */
  #sendOnShared(connection: ReadConnection, statement: Statement, done: Done): void {
    this.#send(connection, statement, (error, rows) => {
      if (!error || !connection.wasCut || this.#isClosed) return done(error, rows);
      const again = this.#freeOwn();
      if (again) this.#sendOnOwn(again, statement, done);
      else this.#waiting.push({ statement, done, since: performance.now() });
    });
  }

  /** Nothing waits behind it, so it can be cancelled when nobody waits for its answer any more. */
  #sendOnOwn(connection: ReadConnection, statement: Statement, done: Done): void {
    const forget = statement.errand?.whenOver(() => this.#cancel(connection));
    const giveBack = this.#shares.take(this.#asking(statement));
    this.#send(connection, statement, (error, rows) => {
      forget?.();
      giveBack();
      done(error, rows);
    });
  }

  /** The connection is used again only once the database has passed on the wish: the next statement must not be hit by it. */
  #cancel(connection: ReadConnection): void {
    const { processId } = connection;
    if (processId === undefined || this.#shared.length === 0) return;
    const letGo = connection.hold();
    this.#leastBusyShared().send({ ...CANCEL, values: [processId] }, () => {
      letGo();
      this.#next();
    });
  }

  /** Where much is asked for, what was not slow before may be with other values. */
  #asking({ name, errand }: Statement): { party: string | undefined; mayTakeLong: boolean } {
    const mayTakeLong = this.#pace.isSlow(name) || (errand?.isHeavy === true && !this.#pace.isQuick(name));
    return { party: errand?.party, mayTakeLong };
  }

  /** First come, first served, but for those who have their share. */
  #next(): void {
    for (let i = 0; i < this.#waiting.length;) {
      const { statement, done } = this.#waiting[i]!;
      const isOver = statement.errand?.isOver ?? false;
      if (!isOver && !this.#shares.mayTake(this.#asking(statement))) {
        i++;
        continue;
      }
      const connection = isOver ? undefined : this.#freeOwn();
      if (!connection && !isOver) return;
      this.#waiting.splice(i, 1);
      if (connection) this.#sendOnOwn(connection, statement, done);
      else done(null, []);
    }
  }

  #look(): void {
    for (const connection of this.#own) connection.endIfStuck(false);
    for (const connection of this.#shared) connection?.endIfStuck(true);
    const longest = performance.now() - PATIENCE_MS;
    while (this.#waiting.length > 0 && this.#waiting[0]!.since < longest)
      this.#waiting.shift()!.done(new Error("timeout exceeded when trying to connect"), []);
  }
}
