import type { FreeText } from "../config/table.schema.js";
import { codeKey } from "../config/code-lists.js";
import type { Cell } from "../mapping/cell.js";
import { textOfCell } from "../mapping/cell.js";
import { tidy } from "../mapping/label.js";
import { SourceFault } from "../source-fault.js";
import { cellPlace } from "./sheet.js";
import type { Sheet, SheetRow } from "./sheet.js";

/** What stands outside of a table: on the rows above it, in a cell that is named, in the name of the sheet or file. */
export class Surroundings {
  constructor(
    private readonly sheet: Sheet,
    private readonly above: readonly SheetRow[],
    private readonly what: string,
  ) {}

  /** @throws SourceFault FORM_CHANGED when the text is not there */
  text(place: FreeText, role: string): string {
    const candidates = this.#candidates(place).map((cell) => tidy(textOfCell(cell)));
    for (const text of candidates) {
      const match = place.matches === undefined ? (text === "" ? null : [text]) : place.matches.exec(text);
      if (match) return tidy(match[1] ?? match[0]!);
    }
    const where =
      place.cell ??
      { above: "above the table", sheet: "in the sheet's name", file: "in the file's name", cell: "" }[place.from];
    const found = candidates.find((text) => text !== "");
    const instead = found === undefined ? "nothing" : JSON.stringify(found.slice(0, 80));
    throw this.#changed(`the ${role} does not stand ${where}: there is ${instead}`);
  }

  /** By what the values are multiplied: the unit's text says it. */
  factor(unit: FreeText & { readonly multiply: Readonly<Record<string, string>> }): string {
    const text = this.text(unit, "unit");
    const known = Object.entries(unit.multiply).find(
      ([name]) => codeKey(name).toLowerCase() === codeKey(text).toLowerCase(),
    );
    if (known !== undefined) return known[1];
    const names = Object.keys(unit.multiply)
      .map((name) => JSON.stringify(name))
      .join(", ");
    throw this.#changed(`the unit is ${JSON.stringify(text)}: known are ${names}`);
  }

  expect(expected: readonly { readonly cell: string; readonly matches: RegExp }[]): void {
    for (const { cell, matches } of expected) {
      const text = tidy(textOfCell(this.#cell(cell)));
      if (!matches.test(text))
        throw this.#changed(`${cell} is ${JSON.stringify(text.slice(0, 80))}, not ${matches.source}`);
    }
  }

  #candidates({ from, cell }: FreeText): readonly Cell[] {
    if (cell !== undefined) return [this.#cell(cell)];
    if (from === "sheet") return [this.sheet.name];
    if (from === "file") return [this.sheet.file];
    return this.above.flatMap(({ cells }) => cells ?? []);
  }

  #cell(name: string): Cell {
    const { row, column } = cellPlace(name);
    if (this.sheet.at) return this.sheet.at(row, column);
    return this.above.find(({ number }) => number === row)?.cells?.[column - 1] ?? null;
  }

  #changed(why: string): SourceFault {
    return new SourceFault("FORM_CHANGED", `${this.what}: the form is another one: ${why}`, false);
  }
}
