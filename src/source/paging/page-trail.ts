import { hash } from "node:crypto";
import { SourceFault } from "../source-fault.js";
import type { Page } from "./page.js";

/** Remembers what came on which page, to notice rows that moved while the pages were read. */
export class PageTrail {
  /** One digest for each page, of its records in order. */
  readonly digests: string[] = [];
  received = 0;
  #total: number | null = null;

  /** @throws SourceFault PAGE_REPEATED or PAGES_SHIFTED */
  add(page: Page): void {
    this.#checkTotal(page);
    const texts = page.records.map((record) => JSON.stringify(record) ?? "");
    const digest = hash("sha1", texts.join("\n"));
    // A page of one record may rightly say again what another one said.
    if (texts.length > 1 && this.digests.includes(digest))
      throw new SourceFault("PAGE_REPEATED", `page ${page.number} holds what an earlier page held`, true);
    this.digests.push(digest);
    this.received += page.records.length;
  }

  /** @throws SourceFault when the source promised another number of records */
  end(): void {
    if (this.#total === null || this.#total === this.received) return;
    const counts = `${this.received} records came, the source says ${this.#total}`;
    if (this.received < this.#total) throw new SourceFault("PAGES_INCOMPLETE", counts, true);
    throw new SourceFault("PAGES_SHIFTED", counts, true);
  }

  /** @throws SourceFault PAGES_SHIFTED when a second reading was not the same */
  compare(second: PageTrail): void {
    const at = this.digests.findIndex((digest, i) => digest !== second.digests[i]);
    if (at < 0 && this.digests.length === second.digests.length) return;
    const page = at < 0 ? this.digests.length + 1 : at + 1;
    throw new SourceFault("PAGES_SHIFTED", `page ${page} was another one when the pages were read again`, true);
  }

  #checkTotal({ number, total }: Page): void {
    if (total === null) return;
    if (this.#total !== null && this.#total !== total) {
      const change = `there were ${this.#total} records at first and ${total} on page ${number}`;
      throw new SourceFault("PAGES_SHIFTED", change, true);
    }
    this.#total = total;
  }
}
