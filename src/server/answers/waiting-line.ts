import type { HttpFault } from "../http-fault.js";

export interface Waiting {
  readonly party: string;
  readonly since: number;
  enter(): void;
  refuse(fault: HttpFault): void;
}

/** Who waits for a turn: parties take turns, so that nobody waits behind everything that somebody else wants. */
export class WaitingLine {
  /** In the order in which they have their turns. */
  readonly #byParty = new Map<string, Waiting[]>();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(one: Waiting): void {
    const own = this.#byParty.get(one.party);
    if (own) own.push(one);
    else this.#byParty.set(one.party, [one]);
    this.#length++;
  }

  /** The next one whose party may go on; the party's next turn comes after all others. */
  shift(mayGoOn: (party: string) => boolean): Waiting | undefined {
    for (const [party, own] of this.#byParty) {
      if (!mayGoOn(party)) continue;
      const one = this.#take(party, own, "shift");
      if (own.length > 0) {
        this.#byParty.delete(party);
        this.#byParty.set(party, own);
      }
      return one;
    }
    return undefined;
  }

  /** Who may take the place of somebody else when the line is full: has another party more than one more? */
  mayPush(party: string): boolean {
    return this.#longestBut(party) !== undefined;
  }

  /** The one of them who came last gives way. */
  dropFor(party: string): Waiting | undefined {
    const longest = this.#longestBut(party);
    return longest && this.#take(...longest, "pop");
  }

  #longestBut(party: string): [string, Waiting[]] | undefined {
    const least = (this.#byParty.get(party)?.length ?? 0) + 1;
    let longest: [string, Waiting[]] | undefined;
    for (const entry of this.#byParty) if (entry[1].length > (longest?.[1].length ?? least)) longest = entry;
    return longest;
  }

  /** Everybody who came before that moment. */
  takeOlderThan(moment: number): Waiting[] {
    const older: Waiting[] = [];
    for (const [party, own] of this.#byParty)
      while (own.length > 0 && own[0]!.since <= moment) older.push(this.#take(party, own, "shift"));
    return older;
  }

  /** When the one came who has waited longest. */
  get oldest(): number | undefined {
    let oldest: number | undefined;
    for (const [first] of this.#byParty.values()) oldest = Math.min(oldest ?? Infinity, first!.since);
    return oldest;
  }

  #take(party: string, own: Waiting[], end: "shift" | "pop"): Waiting {
    const one = own[end]()!;
    if (own.length === 0) this.#byParty.delete(party);
    this.#length--;
    return one;
  }
}
