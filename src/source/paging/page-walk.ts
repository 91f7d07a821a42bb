import type { HttpRequest } from "../http/redirect.js";
import type { HttpAnswer, SourceClient } from "../http/source-client.js";
import { SourceFault } from "../source-fault.js";
import type { Page } from "./page.js";
import { PageTrail } from "./page-trail.js";
import type { Pager } from "./pager.js";

export interface WalkRules {
  readonly verify: "auto" | "always" | "never";
  /** How the last page is known where no count tells: a page without records, a short one, or an answer 404. */
  readonly end: "empty" | "short" | "not-found";
  /** Records that a full page has; null when nobody says. */
  readonly size: number | null;
  readonly limits: { readonly pages: number; readonly records: number };
}

export interface WalkParts {
  readonly client: SourceClient;
  /** A new one for each reading, since it may remember where it was. */
  readonly pager: () => Pager;
  /** @throws SourceFault when the answer holds no page */
  read(answer: HttpAnswer, number: number): Promise<Page>;
  onAnswer(answer: HttpAnswer, request: HttpRequest): Promise<void>;
}

/**
 * Reads all pages of a source, and makes sure that they belong together. Several pages are read a second time and
 * compared: a row that slipped from one page to another while Kho was reading would be taken for withdrawn, and where one
 * went and another one came, neither a count nor a repeated record tells.
 * @throws SourceFault also after the last page: what was yielded is void then
 */
export async function* walkPages(parts: WalkParts, rules: WalkRules): AsyncGenerator<Page> {
  const trail = new PageTrail();
  yield* reading(parts, rules, trail, parts.onAnswer);
  if (rules.verify === "never" || (rules.verify === "auto" && trail.digests.length < 2)) return;
  const second = new PageTrail();
  const nothing = (): Promise<void> => Promise.resolve();
  for await (const _page of reading(parts, rules, second, nothing)) continue;
  trail.compare(second);
}

async function* reading(
  { client, pager: makePager, read }: WalkParts,
  rules: WalkRules,
  trail: PageTrail,
  onAnswer: WalkParts["onAnswer"],
): AsyncGenerator<Page> {
  const pager = makePager();
  let request: HttpRequest | null = pager.first;
  for (let number = 1; request !== null; number++) {
    if (number > rules.limits.pages) throw tooMany("TOO_MANY_PAGES", `${rules.limits.pages} pages`);
    const answer: HttpAnswer = await client.ask(request, { notFoundIsAnswer: rules.end === "not-found" && number > 1 });
    if (answer.status === 404) break;
    await onAnswer(answer, request);
    const page = await read(answer, number);
    if (page.records.length > 0) trail.add(page);
    if (trail.received > rules.limits.records) throw tooMany("TOO_MANY_RECORDS", `${rules.limits.records} records`);
    yield page;
    request = isLast(page, trail, pager, rules) ? null : await pager.next(page, trail.received);
  }
  trail.end();
}

function isLast(
  { number, records, total, pages }: Page,
  { received }: PageTrail,
  pager: Pager,
  rules: WalkRules,
): boolean {
  if (!pager.endsEmpty) return false;
  if (records.length === 0) return true;
  if (total !== null && received >= total) return true;
  if (pages !== null && number >= pages) return true;
  return rules.end === "short" && rules.size !== null && records.length < rules.size;
}

function tooMany(code: "TOO_MANY_PAGES" | "TOO_MANY_RECORDS", limit: string): SourceFault {
  return new SourceFault(code, `the source has more than ${limit} (limits): does it ever end?`, false);
}
