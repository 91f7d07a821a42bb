/** Letters are told apart by so many bits of their code: enough for a to z and the digits. Others may be taken for them. */
const LETTER_BITS = 6;
const LETTER = (1 << LETTER_BITS) - 1;

/**
 * Which of many texts hold which pairs of letters. A text that lacks a pair of a word lacks the word: so most texts need not be
 * read at all. Built in a pass over the texts; half a megabyte takes some milliseconds.
 */
export class LetterPairs {
  /** By the number of a pair: a bit for each text, by its place in the list. */
  readonly #holders = Array.from<Uint32Array | undefined>({ length: 1 << (2 * LETTER_BITS) });
  readonly #none: Uint32Array;

  constructor(texts: readonly string[]) {
    this.#none = new Uint32Array(Math.ceil(texts.length / 32));
    for (const [n, text] of texts.entries())
      for (let i = 1; i < text.length; i++) {
        const holders = (this.#holders[pairAt(text, i)] ??= this.#none.slice());
        holders[n >> 5]! |= 1 << (n & 31);
      }
  }

  /** Places of the texts that may hold all words of any of these lists; no other text holds them. */
  candidates(lists: readonly (readonly string[])[]): number[] {
    const places: number[] = [];
    const found = this.#none.slice();
    for (const words of lists) {
      const holders = this.#holdersOf(words);
      for (let i = 0; i < found.length; i++) found[i]! |= holders[i]!;
    }
    for (let i = 0; i < found.length; i++)
      for (let bits = found[i]!; bits !== 0; bits &= bits - 1) places.push(i * 32 + 31 - Math.clz32(bits & -bits));
    return places;
  }

  #holdersOf(words: readonly string[]): Uint32Array {
    const all = this.#none.slice().fill(~0);
    for (const word of words)
      for (let i = 1; i < word.length; i++) {
        const holders = this.#holders[pairAt(word, i)] ?? this.#none;
        for (let j = 0; j < all.length; j++) all[j]! &= holders[j]!;
      }
    return all;
  }
}

/** The number of the pair that ends at `i`. */
function pairAt(text: string, i: number): number {
  return ((text.charCodeAt(i - 1) & LETTER) << LETTER_BITS) | (text.charCodeAt(i) & LETTER);
}
