import type { AccessClass, Viewer } from "../access/viewer.js";
import { mayRead } from "../access/row-rules.js";
import type { Hit } from "./hit.js";
import { LetterPairs } from "./letter-pairs.js";
import type { SearchText } from "./search-text.js";

/** The texts of one thing that may be found, as the database has them. */
export interface SearchEntry {
  readonly kind: number;
  readonly id: number;
  /** Characters of the name and of the code. */
  readonly length: number;
  readonly codeLength: number;
  /** In lower case. */
  readonly code: string;
  readonly short: string | null;
  readonly name: string;
  readonly nameEn: string | null;
  /** Without accents; behind ` #` the initials of each text, each ended by `~`. */
  readonly searchText: string;
  /** Of an indicator; null for what everybody may see. */
  readonly access: AccessClass | null;
  readonly agencyId: number | null;
}

interface Prepared extends SearchEntry {
  readonly texts: string;
  readonly initials: string;
  /** Between spaces, so that whole words are found as such. */
  readonly nameWords: string;
  readonly textWords: string;
  /** Is each character of the texts one unit of a JavaScript string? */
  readonly isPlain: boolean;
}

/** The beginnings of words that would be the text, and whole words. */
interface Asked extends SearchText {
  readonly exactStarts: readonly string[];
  readonly exactWords: readonly string[];
  readonly foldedStart: string;
  readonly foldedWords: string;
}

const INITIALS = " #";
const SURROGATE = /[\ud800-\udfff]/;

/** The entries of one kind. */
class Shelf {
  readonly #entries: readonly Prepared[];
  readonly #pairs: LetterPairs;

  constructor(entries: readonly SearchEntry[]) {
    this.#entries = entries.map(prepared);
    this.#pairs = new LetterPairs(entries.map(({ searchText }) => searchText));
  }

  /** Adds what is found of it. */
  find(viewer: Viewer, text: Asked, hits: Hit[]): void {
    const { words, initials } = text;
    for (const place of this.#pairs.candidates(initials === null ? [words] : [words, [initials]])) {
      const entry = this.#entries[place];
      if (entry && isFound(entry, text) && isVisible(viewer, entry)) hits.push(hitOf(entry, text));
    }
  }
}

/**
 * All texts of the catalogue, looked through in memory: they are few, and change once a day. It finds what the statement of
 * search.sql.ts finds, in the same order; a test compares the two.
 */
export class SearchIndex {
  readonly #shelves: ReadonlyMap<number, Shelf>;

  constructor(entries: readonly SearchEntry[]) {
    const byKind = Map.groupBy(entries, ({ kind }) => kind);
    this.#shelves = new Map([...byKind].map(([kind, same]) => [kind, new Shelf(same)]));
  }

  find(viewer: Viewer, kinds: readonly number[], text: SearchText): Hit[] {
    const hits: Hit[] = [];
    const asked = askedFor(text);
    for (const kind of kinds) this.#shelves.get(kind)?.find(viewer, asked, hits);
    return hits.sort(compareHits);
  }
}

function prepared(entry: SearchEntry): Prepared {
  const { name, searchText } = entry;
  const start = searchText.indexOf(INITIALS);
  const end = start < 0 ? searchText.length : start;
  const texts = searchText.slice(0, end);
  const initials = searchText.slice(end + INITIALS.length);
  return {
    ...entry,
    texts,
    initials,
    nameWords: ` ${name} `,
    textWords: ` ${texts} `,
    isPlain: !SURROGATE.test(texts),
  };
}

function askedFor(text: SearchText): Asked {
  const { exact, folded } = text;
  return {
    ...text,
    exactStarts: exact.map((spelling) => ` ${spelling}`),
    exactWords: exact.map((spelling) => ` ${spelling} `),
    foldedStart: ` ${folded}`,
    foldedWords: ` ${folded} `,
  };
}

function isFound(entry: Prepared, text: SearchText): boolean {
  for (const word of text.words) if (!entry.searchText.includes(word)) return hasInitials(entry, text);
  return true;
}

function hitOf(entry: Prepared, text: Asked): Hit {
  const { kind, id, length, codeLength, texts, isPlain } = entry;
  const at = texts.indexOf(text.folded);
  const lead = texts.slice(0, Math.max(0, at));
  const before = isPlain ? lead.length : [...lead].length;
  // The text begins with the code and a space, neither of which folding makes longer or shorter.
  const place = at < 0 ? 0 : Math.max(0, before - codeLength - 1);
  return { rank: rankOf(entry, text), place, length, kind, id };
}

function rankOf(entry: Prepared, text: Asked): number {
  const { exact, words } = text;
  const { code, short, name, nameEn, texts, nameWords, textWords } = entry;
  const has = (one: string | null): boolean => one !== null && exact.includes(one);
  const isInName = (one: string): boolean => nameWords.includes(one);
  if (has(code) || has(short)) return 1;
  if (has(name) || has(nameEn)) return 2;
  if (text.exactStarts.some(isInName)) return text.exactWords.some(isInName) ? 3 : 4;
  if (textWords.includes(text.foldedStart)) return textWords.includes(text.foldedWords) ? 5 : 6;
  if (hasInitials(entry, text)) return 7;
  return words.every((word) => texts.includes(word)) ? 8 : 9;
}

function hasInitials({ initials }: Prepared, { initials: asked }: SearchText): boolean {
  if (asked === null) return false;
  const at = initials.indexOf(asked);
  return at >= 0 && initials.indexOf("~", at + asked.length) >= 0;
}

function isVisible(viewer: Viewer, { access, agencyId }: SearchEntry): boolean {
  return access === null || agencyId === null || mayRead(viewer, { access, agencyId });
}

function compareHits(a: Hit, b: Hit): number {
  return a.rank - b.rank || a.place - b.place || a.length - b.length || a.kind - b.kind || a.id - b.id;
}
