import { htmlFault, isHtmlPage } from "../html-page.js";
import { SourceFault } from "../source-fault.js";
import { exactNumber } from "./exact-number.js";

/** A number that a double can't hold: at least 16 digits, with or without a point and an exponent between them. */
const LONG_NUMBER = /\d(?:[\d.eE+-]{16,})/;

/**
 * JSON whose numbers keep their digits: one that a double could change stays as it was sent (exact-number.ts), so that a
 * value never passes through a float. All other numbers are numbers.
 * @throws SourceFault BROKEN_JSON, HTML_ANSWER or ENCODING
 */
export function parseJson(bytes: Buffer, what: string): unknown {
  return parseText(textOf(bytes, what), what);
}

function parseText(text: string, what: string): unknown {
  try {
    return LONG_NUMBER.test(text)
      ? JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown)
      : JSON.parse(text);
  } catch (error) {
    throw notJson(text, what, error as Error);
  }
}

/**
 * One record on each line (NDJSON, JSON Lines); blank lines are none.
 * @throws SourceFault as parseJson does: a line that breaks off is the end of a delivery that broke off
 */
export function parseJsonLines(bytes: Buffer, what: string): unknown[] {
  const text = textOf(bytes, what);
  if (isHtmlPage(text)) throw htmlFault(text, what);
  return text.split("\n").flatMap((line, i) => {
    const bare = line.trim();
    return bare === "" ? [] : [parseText(bare, `${what}, line ${i + 1},`)];
  });
}

function textOf(bytes: Buffer, what: string): string {
  try {
    // Takes a byte order mark off.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SourceFault("ENCODING", `${what} is no UTF-8 text, which JSON must be`, false);
  }
}

function keepDigits(_key: string, value: unknown, { source }: { readonly source?: string }): unknown {
  if (typeof value !== "number" || source === undefined) return value;
  return significantDigits(source) > 15 || !Number.isFinite(value) ? exactNumber(source) : value;
}

/** Leading zeros are none; zeros at the end count, since they do no harm. */
function significantDigits(number: string): number {
  const [digits = ""] = number.split(/[eE]/);
  return digits.replace(/[-.]/g, "").replace(/^0+/, "").length;
}

function notJson(text: string, what: string, error: Error): SourceFault {
  if (isHtmlPage(text) || /^\s*<\?xml/i.test(text)) return htmlFault(text, what);
  if (text.trim() === "") return new SourceFault("BROKEN_JSON", `${what} is empty`, true);
  const why = error.message.replace(/\s+/g, " ").slice(0, 160).toWellFormed();
  return new SourceFault("BROKEN_JSON", `${what} is no JSON, or breaks off: ${why}`, true);
}
