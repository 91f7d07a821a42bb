import type { Fields } from "../config/reading.schema.js";
import type { SourceConfig } from "../config/source.schema.js";
import { cellOfJson } from "../mapping/cell.js";
import type { Cell } from "../mapping/cell.js";
import { NO_CELLS, type RecordCells } from "../mapping/record-mapper.js";
import { refusal } from "../mapping/refusal.js";
import { fill } from "../template.js";
import type { Values } from "../template.js";
import { compile } from "./expression.js";
import type { Expression } from "./expression.js";

const ROLES = ["indicator", "area", "period", "month", "quarter", "value", "status", "comment", "withdrawn"] as const;

/** Takes the cells of a fact from a record of JSON, by the expressions of its source. */
export class JsonFields {
  readonly #roles: readonly (readonly [role: (typeof ROLES)[number], read: Expression])[];
  readonly #breakdowns: readonly (readonly [dimension: string, read: Expression])[];
  readonly #skips: readonly Expression[];
  readonly #fixed: Partial<RecordCells>;
  readonly #fixedBreakdowns: readonly (readonly [string, Cell])[];

  constructor(
    { fields, skip }: { readonly fields: Fields; readonly skip: readonly string[] },
    constants: SourceConfig["constants"],
    private readonly values: Values,
  ) {
    this.#roles = ROLES.flatMap((role) => (fields[role] === undefined ? [] : [[role, compile(fields[role])] as const]));
    this.#breakdowns = Object.entries(fields.breakdowns).map(([dimension, source]) => [dimension, compile(source)]);
    this.#skips = skip.map(compile);
    const { indicator, area, period, comment, breakdowns } = constants;
    const given = Object.entries({ indicator, area, period, comment }).filter(([, text]) => text !== undefined);
    this.#fixed = Object.fromEntries(given.map(([role, text]) => [role, fill(text!, values)]));
    this.#fixedBreakdowns = Object.entries(breakdowns).map(([dimension, text]) => [dimension, fill(text, values)]);
  }

  /** @returns null for a record that is to be skipped */
  async cells(record: unknown): Promise<RecordCells | null> {
    const cells: Record<string, unknown> = { ...NO_CELLS, ...this.#fixed };
    try {
      for (const skip of this.#skips) if ((await this.#read(skip, record)) === true) return null;
      for (const [role, read] of this.#roles) cells[role] = cellOfJson(await this.#read(read, record));
      const breakdowns: (readonly [string, Cell])[] = [...this.#fixedBreakdowns];
      for (const [dimension, read] of this.#breakdowns)
        breakdowns.push([dimension, cellOfJson(await this.#read(read, record))]);
      cells.breakdowns = breakdowns;
    } catch (error) {
      const why = (error as { message?: string }).message ?? "it failed";
      cells.fault = refusal("EXPRESSION", "record", "", `an expression can't be worked out: ${why}`);
    }
    return cells as unknown as RecordCells;
  }

  #read(expression: Expression, record: unknown): unknown {
    return expression(record, this.values.each);
  }
}
