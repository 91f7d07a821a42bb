import type { Catalogue } from "./catalogue.js";
import type { TableRows } from "./copy.js";
import { finder, numbered, orNull } from "./lookup.js";

/** Composite indices with their versions and components, in the order that foreign keys want. The file has a line per component. */
export function compositeRows({ files, indicators }: Catalogue): TableRows[] {
  const lines = files["composite-indices"];
  const indices = numbered(firstOf(lines, ({ code }) => code));
  const versions = numbered(firstOf(lines, versionKey));
  const indexOf = finder("composite-indices", indices, ({ code }) => code);
  const versionOf = finder("composite-indices", versions, versionKey);
  const indicatorOf = finder("indicators", indicators, ({ code }) => code);
  return [
    {
      table: "composite_index",
      rows: indices.map(({ id, code, name_vi, name_en }) => ({ id, code, name_vi, name_en: orNull(name_en) })),
    },
    {
      table: "composite_index_version",
      rows: versions.map(({ id, code, version, valid_from, scale, decimals, citation_vi, citation_en }) => ({
        id,
        index_id: indexOf(code).id,
        version,
        valid_from,
        scale,
        decimals: orNull(decimals),
        citation_vi: orNull(citation_vi),
        citation_en: orNull(citation_en),
      })),
    },
    {
      table: "composite_component",
      rows: numbered(lines).map(({ id, indicator, weight, worst, best, ...line }) => ({
        id,
        version_id: versionOf(versionKey(line)).id,
        indicator_id: indicatorOf(indicator).id,
        position: id,
        weight,
        worst: orNull(worst),
        best: orNull(best),
      })),
    },
  ];
}

function versionKey({ code, version }: { readonly code: string; readonly version: string }): string {
  return `${code} ${version}`;
}

function firstOf<Row>(rows: readonly Row[], key: (row: Row) => string): Row[] {
  return [...new Map(rows.toReversed().map((row) => [key(row), row])).values()].toReversed();
}
