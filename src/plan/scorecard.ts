import type { LocalDate } from "../shared/local-date.js";
import { ProgressStatus } from "./plan-enums.js";
import type { Progress } from "./progress.js";

/** Targets counted: how many there are, how many are met, how many stand how. */
export interface Counts {
  readonly total: number;
  readonly met: number;
  /** Met by a value that is not final. */
  readonly metProvisionally: number;
  readonly byStatus: readonly { readonly status: ProgressStatus; readonly count: number }[];
}

export interface PillarCounts extends Counts {
  readonly pillarId: number;
  readonly nameVi: string;
  readonly nameEn: string | null;
}

export interface AgencyCounts extends Counts {
  readonly agencyId: number | null;
}

/** A plan's targets on a day, counted; by what, when that is asked for. */
export class Scorecard implements Counts {
  readonly total: number;
  readonly met: number;
  readonly metProvisionally: number;
  readonly byStatus: Counts["byStatus"];
  #byPillar: readonly PillarCounts[] | undefined;
  #byAgency: readonly AgencyCounts[] | undefined;

  constructor(
    readonly standings: readonly Progress[],
    readonly on: LocalDate,
    readonly change: ScorecardChange | null,
  ) {
    const { total, met, metProvisionally, byStatus } = counted(standings);
    this.total = total;
    this.met = met;
    this.metProvisionally = metProvisionally;
    this.byStatus = byStatus;
  }

  /** Always the same objects: what is selected below them is left on them. */
  get byPillar(): readonly PillarCounts[] {
    return (this.#byPillar ??= byPillar(this.standings));
  }

  get byAgency(): readonly AgencyCounts[] {
    return (this.#byAgency ??= byAgency(this.standings));
  }
}

/** A target that stands otherwise than before; null where it was not, or is no longer, part of the plan. */
export interface StatusChange {
  readonly code: string;
  readonly targetId: number;
  readonly before: ProgressStatus | null;
  readonly after: ProgressStatus | null;
}

/** What is different from an earlier state of the same plan. */
export interface ScorecardChange {
  readonly since: LocalDate;
  /** The earlier data version, if that was asked for. */
  readonly sinceAsOf: string | null;
  readonly total: number;
  readonly met: number;
  readonly changed: readonly StatusChange[];
}

/** In the order of statuses, without those that no target has. */
function counted(standings: readonly Progress[]): Counts {
  const met = standings.filter(({ isMet }) => isMet);
  const byStatus = Object.values(ProgressStatus).map((status) => ({
    status,
    count: standings.filter((standing) => standing.status === status).length,
  }));
  return {
    total: standings.length,
    met: met.length,
    metProvisionally: met.filter(({ isProvisional }) => isProvisional).length,
    byStatus: byStatus.filter(({ count }) => count > 0),
  };
}

function byPillar(standings: readonly Progress[]): PillarCounts[] {
  const groups = [...Map.groupBy(standings, ({ row }) => row.pillarId)];
  const inOrder = groups.toSorted(([, [a]], [, [b]]) => a!.row.pillarPosition - b!.row.pillarPosition);
  return inOrder.map(([pillarId, own]) => {
    const { pillarNameVi, pillarNameEn } = own[0]!.row;
    return { pillarId, nameVi: pillarNameVi, nameEn: pillarNameEn, ...counted(own) };
  });
}

/** By code; those for which no agency is responsible come last. */
function byAgency(standings: readonly Progress[]): AgencyCounts[] {
  const groups = [...Map.groupBy(standings, ({ row }) => row.agencyId)];
  const code = ([, [first]]: (typeof groups)[number]) => first!.row.agencyCode ?? "\uffff";
  const inOrder = groups.toSorted((a, b) => (code(a) < code(b) ? -1 : 1));
  return inOrder.map(([agencyId, own]) => ({ agencyId, ...counted(own) }));
}

/** Targets are the same by their code: an amendment is another row. */
export function changeBetween(
  before: readonly Progress[],
  after: readonly Progress[],
  { since, sinceAsOf }: Pick<ScorecardChange, "since" | "sinceAsOf">,
): ScorecardChange {
  const earlier = new Map(before.map((standing) => [standing.row.code, standing]));
  const later = new Map(after.map((standing) => [standing.row.code, standing]));
  const codes = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  const pairs = codes.map((code) => [code, earlier.get(code), later.get(code)] as const);
  const changed = pairs.filter(([, was, is]) => was?.status !== is?.status);
  return {
    since,
    sinceAsOf,
    total: after.length - before.length,
    met: after.filter(({ isMet }) => isMet).length - before.filter(({ isMet }) => isMet).length,
    changed: changed.map(([code, was, is]) => ({
      code,
      targetId: (is ?? was)!.row.id,
      before: was?.status ?? null,
      after: is?.status ?? null,
    })),
  };
}
