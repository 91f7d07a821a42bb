import type { AccessClass, Viewer } from "../access/viewer.js";
import { mayRead } from "../access/row-rules.js";
import type { Hit } from "./hit.js";
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
}

const INITIALS = " #";
const SURROGATE = /[\ud800-\udfff]/;

/**
 * All texts of the catalogue, looked through in memory: they are few, and change once a day. It finds what the statement of
 * search.sql.ts finds, in the same order; a test compares the two.
 */
export class SearchIndex {
  readonly #entries: readonly Prepared[];

  constructor(entries: readonly SearchEntry[]) {
    this.#entries = entries.map((entry) => {
      const start = entry.searchText.indexOf(INITIALS);
      const end = start < 0 ? entry.searchText.length : start;
      return {
        ...entry,
        texts: entry.searchText.slice(0, end),
        initials: entry.searchText.slice(end + INITIALS.length),
      };
    });
  }

  find(viewer: Viewer, kinds: readonly number[], text: SearchText): Hit[] {
    const hits: Hit[] = [];
    for (const entry of this.#entries)
      if (kinds.includes(entry.kind) && isFound(entry, text) && isVisible(viewer, entry)) hits.push(hitOf(entry, text));
    return hits.sort(compareHits);
  }
}

function isFound(entry: Prepared, text: SearchText): boolean {
  for (const word of text.words) if (!entry.searchText.includes(word)) return hasInitials(entry, text);
  return true;
}

function hitOf(entry: Prepared, text: SearchText): Hit {
  const { kind, id, length, codeLength, texts } = entry;
  const at = texts.indexOf(text.folded);
  // The text begins with the code and a space, neither of which folding makes longer or shorter.
  const place = at < 0 ? 0 : Math.max(0, characters(texts.slice(0, at)) - codeLength - 1);
  return { rank: rankOf(entry, text), place, length, kind, id };
}

function rankOf(entry: Prepared, text: SearchText): number {
  const { exact, folded, words } = text;
  const { code, short, name, nameEn, texts } = entry;
  const has = (one: string | null): boolean => one !== null && exact.includes(one);
  if (has(code) || has(short)) return 1;
  if (has(name) || has(nameEn)) return 2;
  if (exact.some((spelling) => ` ${name} `.includes(` ${spelling} `))) return 3;
  if (exact.some((spelling) => ` ${name}`.includes(` ${spelling}`))) return 4;
  if (` ${texts} `.includes(` ${folded} `)) return 5;
  if (` ${texts}`.includes(` ${folded}`)) return 6;
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

function characters(text: string): number {
  return SURROGATE.test(text) ? [...text].length : text.length;
}

function compareHits(a: Hit, b: Hit): number {
  return a.rank - b.rank || a.place - b.place || a.length - b.length || a.kind - b.kind || a.id - b.id;
}
