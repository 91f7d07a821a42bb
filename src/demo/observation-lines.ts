import { copyLine } from "./copy.js";

/** One figure as one publication had it. */
export interface Version {
  readonly publication: number;
  /** Exact decimal text, or null where the status says that it is missing. */
  readonly value: string | null;
}

export interface PeriodFigures {
  readonly start: string;
  readonly end: string;
  readonly status: string;
  readonly comment: string | null;
  /** Oldest first, no two neighbours with the same value; the last one is current. */
  readonly versions: readonly Version[];
}

/** What a series row says about its observations. */
export interface Coverage {
  readonly first_period_start: string | null;
  readonly last_period_start: string | null;
  readonly last_period_end: string | null;
  readonly latest_start: string | null;
  readonly latest_end: string | null;
  readonly observation_count: number;
  readonly last_value: string | null;
  readonly last_status: string | null;
}

export const OBSERVATION_COLUMNS = [
  "series_id",
  "period_start",
  "period_end",
  "publication_id",
  "value",
  "status",
  "comment",
];

export const HISTORY_COLUMNS = [
  "series_id",
  "period_start",
  "period_end",
  "from_publication",
  "to_publication",
  "value",
  "status",
  "reason",
];

/** Collects the lines that COPY will take, for the current rows and for those that were superseded. */
export class ObservationLines {
  readonly current: string[] = [];
  readonly history: string[] = [];
  /** Rows that each publication replaced. */
  readonly updated = new Map<number, number>();

  /** @param figures oldest first */
  add(seriesId: number, figures: readonly PeriodFigures[]): Coverage {
    for (const each of figures) this.addPeriod(seriesId, each);
    return coverageOf(figures);
  }

  private addPeriod(seriesId: number, { start, end, status, comment, versions }: PeriodFigures): void {
    const { publication, value } = versions.at(-1)!;
    this.current.push(copyLine([seriesId, start, end, publication, value, status, comment]));
    for (let i = 1; i < versions.length; i++) {
      const [old, next] = [versions[i - 1]!, versions[i]!];
      this.history.push(
        copyLine([seriesId, start, end, old.publication, next.publication, old.value, status, "REVISED"]),
      );
      this.updated.set(next.publication, (this.updated.get(next.publication) ?? 0) + 1);
    }
  }
}

function coverageOf(figures: readonly PeriodFigures[]): Coverage {
  const last = figures.at(-1);
  const latest = figures.findLast(({ versions }) => versions.at(-1)!.value !== null);
  return {
    first_period_start: figures[0]?.start ?? null,
    last_period_start: last?.start ?? null,
    last_period_end: last?.end ?? null,
    latest_start: latest?.start ?? null,
    latest_end: latest?.end ?? null,
    observation_count: figures.length,
    last_value: latest?.versions.at(-1)!.value ?? null,
    last_status: latest?.status ?? null,
  };
}
