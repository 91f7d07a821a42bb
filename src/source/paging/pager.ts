import type { Paging } from "../config/access.schema.js";
import type { HttpRequest } from "../http/redirect.js";
import { compile } from "../json/expression.js";
import { SourceFault } from "../source-fault.js";
import { nextLink } from "./link-header.js";
import type { Page } from "./page.js";
import { withParameter } from "./parameter.js";

/** Knows which request brings the next page. */
export interface Pager {
  readonly first: HttpRequest;
  /** Whether a page without records is the last one. */
  readonly endsEmpty: boolean;
  /** @param received records so far, those of this page among them; null after the last page */
  next(page: Page, received: number): Promise<HttpRequest | null>;
}

export function pagerOf(paging: Paging, base: HttpRequest): Pager {
  switch (paging.kind) {
    case "none":
      return { first: base, endsEmpty: true, next: () => Promise.resolve(null) };
    case "page":
      return pageNumbers(paging, sized(base, paging));
    case "offset":
      return offsets(paging, sized(base, paging));
    case "cursor":
      return cursors(paging, sized(base, paging));
    default:
      return links(sized(base, { ...paging, in: "query" }));
  }
}

type Of<Kind extends Paging["kind"]> = Extract<Paging, { kind: Kind }>;

function sized(base: HttpRequest, { size, in: place }: Pick<Of<"page">, "size" | "in">): HttpRequest {
  return size === undefined ? base : withParameter(base, place, size.parameter, size.value);
}

function pageNumbers({ parameter, first, in: place }: Of<"page">, base: HttpRequest): Pager {
  const request = (number: number): HttpRequest => withParameter(base, place, parameter, number);
  return { first: request(first), endsEmpty: true, next: ({ number }) => Promise.resolve(request(first + number)) };
}

/** Goes by what came, not by what was asked for: a source may give less at a time than it is asked for. */
function offsets({ parameter, in: place }: Of<"offset">, base: HttpRequest): Pager {
  const request = (offset: number): HttpRequest => withParameter(base, place, parameter, offset);
  return { first: request(0), endsEmpty: true, next: (_page, received) => Promise.resolve(request(received)) };
}

function cursors({ parameter, next, nextIs, in: place }: Of<"cursor">, base: HttpRequest): Pager {
  const read = compile(next);
  const seen = new Seen();
  const after = async ({ body, answer }: Page): Promise<HttpRequest | null> => {
    const cursor = await read(body, { headers: answer.headers });
    if (cursor === undefined || cursor === null || cursor === "" || cursor === false) return null;
    if (typeof cursor !== "string" && typeof cursor !== "number")
      throw new SourceFault("BROKEN_MESSAGE", `${answer.url.origin}: the next cursor is no text`, false);
    seen.add(`${cursor}`);
    return nextIs === "address"
      ? elsewhere(base, `${cursor}`, answer.url)
      : withParameter(base, place, parameter!, cursor);
  };
  return { first: base, endsEmpty: false, next: after };
}

function links(base: HttpRequest): Pager {
  const seen = new Seen();
  const after = ({ answer }: Page): Promise<HttpRequest | null> => {
    const target = nextLink(answer.headers.link ?? null);
    if (target === null) return Promise.resolve(null);
    seen.add(target);
    return Promise.resolve(elsewhere(base, target, answer.url));
  };
  return { first: base, endsEmpty: false, next: after };
}

function elsewhere(base: HttpRequest, target: string, from: URL): HttpRequest {
  const url = URL.parse(target, from.href);
  if (url === null) throw new SourceFault("BROKEN_MESSAGE", `${from.origin}: the next page has no address`, false);
  // Behind a proxy that ends TLS, sources name themselves http.
  if (from.protocol === "https:" && url.hostname === from.hostname) url.protocol = "https:";
  return { ...base, url };
}

/** A source that leads in a circle never ends. */
class Seen {
  readonly #before = new Set<string>();

  add(place: string): void {
    if (this.#before.has(place))
      throw new SourceFault(
        "PAGE_REPEATED",
        `the source leads to the same next page twice: ${place.slice(0, 100)}`,
        true,
      );
    this.#before.add(place);
  }
}
