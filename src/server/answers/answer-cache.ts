import type { Caller } from "../../shared/errand.js";
import { Errand } from "../../shared/errand.js";
import type { Answer } from "./answer.js";

/** An answer that is being worked out, for as long as somebody waits for it. */
interface Flight {
  readonly errand: Errand;
  readonly answer: Promise<Answer | null>;
}

/**
 * Answers of one data version, by what was asked and for whom; a newer version empties it.
 * Bounded in bytes: the least recently used answer goes first. Equal questions at the same moment are answered once.
 */
export class AnswerCache {
  readonly #answers = new Map<string, Answer>();
  readonly #flights = new Map<string, Flight>();
  #version: string | null = null;
  #bytes = 0;

  constructor(private readonly mostBytes: number) {}

  /** Null version: nobody knows which one is current, so nothing may come from here. */
  get(key: string, version: string | null): Answer | undefined {
    this.#moveTo(version);
    const answer = version === null ? undefined : this.#answers.get(key);
    if (!answer) return undefined;
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    return answer;
  }

  /**
   * The answer that somebody is already working out for the same version, or the one that `work` gives.
   * It is kept if the version is still current at its end: otherwise it may hold rows of both.
   */
  async share(
    key: string,
    version: () => string | null,
    caller: Caller,
    work: (errand: Errand) => Promise<Answer | null>,
  ): Promise<Answer | null> {
    const before = version();
    if (before === null) return work(new Errand().for(caller));
    const name = `${before}\n${key}`;
    const running = this.#flights.get(name);
    if (running && !running.errand.isOver) {
      running.errand.for(caller);
      return running.answer;
    }
    const answer = await this.#start(name, caller, work);
    if (answer && version() === before) this.#keep(key, before, answer);
    return answer;
  }

  #start(name: string, caller: Caller, work: (errand: Errand) => Promise<Answer | null>): Promise<Answer | null> {
    const errand = new Errand().for(caller);
    const flight: Flight = {
      errand,
      answer: work(errand).finally(() => {
        if (this.#flights.get(name) === flight) this.#flights.delete(name);
      }),
    };
    this.#flights.set(name, flight);
    return flight.answer;
  }

  #keep(key: string, version: string, answer: Answer): void {
    this.#moveTo(version);
    const size = answer.size + key.length * 2;
    if (size > this.mostBytes / 4 || this.#answers.has(key)) return;
    this.#answers.set(key, answer);
    this.#bytes += size;
    for (const [oldest, held] of this.#answers) {
      if (this.#bytes <= this.mostBytes) break;
      this.#answers.delete(oldest);
      this.#bytes -= held.size + oldest.length * 2;
    }
  }

  #moveTo(version: string | null): void {
    if (version === this.#version) return;
    this.#answers.clear();
    this.#bytes = 0;
    this.#version = version;
  }
}
