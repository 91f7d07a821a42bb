import { createReadStream } from "node:fs";
import iconv from "iconv-lite";
import { errorLine } from "../database/startup.error.js";
import type { Encoding } from "../shared/encodings.js";
import { AppError } from "../shared/errors.js";

const CHUNK_BYTES = 64 * 1024;
const UNKNOWN_CHARACTER = "\uFFFD";

/** How the files begin that people take for CSV. */
const STRANGERS: readonly { readonly magic: string; readonly what: string }[] = [
  { magic: "504b0304", what: "an Excel workbook or a ZIP archive" },
  { magic: "d0cf11e0", what: "an old Excel workbook" },
  { magic: "1f8b", what: "a gzip archive" },
  { magic: "25504446", what: "a PDF" },
];

interface Decoder {
  /** @throws TypeError for bytes that the encoding does not know */
  decode(chunk: Buffer): string;
  end(): string;
}

/**
 * The text of a file, piece by piece, without its byte order mark.
 * @param onRead called with the bytes read so far
 * @throws AppError BAD_USER_INPUT for a file that is not text in this encoding, or that can't be read
 */
export async function* textOf(
  file: string,
  encoding: Encoding,
  onRead: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  let bytes = 0;
  for await (const chunk of chunksOf(file)) {
    if (bytes === 0) refuseStrangers(chunk, encoding);
    const text = decoded(() => decoder.decode(chunk), encoding, bytes);
    bytes += chunk.length;
    onRead(bytes);
    yield text;
  }
  yield decoded(() => decoder.end(), encoding, bytes);
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file, { highWaterMark: CHUNK_BYTES });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("BAD_USER_INPUT", `Can't read the file: ${errorLine(error)}`);
  }
}

function decoderOf(encoding: Encoding): Decoder {
  return encoding === "utf-8" || encoding === "utf-16le" ? unicodeDecoder(encoding) : tableDecoder(encoding);
}

function unicodeDecoder(encoding: "utf-8" | "utf-16le"): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return { decode: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
}

function tableDecoder(encoding: Encoding): Decoder {
  const decoder = iconv.getDecoder(encoding === "tcvn3" ? "tcvn" : encoding);
  return { decode: (chunk) => refuseUnknown(decoder.write(chunk)), end: () => decoder.end() ?? "" };
}

function refuseUnknown(text: string): string {
  if (text.includes(UNKNOWN_CHARACTER)) throw new TypeError("the encoding has no such byte");
  return text;
}

function decoded(decode: () => string, encoding: Encoding, bytes: number): string {
  let text: string;
  try {
    text = decode();
  } catch {
    throw broken(`it is not ${encoding} text (after byte ${bytes}): give its encoding`);
  }
  if (text.includes("\0")) throw broken("it holds NUL characters: it is no text, or its encoding is utf-16le");
  return text;
}

function refuseStrangers(chunk: Buffer, encoding: Encoding): void {
  const stranger = STRANGERS.find(({ magic }) => chunk.toString("hex", 0, 4).startsWith(magic));
  if (stranger) throw broken(`it is ${stranger.what}: save the table as CSV (UTF-8)`);
  if (encoding === "utf-8" && /^(fffe|feff)/.test(chunk.toString("hex", 0, 2)))
    throw broken("it is UTF-16 text: give its encoding utf-16le, or save it as UTF-8");
}

/** For faults of the file as a whole: nothing of it is taken. */
export function broken(why: string): AppError {
  return new AppError("BAD_USER_INPUT", `The file is broken, nothing was imported: ${why}`);
}
