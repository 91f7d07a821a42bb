import type { Socket } from "node:net";
import type { EventEmitter } from "node:events";
import type pg from "pg";

/** Tells `data`, and `end` without any. */
export interface BytesSource {
  on(event: string, listener: (bytes: Buffer) => void): unknown;
}

/** What we use of the driver's connection beside its published types. */
export interface DriverConnection extends EventEmitter {
  readonly stream: Socket;
  /** Texts of statements that the backend knows by these names. */
  readonly parsedStatements: Record<string, string>;
  /** The same of those that are on their way to it. */
  readonly submittedNamedStatements: Record<string, string>;
  /** Reads messages from a stream, and emits each by its name. */
  attachListeners(stream: BytesSource): void;
}

export function connectionOf(client: pg.Client): DriverConnection {
  return (client as unknown as { connection: DriverConnection }).connection;
}
