import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { SourceFault } from "../source-fault.js";

const DECODERS: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads a body up to a limit; compression is undone piece by piece, so that a bomb is noticed while it swells.
 * @throws SourceFault TOO_LARGE, or what the connection threw
 */
export async function readBody(body: Readable, encoding: string | null, limit: number, url: string): Promise<Buffer> {
  const plain = encoding === null || encoding === "" || encoding === "identity";
  const decoder = plain ? null : DECODERS[encoding.trim().toLowerCase()];
  if (decoder === undefined)
    throw new SourceFault("BROKEN_MESSAGE", `${url} is compressed in a way nobody asked for (${encoding})`, false);
  const stream = decoder === null ? body : body.pipe(decoder());
  if (stream !== body) body.once("error", (error) => (stream as Readable).destroy(error));
  try {
    return await gather(stream as Readable, limit, url);
  } finally {
    body.destroy();
  }
}

async function gather(stream: Readable, limit: number, url: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit) throw tooLarge(url, limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

export function tooLarge(what: string, limit: number): SourceFault {
  const shown = limit >= 1_000_000 ? `${limit / 1_000_000} MB` : `${limit / 1_000} kB`;
  return new SourceFault("TOO_LARGE", `${what} is larger than ${shown} (limits)`, false);
}
