import { createInflateRaw } from "node:zlib";
import { Readable } from "node:stream";
import { tooLarge } from "../http/body.js";
import { SourceFault } from "../source-fault.js";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LONGEST_REMARK = 65_535;
const MOST_ENTRIES = 5_000;

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/**
 * Unpacks a ZIP archive piece by piece, keeps nothing, and counts: what its directory says of sizes may be a lie, and a
 * few kilobytes may become gigabytes.
 * @throws SourceFault TOO_LARGE when more than `limit` bytes come out, BROKEN_WORKBOOK when it is no whole archive
 */
export async function checkZip(bytes: Buffer, limit: number, what: string): Promise<void> {
  const entries = directory(bytes, what);
  if (entries.reduce((sum, { unpacked }) => sum + unpacked, 0) > limit) throw tooLarge(`${what}, unpacked,`, limit);
  let total = 0;
  for (const entry of entries) {
    const data = packedData(bytes, entry, what);
    total += entry.method === 0 ? data.length : await unpackedSize(data, limit - total, what, limit);
    if (total > limit) throw tooLarge(`${what}, unpacked,`, limit);
  }
}

function directory(bytes: Buffer, what: string): Entry[] {
  const end = endOf(bytes);
  if (end < 0) throw broken(what, "it breaks off");
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw broken(what, `it has ${count} parts`);
  const entries: Entry[] = [];
  for (let at = bytes.readUInt32LE(end + 16), i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw broken(what, "its directory is damaged");
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw broken(what, "it is locked by a password");
    entries.push({
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function endOf(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - END_BYTES - LONGEST_REMARK);
  for (let at = bytes.length - END_BYTES; at >= from; at--) if (bytes.readUInt32LE(at) === END) return at;
  return -1;
}

/** The same part that the workbook's reader takes: where directory and part disagree, nobody knows what is read. */
function packedData(bytes: Buffer, { method, packed, offset }: Entry, what: string): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) throw broken(what, "a part is missing");
  const sizeFollows = (bytes.readUInt16LE(offset + 6) & 8) !== 0;
  if (!sizeFollows && bytes.readUInt32LE(offset + 18) !== packed)
    throw broken(what, "its directory contradicts its parts");
  if (method !== 0 && method !== 8) throw broken(what, `a part is packed in an unknown way (${method})`);
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + packed > bytes.length) throw broken(what, "it breaks off");
  return bytes.subarray(start, start + packed);
}

async function unpackedSize(data: Buffer, left: number, what: string, limit: number): Promise<number> {
  let size = 0;
  try {
    for await (const piece of Readable.from([data]).pipe(createInflateRaw()) as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > left) throw tooLarge(`${what}, unpacked,`, limit);
    }
  } catch (error) {
    throw error instanceof SourceFault ? error : broken(what, "a part can't be unpacked");
  }
  return size;
}

function broken(what: string, why: string): SourceFault {
  return new SourceFault("BROKEN_WORKBOOK", `${what} is no whole workbook: ${why}`, true);
}
