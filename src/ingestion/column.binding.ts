import { AppError } from "../shared/errors.js";
import type { ImportSpec } from "./import.spec.js";

/** Where a kind of cell comes from: a column of the file, or the same text for every row. */
export interface Source {
  /** Name for reports: the file's column, or `indicator (constant)`. */
  readonly name: string;
  /** -1 for a constant. */
  readonly index: number;
  readonly constant: string;
}

export interface BreakdownSource {
  readonly dimension: string;
  readonly source: Source;
}

/** The file's columns, by what they hold. */
export interface Binding {
  readonly indicator: Source;
  readonly area: Source;
  readonly period: Source;
  readonly value: Source;
  readonly month: Source | null;
  readonly quarter: Source | null;
  readonly status: Source | null;
  readonly unit: Source | null;
  readonly comment: Source | null;
  readonly indicatorName: Source | null;
  readonly areaName: Source | null;
  readonly unitName: Source | null;
  readonly breakdowns: readonly BreakdownSource[];
  /** Cells that every row must have; later ones, under no header, must be empty. */
  readonly width: number;
  /** Columns that nothing was taken from. */
  readonly ignored: readonly string[];
}

type Role = Exclude<keyof ImportSpec["columns"], "breakdowns">;

const ROLES: readonly Role[] = [
  "indicator",
  "area",
  "period",
  "value",
  "month",
  "quarter",
  "status",
  "unit",
  "comment",
  "indicatorName",
  "areaName",
  "unitName",
];
const REQUIRED: readonly Role[] = ["indicator", "area", "period", "value"];
/** Columns of these names are what they say; every other column needs the map. */
const CANONICAL: readonly Role[] = ["indicator", "area", "period", "value", "status", "unit", "comment"];

export function cellOf(source: Source, cells: readonly string[]): string {
  return source.index < 0 ? source.constant : cells[source.index]!;
}

/**
 * Finds the mapped columns in a file's header.
 * @throws AppError BAD_USER_INPUT with every column that is missing or stands there twice, and those that the file has
 */
export function bindColumns(header: readonly string[], spec: ImportSpec): Binding {
  return new Binder(
    header.map((cell) => cell.normalize("NFC").trim()),
    spec,
  ).bind();
}

class Binder {
  readonly #problems: string[] = [];
  readonly #used = new Set<number>();
  readonly #header: readonly string[];

  constructor(
    header: readonly string[],
    private readonly spec: ImportSpec,
  ) {
    this.#header = header.slice(0, header.findLastIndex((name) => name !== "") + 1);
  }

  bind(): Binding {
    const roles = Object.fromEntries(ROLES.map((role) => [role, this.#source(role)]));
    const breakdowns = this.#breakdowns();
    const missing = REQUIRED.filter((role) => roles[role] === null && !this.spec.columns[role]);
    for (const role of missing) this.#problems.push(`no column is given for the ${role}`);
    if (this.#problems.length > 0) throw this.#error();
    const ignored = this.#header.filter((name, i) => name !== "" && !this.#used.has(i));
    return { ...(roles as unknown as Binding), breakdowns, width: this.#header.length, ignored };
  }

  #source(role: Role): Source | null {
    const constants: Readonly<Partial<Record<Role, unknown>>> = this.spec.constants;
    const constant = constants[role];
    const mapped = this.spec.columns[role];
    if (typeof constant === "string") return this.#constant(role, constant, mapped);
    if (mapped !== undefined) return this.#column(mapped, role);
    return CANONICAL.includes(role) && this.#header.includes(role) ? this.#column(role, role) : null;
  }

  #constant(role: string, constant: string, column: string | undefined): Source {
    if (column !== undefined) this.#problems.push(`${role} is given twice, as a column and as a constant`);
    return { name: `${role} (constant)`, index: -1, constant };
  }

  #breakdowns(): BreakdownSource[] {
    const { columns, constants } = this.spec;
    const fromColumns = Object.entries(columns.breakdowns).map(([dimension, column]) => {
      return { dimension, source: this.#column(column, dimension) };
    });
    const fixed = Object.entries(constants.breakdowns).map(([dimension, code]) => {
      return { dimension, source: this.#constant(dimension, code, columns.breakdowns[dimension]) };
    });
    return [...fromColumns, ...fixed].sort((a, b) => (a.dimension < b.dimension ? -1 : 1));
  }

  #column(name: string, role: string): Source {
    const wanted = name.normalize("NFC").trim();
    const index = this.#header.indexOf(wanted);
    if (index < 0) this.#problems.push(`there is no column ${JSON.stringify(name)} (for ${role})`);
    else if (this.#header.lastIndexOf(wanted) !== index) this.#problems.push(`two columns are named ${wanted}`);
    this.#used.add(index);
    return { name: wanted, index, constant: "" };
  }

  #error(): AppError {
    const columns = this.#header.map((name) => JSON.stringify(name)).join(", ");
    const only = this.#header.length === 1 && /[;\t|]/.test(this.#header[0]!) ? " (is the delimiter another one?)" : "";
    return new AppError("BAD_USER_INPUT", `${this.#problems.join("; ")}. The file has the columns ${columns}${only}`, {
      columns: this.#header,
    });
  }
}
