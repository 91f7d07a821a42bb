import type { Fields } from "../config/reading.schema.js";
import type { SourceOfKind } from "../config/source.schema.js";
import { SourceFault } from "../source-fault.js";
import { failureFault } from "./failure.js";
import { countOf, isTree } from "./protocol.js";
import type { Contents, JsonProtocol } from "./protocol.js";

const FIELDS = {
  indicator: "indicator.id",
  area: `countryiso3code != "" ? countryiso3code : country.id`,
  period: "date",
  value: "value",
  status: "obs_status",
} as const;

/**
 * World Bank API v2: a list of two, the page's head and its rows. Errors come with status 200, as a list of one that
 * holds messages. https://datahelpdesk.worldbank.org/knowledgebase/articles/898581
 */
export class WorldBankProtocol implements JsonProtocol {
  readonly paging;
  readonly fields: Fields;

  constructor({ fields, pageSize }: SourceOfKind<"world-bank">) {
    this.fields = { ...FIELDS, ...given(fields) };
    this.paging = {
      kind: "page",
      parameter: "page",
      first: 1,
      size: { parameter: "per_page", value: pageSize },
      in: "query",
      end: "empty",
      verify: "auto",
    } as const;
  }

  read(body: unknown, what: string): Contents {
    const [head, rows] = Array.isArray(body) ? (body as unknown[]) : [];
    if (isTree(head) && head.message !== undefined) throw failureFault(what, messages(head.message));
    if (!isTree(head) || (!Array.isArray(rows) && rows !== null && rows !== undefined))
      throw new SourceFault("RECORDS_MISSING", `${what} is no list of a head and rows, as the World Bank sends`, false);
    return { records: Array.isArray(rows) ? rows : [], total: countOf(head.total), pages: countOf(head.pages) };
  }
}

/** Fields that a configuration names win over the usual ones. */
export function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, source]) => source !== undefined)) as Fields;
}

function messages(list: unknown): string {
  const all = (Array.isArray(list) ? list : [list]) as unknown[];
  return all
    .map((each) => (isTree(each) ? [each.id, each.key, each.value].filter(Boolean).join(" ") : JSON.stringify(each)))
    .join("; ");
}
