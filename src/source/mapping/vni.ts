/**
 * VNI, in which fonts such as VNI-Times show Vietnamese: a letter of windows-1252 is followed by another one for its mark.
 * What each mark makes of the letter before it; tones are combining marks, in the order of the alphabet's tables.
 */
const ACUTE = "\u0301";
const GRAVE = "\u0300";
const HOOK = "\u0309";
const TILDE = "\u0303";
const DOT = "\u0323";
const CIRCUMFLEX = "\u0302";
const BREVE = "\u0306";
const HORN = "\u031B";

/** Behind a, e, o, u, y, ô (ơ) and ö (ư). */
const TONES: Readonly<Record<string, string>> = { ù: ACUTE, ø: GRAVE, û: HOOK, õ: TILDE, ï: DOT };
/** Behind a, e and o. */
const CIRCUMFLEXES: Readonly<Record<string, string>> = {
  â: CIRCUMFLEX,
  á: CIRCUMFLEX + ACUTE,
  à: CIRCUMFLEX + GRAVE,
  å: CIRCUMFLEX + HOOK,
  ã: CIRCUMFLEX + TILDE,
  ä: CIRCUMFLEX + DOT,
};
/** Behind a. */
const BREVES: Readonly<Record<string, string>> = {
  ê: BREVE,
  é: BREVE + ACUTE,
  è: BREVE + GRAVE,
  ú: BREVE + HOOK,
  ü: BREVE + TILDE,
  ë: BREVE + DOT,
};
/** Letters by themselves. */
const ALONE: Readonly<Record<string, string>> = {
  í: `i${ACUTE}`,
  ì: `i${GRAVE}`,
  æ: `i${HOOK}`,
  ó: `i${TILDE}`,
  ò: `i${DOT}`,
  î: `y${DOT}`,
  ô: `o${HORN}`,
  ö: `u${HORN}`,
  ñ: "đ",
};

const LETTER = /([aeouyôö])([ùøûõïâáàåãäêéèúüë])|[íìæóòîôöñ]/giu;

/** A letter that a mark may still follow, at the end of a piece of text. */
export const MAY_GO_ON = /[aeouyôö]$/iu;

/** Text as its fonts show it, in NFC. */
export function fromVni(text: string): string {
  return text.replace(LETTER, (whole: string, base: string | undefined, mark: string | undefined) => {
    const letter = base ?? whole;
    const bare = ALONE[letter.toLowerCase()] ?? letter.toLowerCase();
    const marks = mark === undefined ? "" : marksOf(letter.toLowerCase(), mark.toLowerCase());
    // Two letters that only stand beside each other.
    if (marks === null) return fromVni(letter) + fromVni(mark!);
    const made = (bare + marks).normalize("NFC");
    return letter === letter.toLowerCase() ? made : made.toUpperCase();
  });
}

function marksOf(letter: string, mark: string): string | null {
  const circumflex = "aeo".includes(letter) ? CIRCUMFLEXES[mark] : undefined;
  const breve = letter === "a" ? BREVES[mark] : undefined;
  return TONES[mark] ?? circumflex ?? breve ?? null;
}
