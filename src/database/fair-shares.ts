import { Counts } from "../shared/counts.js";

/** Of so many connections some are kept for statements that are known not to take long. */
const SPARE = 2;
const FEWEST_TO_SPARE_OF = 4;

interface Asking {
  /** For whom, if anybody knows. */
  readonly party: string | undefined;
  /** Is it slow, or a part of something heavy? */
  readonly mayTakeLong: boolean;
}

/**
 * How many connections statements may hold that may take long: half of them for one party, and some are left for what is quick. So
 * nobody keeps all others waiting with a few questions about everything, and whoever asks for little notices nothing of it.
 */
export class FairShares {
  readonly #mostLong: number;
  readonly #mostOfParty: number;
  readonly #ofParty = new Counts<string | undefined>();
  #long = 0;

  constructor(connections: number) {
    this.#mostLong = connections < FEWEST_TO_SPARE_OF ? connections : connections - SPARE;
    this.#mostOfParty = Math.max(1, Math.ceil(connections / 2));
  }

  mayTake({ party, mayTakeLong }: Asking): boolean {
    if (!mayTakeLong) return true;
    return this.#long < this.#mostLong && this.#ofParty.of(party) < this.#mostOfParty;
  }

  /** @returns how to give it back */
  take({ party, mayTakeLong }: Asking): () => void {
    if (!mayTakeLong) return () => undefined;
    this.#count(party, 1);
    return () => this.#count(party, -1);
  }

  #count(party: string | undefined, difference: 1 | -1): void {
    this.#ofParty.add(party, difference);
    this.#long += difference;
  }
}
