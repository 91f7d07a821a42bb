import type { Writable } from "node:stream";

/**
 * What is sent to a backend in one turn of the event loop goes out in one piece: each writing is a call of the system, and wakes the
 * backend. One that has nothing to do gets it at once.
 */
export class Outbox {
  #waiting: Buffer[] = [];

  send(stream: Writable, message: Buffer, isIdle: boolean): void {
    if (isIdle && this.#waiting.length === 0) this.#write(stream, message);
    else if (this.#waiting.push(message) === 1) setImmediate(() => this.#flush(stream));
  }

  #flush(stream: Writable): void {
    const messages = this.#waiting;
    this.#waiting = [];
    this.#write(stream, messages.length === 1 ? messages[0]! : Buffer.concat(messages));
  }

  #write(stream: Writable, bytes: Buffer): void {
    if (stream.writable) stream.write(bytes);
  }
}
