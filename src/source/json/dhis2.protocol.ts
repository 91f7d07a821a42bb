import type { Fields } from "../config/reading.schema.js";
import type { SourceOfKind } from "../config/source.schema.js";
import { SourceFault } from "../source-fault.js";
import { failureFault, usualFailure } from "./failure.js";
import { isTree } from "./protocol.js";
import type { Contents, JsonProtocol } from "./protocol.js";
import { given } from "./world-bank.protocol.js";

const FIELDS = {
  indicator: "dataElement",
  area: "orgUnit",
  period: "period",
  value: "value",
  comment: "comment",
  withdrawn: "deleted",
} as const;

/** What a set of data values may say of itself; without values there is nothing else. */
const HEAD = new Set([
  "dataSet",
  "completeDate",
  "period",
  "orgUnit",
  "attributeOptionCombo",
  "attributeCategoryOptions",
]);

/** DHIS2's data value sets: /api/dataValueSets.json. No values are no list at all: {}. */
export class Dhis2Protocol implements JsonProtocol {
  readonly paging = { kind: "none" } as const;
  readonly fields: Fields;

  constructor({ fields }: SourceOfKind<"dhis2">) {
    this.fields = { ...FIELDS, ...given(fields) };
  }

  read(body: unknown, what: string): Contents {
    const failure = usualFailure(body);
    if (failure !== null) throw failureFault(what, failure);
    const values = isTree(body) ? body.dataValues : undefined;
    if (Array.isArray(values)) return contents(values);
    if (isTree(body) && values === undefined && Object.keys(body).every((key) => HEAD.has(key))) return contents([]);
    throw new SourceFault("RECORDS_MISSING", `${what} holds no dataValues, as DHIS2 sends`, false);
  }
}

function contents(records: readonly unknown[]): Contents {
  return { records, total: null, pages: null };
}
