import type { SourceOfKind } from "../config/source.schema.js";
import { SourceFault } from "../source-fault.js";
import { compile } from "./expression.js";
import type { Expression } from "./expression.js";
import { failureFault, messageOf, usualFailure } from "./failure.js";
import { countOf, isTree } from "./protocol.js";
import type { Contents, JsonProtocol } from "./protocol.js";

type Headers = Readonly<Record<string, string>>;
type Counts = Pick<Contents, "total" | "pages">;

/** Paged JSON of any shape: the source's configuration says where the records are. */
export class PlainProtocol implements JsonProtocol {
  readonly paging;
  readonly fields;
  readonly #records: Expression | null;
  readonly #failure: Expression | null;
  readonly #total: Expression | null;
  readonly #pages: Expression | null;
  /** Counts that were told. */
  readonly #told = new Set<keyof Counts>();

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

  async read(body: unknown, what: string, headers: Headers): Promise<Contents> {
    const known = { ...this.each, headers };
    await this.#refuseFailure(body, what, known);
    const total = countOf(await this.#total?.(body, known));
    const pages = countOf(await this.#pages?.(body, known));
    const found = this.#records === null ? body : await this.#records(body, known);
    const records = this.#list(found, body, total, what);
    if (records.length > 0) this.#expectCounts({ total, pages }, what);
    return { records, total, pages };
  }

  /** A count that is declared and not there would let pages go missing unseen. Later pages need not repeat it. */
  #expectCounts(found: Counts, what: string): void {
    for (const name of ["total", "pages"] as const) {
      const declared = name in this.paging ? (this.paging as Partial<Record<string, string>>)[name] : undefined;
      if (declared === undefined) continue;
      if (found[name] !== null) this.#told.add(name);
      else if (!this.#told.has(name))
        throw new SourceFault("BROKEN_MESSAGE", `${what} has no count at ${declared} (paging.${name})`, false);
    }
  }

  async #refuseFailure(body: unknown, what: string, known: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.#failure !== null && isTruthy(await this.#failure(body, known))) throw failureFault(what, messageOf(body));
    const usual = this.source.failure === undefined ? usualFailure(onlyLine(body, this.source.format)) : null;
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

/** An error comes as a line like any other, and alone. */
function onlyLine(body: unknown, format: "json" | "lines"): unknown {
  return format === "lines" && Array.isArray(body) && body.length === 1 ? body[0] : body;
}

function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function shapeOf(body: unknown): string {
  if (Array.isArray(body)) return `is a list of ${body.length}`;
  return isTree(body) ? `has ${Object.keys(body).slice(0, 20).join(", ") || "nothing"}` : `is ${JSON.stringify(body)}`;
}
