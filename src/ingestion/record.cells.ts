import type { SourceRecord } from "../source/source-record.js";
import type { Catalogue } from "./catalogue.loading.js";
import { bindColumns } from "./column.binding.js";
import type { Binding } from "./column.binding.js";
import { fault } from "./fault.js";
import type { Fault } from "./fault.js";
import { readSpec } from "./import.spec.js";
import type { ImportSpec } from "./import.spec.js";

const FIELDS = ["indicator", "area", "period", "value", "status", "comment"] as const;

/**
 * Records of a source as rows of a table whose columns have the canonical names and one for each dimension, so that the
 * same rules read them as files.
 */
export class RecordCells {
  readonly spec: ImportSpec;
  readonly binding: Binding;
  readonly #dimensions: readonly string[];

  constructor(catalogue: Catalogue) {
    this.#dimensions = [...catalogue.dimensions.keys()];
    const breakdowns = Object.fromEntries(this.#dimensions.map((code) => [code, columnOf(code)]));
    this.spec = readSpec({ columns: { breakdowns } });
    this.binding = bindColumns([...FIELDS, ...this.#dimensions.map(columnOf)], this.spec);
  }

  of({ indicator, area, period, value, status, comment, breakdown }: SourceRecord): string[] {
    const members = this.#dimensions.map((dimension) => breakdown[dimension] ?? "");
    return [indicator ?? "", area ?? "", period ?? "", value ?? "", status ?? "", clean(comment ?? ""), ...members];
  }

  /** The source's own fault, or a dimension that the warehouse does not have. */
  faultOf({ fault: own, breakdown }: SourceRecord): Fault | null {
    if (own) return fault(own.rule, own.field, own.value, own.message);
    const strange = Object.keys(breakdown).find((dimension) => !this.#dimensions.includes(dimension));
    if (strange === undefined) return null;
    return fault("UNKNOWN_BREAKDOWN", columnOf(strange), breakdown[strange]!, `there is no dimension ${strange}`);
  }
}

function columnOf(dimension: string): string {
  return `breakdown ${dimension}`;
}

/** Postgres takes no NUL in a text. */
function clean(text: string): string {
  return text.replaceAll("\0", "");
}
