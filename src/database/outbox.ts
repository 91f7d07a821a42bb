import type { Writable } from "node:stream";

/** What is sent to a backend in one turn of the event loop goes out in one piece: each writing is a call of the system, and wakes the backend. */
export class Outbox {
  #waiting: Buffer[] = [];

  send(stream: Writable, message: Buffer): void {
    if (this.#waiting.push(message) === 1) setImmediate(() => this.#flush(stream));
  }

  #flush(stream: Writable): void {
    const messages = this.#waiting;
    this.#waiting = [];
    if (stream.writable) stream.write(messages.length === 1 ? messages[0] : Buffer.concat(messages));
  }
}
