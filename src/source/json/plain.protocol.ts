import type { SourceOfKind } from "../config/source.schema.js";
import { SourceFault } from "../source-fault.js";
import { compile } from "./expression.js";
import type { Expression } from "./expression.js";
import { failureFault, messageOf, usualFailure } from "./failure.js";
import { countOf, isTree } from "./protocol.js";
import type { Contents, JsonProtocol } from "./protocol.js";

/** Paged JSON of any shape: the source's configuration says where the records are. */
export class PlainProtocol implements JsonProtocol {
  readonly paging;
  readonly fields;
  readonly #records: Expression | null;
  readonly #failure: Expression | null;
  readonly #total: Expression | null;
  readonly #pages: Expression | null;

  constructor(
    private readonly source: SourceOfKind<"json">,
    private readonly each: Readonly<Record<string, string>>,
  ) {
    this.paging = source.paging;
    this.fields = source.fields;
    this.#records = source.records === undefined ? null : compile(source.records);
    this.#failure = source.failure === undefined || source.failure === "none" ? null : compile(source.failure);
    this.#total = "total" in this.paging && this.paging.total !== undefined ? compile(this.paging.total) : null;
    this.#pages = "pages" in this.paging && this.paging.pages !== undefined ? compile(this.paging.pages) : null;
  }

  async read(body: unknown, what: string): Promise<Contents> {
    await this.#refuseFailure(body, what);
    const total = countOf(await this.#total?.(body, this.each));
    const pages = countOf(await this.#pages?.(body, this.each));
    const found = this.#records === null ? body : await this.#records(body, this.each);
    return { records: this.#list(found, body, total, what), total, pages };
  }

  async #refuseFailure(body: unknown, what: string): Promise<void> {
    if (this.#failure !== null && isTruthy(await this.#failure(body, this.each)))
      throw failureFault(what, messageOf(body));
    const usual = this.source.failure === undefined ? usualFailure(body) : null;
    if (usual !== null) throw failureFault(what, usual);
  }

  #list(found: unknown, body: unknown, total: number | null, what: string): readonly unknown[] {
    if (Array.isArray(found)) return found;
    // One record is often sent without its list.
    if (isTree(found) && this.#records !== null) return [found];
    if ((found === undefined || found === null) && total === 0) return [];
    const where = this.source.records === undefined ? "is no list" : `has no list at ${this.source.records}`;
    const has = `it ${shapeOf(body)}`;
    throw new SourceFault("RECORDS_MISSING", `${what} ${where}: ${has}`, false);
  }
}

function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function shapeOf(body: unknown): string {
  if (Array.isArray(body)) return `is a list of ${body.length}`;
  return isTree(body) ? `has ${Object.keys(body).slice(0, 20).join(", ") || "nothing"}` : `is ${JSON.stringify(body)}`;
}
