import iconv from "iconv-lite";
import type { Encoding } from "../../shared/encodings.js";
import { fromVni, MAY_GO_ON } from "../mapping/vni.js";

const UNKNOWN_CHARACTER = "\uFFFD";

/** How the files begin that people take for text. */
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
 * Text from bytes, piece by piece, without its byte order mark.
 * @param broken makes the error to throw for bytes that are not text in this encoding
 */
export async function* decodeText(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  encoding: Encoding,
  broken: (why: string) => Error,
): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes === 0) refuseStrangers(chunk, encoding, broken);
    const text = decoded(() => decoder.decode(chunk), encoding, bytes, broken);
    bytes += chunk.length;
    yield text;
  }
  yield decoded(() => decoder.end(), encoding, bytes, broken);
}

function decoderOf(encoding: Encoding): Decoder {
  if (encoding === "vni") return vniDecoder();
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

/** A letter at the end of a piece waits for the mark that may follow it in the next one. */
function vniDecoder(): Decoder {
  const decoder = tableDecoder("windows-1252");
  let held = "";
  const read = (more: string): string => {
    const text = held + more;
    held = MAY_GO_ON.exec(text)?.[0] ?? "";
    return fromVni(text.slice(0, text.length - held.length));
  };
  return { decode: (chunk) => read(decoder.decode(chunk)), end: () => read(decoder.end()) + fromVni(held) };
}

function refuseUnknown(text: string): string {
  if (text.includes(UNKNOWN_CHARACTER)) throw new TypeError("the encoding has no such byte");
  return text;
}

function decoded(decode: () => string, encoding: Encoding, bytes: number, broken: (why: string) => Error): string {
  let text: string;
  try {
    text = decode();
  } catch {
    throw broken(`it is not ${encoding} text (after byte ${bytes}): give its encoding`);
  }
  if (text.includes("\0")) throw broken("it holds NUL characters: it is no text, or its encoding is utf-16le");
  return text;
}

function refuseStrangers(chunk: Buffer, encoding: Encoding, broken: (why: string) => Error): void {
  const stranger = STRANGERS.find(({ magic }) => chunk.toString("hex", 0, 4).startsWith(magic));
  if (stranger) throw broken(`it is ${stranger.what}: save the table as CSV (UTF-8)`);
  if (encoding === "utf-8" && /^(fffe|feff)/.test(chunk.toString("hex", 0, 2)))
    throw broken("it is UTF-16 text: give its encoding utf-16le, or save it as UTF-8");
}
