import { createGunzip } from "node:zlib";
import { Readable } from "node:stream";
import { tooLarge } from "./http/body.js";
import { SourceFault } from "./source-fault.js";

/** How a payload is packed as a file, beside what HTTP does by itself. */
export type Packing = "none" | "gzip";

/**
 * What is inside of a packed payload. It is unpacked piece by piece, so that a bomb is noticed while it swells.
 * @throws SourceFault BROKEN_ARCHIVE when it is none, TOO_LARGE when more than `limit` bytes come out
 */
export async function unpacked(bytes: Buffer, packing: Packing, limit: number, what: string): Promise<Buffer> {
  if (packing === "none") return bytes;
  if (bytes.toString("hex", 0, 2) !== "1f8b") throw broken(what, "it is no gzip archive");
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of Readable.from([bytes]).pipe(createGunzip()) as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > limit) throw tooLarge(`${what}, unpacked,`, limit);
      pieces.push(piece);
    }
  } catch (error) {
    throw error instanceof SourceFault ? error : broken(what, "it breaks off or is damaged");
  }
  return Buffer.concat(pieces, size);
}

function broken(what: string, why: string): SourceFault {
  return new SourceFault("BROKEN_ARCHIVE", `${what} can't be unpacked: ${why}`, true);
}
