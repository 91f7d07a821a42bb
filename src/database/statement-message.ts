/** Room for the messages of most statements; a longer one gets more, for itself. */
const ROOM = 16_384;
const scratch = Buffer.allocUnsafeSlow(ROOM);

/** Execute everything of the unnamed portal, and Sync. */
const EXECUTE = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 4]);
/** Describe the unnamed portal. */
const DESCRIBE = Buffer.from([0x44, 0, 0, 0, 6, 0x50, 0]);
const [PARSE, BIND] = [0x50, 0x42];
const QUOTED = /["\\]/;
const QUOTED_ALL = /["\\]/g;
/** What the messages of a statement need beside its name, text and parameters. */
const FRAME = 64;
const NULL_LENGTH = -1;

export interface Ask {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What of a statement the backend is told: its text only once, and its columns are asked for only until they are known. */
export interface Telling {
  readonly parse: boolean;
  readonly describe: boolean;
}

/** The messages that have a statement run and answered, in one piece: handing them to the system one by one costs more than joining them. */
export function statementMessage({ name, text, values }: Ask, { parse, describe }: Telling): Buffer {
  const parameters = values.map(parameterText);
  let size = FRAME + 2 * Buffer.byteLength(name) + (parse ? Buffer.byteLength(text) : 0);
  for (const parameter of parameters) size += 4 + 3 * (parameter?.length ?? 0);
  const bytes = size <= ROOM ? scratch : Buffer.allocUnsafeSlow(size);
  let at = 0;
  if (parse) {
    const start = at;
    at = addText(bytes, at + HEADER, name);
    at = addText(bytes, at, text);
    // No type of a parameter is given.
    at = bytes.writeInt16BE(0, at);
    close(bytes, PARSE, start, at);
  }
  const start = at;
  bytes[at + HEADER] = 0;
  at = addText(bytes, at + HEADER + 1, name);
  // All parameters are texts.
  at = bytes.writeInt16BE(0, at);
  at = bytes.writeInt16BE(parameters.length, at);
  for (const parameter of parameters) {
    if (parameter === null) at = bytes.writeInt32BE(NULL_LENGTH, at);
    else {
      const length = bytes.write(parameter, at + 4);
      bytes.writeInt32BE(length, at);
      at += 4 + length;
    }
  }
  // And all columns.
  at = bytes.writeInt16BE(0, at);
  close(bytes, BIND, start, at);
  if (describe) at += DESCRIBE.copy(bytes, at);
  at += EXECUTE.copy(bytes, at);
  return bytes === scratch ? Buffer.from(bytes.subarray(0, at)) : bytes.subarray(0, at);
}

const HEADER = 5;

function close(bytes: Buffer, kind: number, start: number, end: number): void {
  bytes[start] = kind;
  bytes.writeInt32BE(end - start - 1, start + 1);
}

function addText(bytes: Buffer, at: number, text: string): number {
  const end = at + bytes.write(text, at);
  bytes[end] = 0;
  return end + 1;
}

/** A parameter as Postgres reads it. */
function parameterText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return arrayText(value);
  if (Buffer.isBuffer(value)) return `\\x${value.toString("hex")}`;
  // Numbers and truth values are written as in JSON.
  return JSON.stringify(value);
}

function arrayText(values: readonly unknown[]): string {
  // Numbers need no quotes: looking for some in each of them takes long.
  if (typeof values[0] === "number") return `{${values.join()}}`;
  return `{${values.map(elementText).join()}}`;
}

function elementText(value: unknown): string {
  if (Array.isArray(value)) return arrayText(value);
  const text = parameterText(value);
  if (text === null) return "NULL";
  return QUOTED.test(text) ? `"${text.replaceAll(QUOTED_ALL, "\\$&")}"` : `"${text}"`;
}
