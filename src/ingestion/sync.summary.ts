import type { SyncResult } from "./sync.result.js";

const HEADLINES: Readonly<Record<SyncResult["outcome"], (result: SyncResult) => string>> = {
  PUBLISHED: ({ publication }) => `published as version ${publication}`,
  UNCHANGED: () => "nothing changed, no new version",
  DRY_RUN: () => "dry run, nothing was changed; this is what would happen",
  BUSY: () => "another process has a run of it going on; nothing was done",
  FAILED: ({ error }) =>
    `failed, nothing was published: ${error?.code}: ${error?.message}${error?.retryable ? " (may pass by itself)" : ""}`,
};

/** What a run did, in lines for people. */
export function syncSummary(result: SyncResult): string[] {
  const head = `${result.source}: ${HEADLINES[result.outcome](result)} (${(result.milliseconds / 1000).toFixed(1)} s)`;
  if (result.outcome === "BUSY") return [head];
  return [head, ...fetched(result), ...(result.outcome === "FAILED" ? [] : [...counted(result), ...problems(result)])];
}

function fetched({ run, window, pages, bytes, received }: SyncResult): string[] {
  const days = window === null ? "" : `${window.from === null ? "everything up" : window.from} to ${window.to}, `;
  const name = run === null ? "" : `run ${run}, `;
  return [
    `  ${name}${days}${number(pages)} ${pages === 1 ? "page" : "pages"}, ${number(bytes)} bytes, ${number(received)} records`,
  ];
}

function counted(result: SyncResult): string[] {
  const { created, updated, unchanged, rejected, quarantined, warned, withdrawn } = result;
  const counts = { created, updated, unchanged, rejected, "held back": quarantined };
  const width = Math.max(...Object.values(counts).map((count) => number(count).length));
  return [
    ...Object.entries(counts).map(([name, count]) => `  ${name.padEnd(10)}${number(count).padStart(width)}`),
    ...(warned > 0 ? [`  ${number(warned)} published, but flagged as not validated`] : []),
    ...(withdrawn > 0 ? [`  ${number(withdrawn)} observations withdrawn`] : []),
  ];
}

function problems({ problems: found, run }: SyncResult): string[] {
  if (found.length === 0) return [];
  const lines = found.map(({ rule, severity, rows }) => `  ${rule.padEnd(20)}${severity.padEnd(12)}${number(rows)}`);
  return ["Problems by rule:", ...lines, ...(run === null ? [] : [`  each row: kho rejected list --run ${run}`])];
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}
