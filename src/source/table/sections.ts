import type { TableLayout } from "../config/table.schema.js";
import type { Cell } from "../mapping/cell.js";
import { textOfCell } from "../mapping/cell.js";
import { tidy } from "../mapping/label.js";
import type { Header } from "./header.js";
import type { SheetRow } from "./sheet.js";

type Rule = TableLayout["sections"][number];

/** What the title rows among a table's rows say about the rows below them. */
export class Sections {
  /** By what they tell: "area", "breakdown:SEX". */
  readonly told = new Map<string, Cell>();
  readonly #rules: readonly { readonly rule: Rule; readonly index: number | null }[];

  constructor(rules: readonly Rule[], header: Header) {
    this.#rules = rules.map((rule) => {
      return { rule, index: rule.column === undefined ? null : header.find(rule.column, "sections") - 1 };
    });
  }

  /** @returns true when the row is such a title, and no fact besides */
  take({ labels }: SheetRow): boolean {
    for (const { rule, index } of this.#rules) {
      const cells = index === null ? labels : [labels[index] ?? null];
      const match = cells.map((cell) => rule.matches.exec(tidy(textOfCell(cell)))).find((each) => each !== null);
      if (!match) continue;
      this.told.set(rule.gives, tidy(match[1] ?? match[0]));
      if (!rule.fact) return true;
    }
    return false;
  }
}
