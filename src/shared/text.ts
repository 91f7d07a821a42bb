const TONES = "\\u0300\\u0301\\u0303\\u0309\\u0323";
const TONE_ON_FIRST_VOWEL = new RegExp(`(o)([${TONES}])([ae])|(u)([${TONES}])(y)`, "gi");

/** Composed form: one code point per Vietnamese letter wherever there is one. */
export function nfc(text: string): string {
  return text.normalize("NFC");
}

/**
 * For search: lower case, no marks, đ as d (also U+00F0 and U+00D0, which are typed for it), words joined by single
 * spaces. "Hoà Bình" and "Hòa Bình" are both "hoa binh", "BR-VT" is "br vt".
 */
export function foldText(text: string): string {
  const bare = text
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "");
  return bare
    .replace(/[đð]/g, "d")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Same letters, case and tones; only the place of the tone mark may differ. Hoà is Hòa, and neither is Hoa. */
export function sameText(a: string, b: string): boolean {
  return a === b || spellingKey(a) === spellingKey(b);
}

/**
 * One spelling for all that sameText calls the same, for use as a key: NFC does not unify Hoà and Hòa, Thuý and Thúy.
 * Keeps case; writes the tone on the second vowel of oa, oe and uy, and Đ for U+00D0.
 */
export function spellingKey(text: string): string {
  const moved = text.normalize("NFD").replace(TONE_ON_FIRST_VOWEL, (...groups: string[]) => {
    const [, o = "", oTone = "", ae = "", u = "", uTone = "", y = ""] = groups;
    return o + u + ae + y + oTone + uTone;
  });
  return moved
    .normalize("NFC")
    .replace(/\u00D0/g, "Đ")
    .replace(/\u00F0/g, "đ");
}

/** False for NUL, which Postgres cannot store, and for halves of a surrogate pair, which UTF-8 cannot. */
export function isCleanText(text: string): boolean {
  return !text.includes("\0") && !/\p{Cs}/u.test(text);
}
