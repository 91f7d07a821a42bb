import type { ImportResult, RejectedRow } from "./import.result.js";

/** What an import did, in lines for people. */
export function importSummary(result: ImportResult): string[] {
  const { received, created, updated, unchanged, rejected, quarantined, warned, withdrawn, milliseconds } = result;
  const counts: readonly (readonly [string, number])[] = [
    ["received", received],
    ["created", created],
    ["updated", updated],
    ["unchanged", unchanged],
    ["rejected", rejected],
    ...(quarantined > 0 ? [["held back", quarantined] as const] : []),
  ];
  const width = number(received).length;
  return [
    `${HEADLINES[result.outcome](result)} (${(milliseconds / 1000).toFixed(1)} s)`,
    ...counts.map(([name, count]) => `  ${name.padEnd(10)}${number(count).padStart(width)}`),
    ...(warned > 0 ? [`  ${number(warned)} published, but flagged as not validated`] : []),
    ...(withdrawn > 0 ? [`  ${number(withdrawn)} sample observations withdrawn`] : []),
    ...createdLine(result),
    ...ignoredLine(result),
    ...rejections(result),
  ];
}

const HEADLINES: Readonly<Record<ImportResult["outcome"], (result: ImportResult) => string>> = {
  IMPORTED: ({ file, publication }) => `${file}: imported as publication ${publication}`,
  UNCHANGED: ({ file }) => `${file}: nothing changed, no new publication`,
  DRY_RUN: ({ file }) => `${file}: dry run, nothing was changed; this is what would happen`,
  REFUSED: ({ file }) => `${file}: refused because of --strict, nothing was changed; without it this would happen`,
};

function createdLine({ createdEntries }: ImportResult): string[] {
  const { indicators, areas, units, dimensions, dimensionCodes, agencies, series } = createdEntries;
  const kinds = { indicators, areas, units, dimensions, "dimension codes": dimensionCodes, agencies, series };
  const made = Object.entries(kinds).filter(([, count]) => count > 0);
  return made.length > 0 ? [`  new ${made.map(([name, count]) => `${name} ${number(count)}`).join(", ")}`] : [];
}

function ignoredLine({ ignoredColumns }: ImportResult): string[] {
  return ignoredColumns.length > 0 ? [`  columns not used: ${ignoredColumns.join(", ")}`] : [];
}

function rejections({ rejectedByRule, examples }: ImportResult): string[] {
  if (examples.length === 0) return [];
  const rules = Object.entries(rejectedByRule).map(([rule, rows]) => `  ${rule.padEnd(20)}${number(rows)}`);
  return ["Rejected by rule:", ...rules, "First faults:", ...examples.map(exampleLine)];
}

function exampleLine({ line, rows, rule, column, value, message }: RejectedRow): string {
  const place = column === null ? "" : ` ${column}${value === null ? "" : ` ${JSON.stringify(value)}`}:`;
  const more = rows > 1 ? ` (${number(rows)} rows)` : "";
  return `  line ${line}, ${rule}:${place} ${message}${more}`;
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}
