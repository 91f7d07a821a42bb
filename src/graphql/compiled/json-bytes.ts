import type { JsonOutput } from "./json-output.js";

/** Longer texts are copied by the engine; for shorter ones the call alone takes longer than a loop. */
const SHORT = 64;
const QUOTE = 34;
// oxlint-disable-next-line no-control-regex
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** Adds a text of ASCII as it is. */
export function addPlain(out: JsonOutput, text: string): void {
  const { length } = text;
  out.room(length);
  if (length > SHORT) return void (out.at += out.bytes.write(text, out.at, "latin1"));
  const { bytes, at } = out;
  for (let i = 0; i < length; i++) bytes[at + i] = text.charCodeAt(i);
  out.at = at + length;
}

/** Adds a text of ASCII with nothing to escape, in quotes. */
export function addQuoted(out: JsonOutput, text: string): void {
  const { length } = text;
  out.room(length + 2);
  const { bytes } = out;
  let { at } = out;
  bytes[at++] = QUOTE;
  for (let i = 0; i < length; i++) bytes[at++] = text.charCodeAt(i);
  bytes[at++] = QUOTE;
  out.at = at;
}

/** Adds any text as JSON, the same as JSON.stringify makes it; most hold nothing to escape. */
export function addText(out: JsonOutput, text: string): void {
  const { length } = text;
  if (length > SHORT) return addJson(out, ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);
  out.room(3 * length + 2);
  const { bytes } = out;
  let { at } = out;
  bytes[at++] = QUOTE;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      if (code < 32 || code === QUOTE || code === 92) return addJson(out, JSON.stringify(text));
      bytes[at++] = code;
    } else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 0x3f);
    } else {
      if (code >= 0xd800 && code <= 0xdfff) return addJson(out, JSON.stringify(text));
      bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[at++] = 0x80 | (code & 0x3f);
    }
  }
  bytes[at++] = QUOTE;
  out.at = at;
}

/** Adds what is JSON already. */
export function addJson(out: JsonOutput, json: string): void {
  out.room(Buffer.byteLength(json));
  out.at += out.bytes.write(json, out.at);
}
