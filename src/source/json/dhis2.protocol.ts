import type { Fields } from "../config/reading.schema.js";
import type { SourceOfKind } from "../config/source.schema.js";
import { refusal, shown } from "../mapping/refusal.js";
import { SourceFault } from "../source-fault.js";
import type { RecordFault } from "../source-record.js";
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

/** What a set says once for all of its values, which then don't say it. */
const SHARED = ["period", "orgUnit", "attributeOptionCombo", "attributeCategoryOptions"];

const COMBOS = ["categoryOptionCombo", "attributeOptionCombo"] as const;
type Combo = (typeof COMBOS)[number];

/** DHIS2's data value sets: /api/dataValueSets.json. No values are no list at all: {}. */
export class Dhis2Protocol implements JsonProtocol {
  readonly paging = { kind: "none" } as const;
  readonly fields: Fields;
  /** Those that no field tells apart: a value of another one than the default is a part, and never the total. */
  readonly #untold: readonly Combo[];

  constructor(private readonly source: Pick<SourceOfKind<"dhis2">, "fields" | "defaults">) {
    this.fields = { ...FIELDS, ...given(source.fields) };
    this.#untold = COMBOS.filter((combo) => !isTold(this.fields, combo));
  }

  read(body: unknown, what: string): Contents {
    const failure = usualFailure(body);
    if (failure !== null) throw failureFault(what, failure);
    const values = isTree(body) ? body.dataValues : undefined;
    if (isTree(body) && Array.isArray(values)) return contents(withHead(values, body));
    if (isTree(body) && values === undefined && Object.keys(body).every((key) => HEAD.has(key))) return contents([]);
    throw new SourceFault("RECORDS_MISSING", `${what} holds no dataValues, as DHIS2 sends`, false);
  }

  refuse(record: unknown): RecordFault | null {
    for (const combo of this.#untold) {
      const named = comboOf(record, combo);
      const usual = this.source.defaults[combo];
      if (named !== "" && named !== usual)
        return refusal(
          "UNKNOWN_COMBINATION",
          combo,
          named,
          `${combo} ${shown(named)} is not the default ${shown(usual)} (defaults), and no breakdown is read from it: a part would be taken for the total`,
        );
    }
    return null;
  }
}

/** A field that makes a series of its own out of each combination; a comment, or what is left out, does not. */
function isTold({ indicator, area, breakdowns }: Fields, combo: Combo): boolean {
  const word = new RegExp(`\\b${combo}\\b`);
  return [indicator, area, ...Object.values(breakdowns)].some((source) => source !== undefined && word.test(source));
}

/** Where an attribute's combination is not named, its options may be. */
function comboOf(record: unknown, combo: Combo): string {
  if (!isTree(record)) return "";
  const options = combo === "attributeOptionCombo" ? record.attributeCategoryOptions : undefined;
  const named = record[combo] ?? options ?? "";
  return typeof named === "string" ? named.trim() : [named].flat().map(String).join(", ");
}

function withHead(values: readonly unknown[], head: Readonly<Record<string, unknown>>): readonly unknown[] {
  const shared = Object.fromEntries(SHARED.flatMap((key) => (head[key] === undefined ? [] : [[key, head[key]]])));
  if (Object.keys(shared).length === 0) return values;
  return values.map((value) => (isTree(value) ? { ...shared, ...value } : value));
}

function contents(records: readonly unknown[]): Contents {
  return { records, total: null, pages: null };
}
