import { AppError } from "../shared/errors.js";
import { frequencyOfKind } from "../shared/frequency.js";
import { kindOfCode } from "../shared/period-kind.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { DemoIndicator } from "./catalogue.js";
import type { FileRow } from "./demo-files.js";
import { orNull } from "./lookup.js";
import type { PeriodFigures } from "./observation-lines.js";

export type Fact = FileRow<"facts">;

/** The sources of a series, each named once. */
export function citationOf(facts: readonly Fact[]): { citation_vi: string | null; citation_en: string | null } {
  const join = (texts: readonly string[]): string | null => orNull([...new Set(texts)].filter(Boolean).join("; "));
  return {
    citation_vi: join(facts.map(({ citation_vi }) => citation_vi)),
    citation_en: join(facts.map(({ citation_en }) => citation_en)),
  };
}

/**
 * A published series' figures, oldest first.
 * @throws AppError INTERNAL when a period does not belong to the indicator's frequency
 */
export function factFigures(indicator: DemoIndicator, facts: readonly Fact[]): PeriodFigures[] {
  const figures = facts.map(({ period, value, status }) => {
    checkFrequency(indicator, period);
    const { start, end } = periodRange(period, indicator.reporting);
    return { start, end, status, comment: null, versions: [{ publication: 1, value: orNull(value) }] };
  });
  return figures.sort((a, b) => (a.start < b.start ? -1 : 1));
}

function checkFrequency({ code, frequency }: DemoIndicator, period: string): void {
  if (frequencyOfKind(kindOfCode(period)) === frequency) return;
  throw new AppError("INTERNAL", `demo/facts.csv: ${code} has the frequency ${frequency}, and ${period} has another`);
}
