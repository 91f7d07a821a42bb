import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { WrittenJson } from "../../graphql/compiled/json-output.js";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** How an answer may be packed on the wire, best first. */
export type Encoding = "br" | "gzip" | "identity";

/** Smaller answers cost more to pack than to send. */
const WORTH_PACKING = 1_024;

/** Larger answers are sent from where they lie. */
export const LARGE = 32_768;

/** The body of an answer without errors, with what HTTP wants to know of it. */
export class Answer {
  #text: string | undefined;
  #written: WrittenJson | undefined;
  #body: Buffer | undefined;
  readonly #packed = new Map<Encoding, Promise<Buffer>>();
  readonly #ready: Partial<Record<Encoding, string | Buffer>> = {};
  #etag: string | undefined;

  /** @param json the body as it is sent to a caller who takes nothing packed */
  constructor(json: string | WrittenJson) {
    if (typeof json === "string") this.#text = json;
    else this.#written = json;
  }

  /** The body in bytes, made when it is first needed. */
  get body(): Buffer {
    return (this.#body ??= this.#written ? this.#copied() : Buffer.from(this.#text!));
  }

  /** The body of an answer that is sent once, in the form that it was made in. */
  get once(): string | Buffer | WrittenJson {
    return this.#written ?? this.#text ?? this.body;
  }

  /** Bytes that it holds in memory, packed forms included: JSON shrinks to a quarter at most, and small ones have a text beside. */
  get size(): number {
    const { length } = this.body;
    return length * (length > LARGE ? 1.5 : 2.5) + 200;
  }

  /** Strong entity tag of its text in one encoding (RFC 9110, section 8.8.3). */
  etag(encoding: Encoding): string {
    this.#etag ??= createHash("sha256").update(this.body).digest("base64url").slice(0, 27);
    return `"${this.#etag}${encoding === "identity" ? "" : `-${encoding}`}"`;
  }

  /** The bytes in an encoding; packed once, whoever asks. `thorough` is for answers that are kept. */
  async bytes(encoding: Encoding, thorough: boolean): Promise<Buffer> {
    if (encoding === "identity") return this.body;
    const known = this.#packed.get(encoding);
    if (known) return known;
    const packing = pack(this.body, encoding, thorough);
    this.#packed.set(encoding, packing);
    if (thorough) this.#ready[encoding] = sendable(await packing);
    return packing;
  }

  /**
   * The bytes in an encoding, if they are there already. Small ones as a text of one character a byte: Node sends such a
   * text together with its headers in one piece. Large ones as they are: copying them would cost more.
   */
  ready(encoding: Encoding): string | Buffer | undefined {
    if (encoding === "identity" && this.body.length > LARGE) return this.body;
    if (encoding === "identity") return (this.#ready[encoding] ??= this.body.toString("latin1"));
    return this.#ready[encoding];
  }

  get #length(): number {
    return (this.#written ?? this.#body ?? this.#text!).length;
  }

  #copied(): Buffer {
    const body = Buffer.concat(this.#written!.parts);
    this.#written!.release();
    this.#written = undefined;
    return body;
  }

  /** The encoding to use for a caller who accepts some. */
  encodingFor(acceptEncoding: string | undefined): Encoding {
    if (!acceptEncoding || this.#length < WORTH_PACKING) return "identity";
    const accepted = acceptEncoding
      .toLowerCase()
      .split(",")
      .map((part) => part.trim().split(/\s*;\s*q\s*=\s*/));
    const takes = (name: string) => accepted.some(([coding, q]) => coding === name && Number(q ?? 1) > 0);
    return takes("br") ? "br" : takes("gzip") ? "gzip" : "identity";
  }
}

function sendable(bytes: Buffer): string | Buffer {
  return bytes.length > LARGE ? bytes : bytes.toString("latin1");
}

function pack(body: Buffer, encoding: Encoding, thorough: boolean): Promise<Buffer> {
  if (encoding === "gzip") return zip(body, { level: thorough ? 6 : 1 });
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: thorough ? 5 : 1,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return brotli(body, { params });
}
