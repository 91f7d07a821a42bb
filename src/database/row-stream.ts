import type { DriverConnection } from "./driver.js";

/** Rows that came together: messages of the protocol, one behind the other. */
export interface RowRun {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

const DATA_ROW = 0x44;
/** Kind and length. */
const HEADER = 5;

/**
 * Has a connection hand over its rows as bytes, those that came together in one event `dataRow`: taken apart by the driver, each of
 * them costs several calls and an object for every message, and each column a text. All other messages are left to the driver.
 */
export function streamRows(connection: DriverConnection): void {
  const attach = connection.attachListeners.bind(connection);
  connection.attachListeners = (stream) => {
    let toDriver: (bytes: Buffer) => void = () => undefined;
    attach({
      on: (event, listener) => (event === "data" ? (toDriver = listener) : stream.on(event, listener)),
    });
    const messages = new MessageStream((bytes, isRows) => {
      if (isRows) connection.emit("dataRow", { bytes, from: 0, to: bytes.length } satisfies RowRun);
      else toDriver(bytes);
    });
    stream.on("data", (chunk: Buffer) => messages.push(chunk));
  };
}

/** Cuts what comes from a backend into runs of whole messages: rows, and all others. */
class MessageStream {
  /** The beginning of a message, with room for the whole of it as soon as its length is known. */
  #begun: Buffer | undefined;
  #filled = 0;

  constructor(private readonly hear: (bytes: Buffer, isRows: boolean) => void) {}

  push(chunk: Buffer): void {
    let at = 0;
    // Its header first, which tells how long it is; then the rest.
    while (this.#begun && at < chunk.length) at += this.#complete(chunk.subarray(at), this.#begun);
    this.#cut(chunk, at);
  }

  /** @returns how many bytes of the chunk belonged to the message that had begun */
  #complete(chunk: Buffer, begun: Buffer): number {
    const taken = chunk.copy(begun, this.#filled);
    this.#filled += taken;
    if (this.#filled < begun.length) return taken;
    this.#begun = undefined;
    if (begun.length > HEADER || endOf(begun, 0) === HEADER) this.hear(begun, begun[0] === DATA_ROW);
    else this.#begin(begun, endOf(begun, 0));
    return taken;
  }

  #cut(chunk: Buffer, from: number): void {
    const { length } = chunk;
    let at = from;
    while (at < length) {
      const isRows = chunk[at] === DATA_ROW;
      const start = at;
      while (at + HEADER <= length && (chunk[at] === DATA_ROW) === isRows && endOf(chunk, at) <= length)
        at = endOf(chunk, at);
      if (at > start) this.hear(chunk.subarray(start, at), isRows);
      else return this.#begin(chunk.subarray(at), at + HEADER <= length ? endOf(chunk, at) - at : HEADER);
    }
  }

  #begin(bytes: Buffer, length: number): void {
    this.#begun = Buffer.allocUnsafe(length);
    this.#filled = bytes.copy(this.#begun);
  }
}

/** Where the message ends that begins there. */
function endOf(bytes: Buffer, at: number): number {
  return at + 1 + bytes.readUInt32BE(at + 1);
}
