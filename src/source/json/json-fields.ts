import type { Fields } from "../config/reading.schema.js";
import type { SourceConfig } from "../config/source.schema.js";
import { cellOfJson, isBlank, isTrue } from "../mapping/cell.js";
import type { Cell } from "../mapping/cell.js";
import { NO_CELLS, type RecordCells } from "../mapping/record-mapper.js";
import { refusal } from "../mapping/refusal.js";
import type { RecordFault } from "../source-record.js";
import { fill } from "../template.js";
import type { Values } from "../template.js";
import { compile } from "./expression.js";
import type { Expression } from "./expression.js";

const ROLES = [
  "indicator",
  "area",
  "period",
  "month",
  "quarter",
  "value",
  "status",
  "comment",
  "withdrawn",
  "unit",
] as const;

/** A record that is no title and no total. */
export interface Fact {
  /** Its place on its page, from 0. */
  readonly index: number;
  readonly record: unknown;
  /** Whether it is to be left out could not be told. */
  readonly fault: RecordFault | null;
}

/** Takes the cells of a fact from a record of JSON, by the expressions of its source. */
export class JsonFields {
  readonly #roles: readonly (readonly [role: (typeof ROLES)[number], read: Expression])[];
  readonly #breakdowns: readonly (readonly [dimension: string, read: Expression])[];
  readonly #skips: readonly Expression[];
  readonly #fixed: Partial<RecordCells>;
  /** Records that have nothing, not even null, where the value should be, and no status that would say why. */
  absent = 0;
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

  /** The records of a page that are not left out, in order. */
  async facts(records: readonly unknown[]): Promise<readonly Fact[]> {
    const facts: Fact[] = [];
    for (const [index, record] of records.entries()) {
      const skipped = this.#skips.length > 0 && (await this.#skipped(record));
      if (skipped !== true) facts.push({ index, record, fault: skipped || null });
    }
    return facts;
  }

  async cells(record: unknown): Promise<RecordCells> {
    const cells: Record<string, unknown> = { ...NO_CELLS, ...this.#fixed };
    let valueIsAbsent = false;
    try {
      for (const [role, read] of this.#roles) {
        const value = await this.#read(read, record);
        if (role === "value") valueIsAbsent = value === undefined;
        cells[role] = cellOfJson(value);
      }
      if (valueIsAbsent && isBlank(cells["status"] as Cell)) this.absent++;
      const breakdowns: (readonly [string, Cell])[] = [...this.#fixedBreakdowns];
      for (const [dimension, read] of this.#breakdowns)
        breakdowns.push([dimension, cellOfJson(await this.#read(read, record))]);
      cells.breakdowns = breakdowns;
    } catch (error) {
      cells.fault = expressionFault(error);
    }
    return cells as unknown as RecordCells;
  }

  /** Where it can't be worked out, the record stays and says so. */
  async #skipped(record: unknown): Promise<boolean | RecordFault> {
    try {
      for (const skip of this.#skips) if (isTrue(cellOfJson(await this.#read(skip, record)))) return true;
    } catch (error) {
      return expressionFault(error);
    }
    return false;
  }

  #read(expression: Expression, record: unknown): unknown {
    return expression(record, this.values.each);
  }
}

function expressionFault(error: unknown): RecordFault {
  const why = (error as { message?: string }).message ?? "it failed";
  return refusal("EXPRESSION", "record", "", `an expression can't be worked out: ${why}`);
}
