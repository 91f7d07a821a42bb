import iconv from "iconv-lite";

/** Letters that UTF-8's first bytes become when they are read as windows-1252. */
const SUSPICIOUS =
  /[\u00C2-\u00F4][\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]/;
/** Vietnamese letters of UTF-8 that were read so: ị as á»‹, ư as Æ°, đ as Ä‘. No Vietnamese word holds these by itself. */
const LETTERS =
  /\u00E1[\u00BA\u00BB][\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]|\u00C6[\u00A1\u00B0]|\u00C4[\u0091\u2018]/;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Why a text can't be what its author wrote, or null: it holds the mark for an unknown character, or it is UTF-8 that
 * somebody read as windows-1252 ("BÃ  Rá»‹a").
 */
export function encodingFault(text: string): string | null {
  if (text.includes("\uFFFD")) return "it holds U+FFFD: a letter was lost before it came here";
  if (!SUSPICIOUS.test(text)) return null;
  // Where blanks were tidied up, à (Ã and a blank that does not break) can't be read any more; other letters still can.
  const meant = readAgain(text) ?? readAgain(LETTERS.exec(text)?.[0] ?? "");
  return meant === null
    ? null
    : `it is UTF-8 that was read as windows-1252: ${JSON.stringify(meant.slice(0, 40))} is meant`;
}

/** The text as it was meant, or null when it was not read wrongly. */
function readAgain(text: string): string | null {
  const bytes = latinBytes(text);
  if (bytes === null) return null;
  try {
    const meant = utf8.decode(bytes);
    return isLikely(meant) ? meant : null;
  } catch {
    return null;
  }
}

/** windows-1252, whose five unused bytes stand for themselves, as browsers read it. */
function latinBytes(text: string): Buffer | null {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code < 0x80 || (code >= 0xa0 && code <= 0xff) || [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(code))
      bytes.push(code);
    else {
      const [byte = 0x3f] = iconv.encode(char, "windows-1252");
      if (byte === 0x3f) return null;
      bytes.push(byte);
    }
  }
  return Buffer.from(bytes);
}

/** One à alone may be an Ã before a blank that does not break; everything else is no accident. */
function isLikely(meant: string): boolean {
  const strange = meant.match(/[^\p{ASCII}]/gu) ?? [];
  return strange.length > 1 || (strange.length === 1 && strange[0] !== "à");
}
