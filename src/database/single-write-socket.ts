import { Socket } from "node:net";

type Done = (error?: Error | null) => void;
type Chunks = readonly { readonly chunk: Buffer }[];

/**
 * A socket that sends what was written together in one piece. The driver writes a statement as four messages, and handing
 * them to the system one by one costs more than joining them.
 */
export class SingleWriteSocket extends Socket {
  override _writev(chunks: Chunks, done: Done): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), "buffer" as BufferEncoding, done);
  }
}
