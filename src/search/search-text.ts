import { AppError } from "../shared/errors.js";
import { foldText, isCleanText, nfc, spellingKey } from "../shared/text.js";

const MAX_LENGTH = 200;
/** In decomposed text: oa, oe or uy with its tone on the second vowel, at the end of a word. */
const TONE_AT_END = /(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(?![\p{L}\p{M}])/gu;

/** What is searched for, in the forms that texts are compared in. */
export interface SearchText {
  /** Lower case with accents; both places of a tone mark, "hoà" and "hòa": the catalogue holds both, and NFC does not unify them. */
  readonly exact: readonly string[];
  /** Without accents and signs. */
  readonly folded: string;
  /** The longest first: it is the one that most texts lack. */
  readonly words: readonly string[];
  /** Null where they would be no initials: two letters are those of nearly everything. */
  readonly initials: string | null;
}

/** @throws AppError BAD_USER_INPUT for a text without a letter or digit, or one that is too long */
export function searchTextOf(input: string): SearchText {
  const text = nfc(input).trim();
  const folded = isCleanText(text) ? foldText(text) : "";
  if (text.length > MAX_LENGTH || folded === "")
    throw new AppError(
      "BAD_USER_INPUT",
      `text needs at least one letter or digit and at most ${MAX_LENGTH} characters.`,
      { argument: "text" },
    );
  const initials = folded.replaceAll(" ", "");
  return {
    exact: spellings(text.toLowerCase()),
    folded,
    words: folded.split(" ").sort((a, b) => b.length - a.length),
    initials: initials.length >= 3 && initials.length <= 12 ? initials : null,
  };
}

function spellings(text: string): string[] {
  const onFirstVowel = text.normalize("NFD").replace(TONE_AT_END, "$1$3$2").normalize("NFC");
  return [...new Set([text, spellingKey(text), onFirstVowel])];
}
