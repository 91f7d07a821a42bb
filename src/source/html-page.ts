import { SourceFault } from "./source-fault.js";

/** A mark of bytes, also where it was read as windows-1252, blanks and remarks; then what only pages begin with. */
const PAGE =
  /^(?:\uFEFF|\u00EF\u00BB\u00BF)?\s*(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body|title|meta|link|script|style|table|div|center|h1|p)\b/i;

/** How far a remark may go on above a page. */
const BEGINNING = 4_000;

/** Whether a text is a page of HTML: a login or an apology, which sources send with status 200. */
export function isHtmlPage(text: string): boolean {
  return PAGE.test(text.slice(0, BEGINNING));
}

export function htmlFault(text: string, what: string): SourceFault {
  const title = /<title[^>]*>([^<]{1,100})/i.exec(text)?.[1]?.trim();
  const named = title === undefined ? "" : ` (“${title}”)`;
  return new SourceFault("HTML_ANSWER", `${what} is a page for people${named}, not data`, true);
}
