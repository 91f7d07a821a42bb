import type { LabelLanguage } from "../shared/period-label.js";
import type { PlanRow } from "./plan.reads.js";
import type { Progress } from "./progress.js";
import { dateText } from "./progress-until.js";
import { Scorecard } from "./scorecard.js";

/** One plan among those that are compared. */
export interface ComparedPlan {
  readonly plan: PlanRow;
  readonly scorecard: Scorecard;
}

/** A promise that several plans make, each in its own target. */
export interface RecurringTarget {
  readonly lineage: string;
  readonly nameVi: string;
  readonly nameEn: string | null;
  readonly entries: readonly RecurringEntry[];
}

export interface RecurringEntry {
  readonly planId: number;
  readonly targetId: number;
  readonly progress: Progress;
}

export interface PlanComparison {
  readonly on: string;
  readonly plans: readonly ComparedPlan[];
  readonly recurring: readonly RecurringTarget[];
}

/** Plans side by side, in the order in which they were asked for. */
export function compare(plans: readonly PlanRow[], standings: readonly Progress[], on: string): PlanComparison {
  const byPlan = Map.groupBy(standings, ({ row }) => row.planId);
  const inOrder = plans.flatMap(({ id }) => byPlan.get(id) ?? []);
  const lineages = [...Map.groupBy(inOrder, ({ row }) => row.lineage)];
  const shared = lineages.filter(([, own]) => new Set(own.map(({ row }) => row.planId)).size > 1);
  return {
    on,
    plans: plans.map((plan) => ({ plan, scorecard: new Scorecard(byPlan.get(plan.id) ?? [], on, null) })),
    recurring: shared.map(([lineage, own]) => recurring(lineage, own)).sort((a, b) => (a.lineage < b.lineage ? -1 : 1)),
  };
}

/** It bears the name that the last of the plans gives it. */
function recurring(lineage: string, own: readonly Progress[]): RecurringTarget {
  const { nameVi, nameEn } = own.at(-1)!.row;
  const entries = own.map((progress) => ({ planId: progress.row.planId, targetId: progress.row.id, progress }));
  return { lineage, nameVi, nameEn, entries };
}

export function summarizeComparison({ on, plans, recurring: again }: PlanComparison, language: LabelLanguage): string {
  const last = plans.at(-1)!.plan.id;
  const metAgain = again.filter(({ entries }) =>
    entries.some(({ planId, progress }) => planId === last && progress.isMet),
  );
  const { length } = again;
  if (language === "vi") {
    const counts = plans.map(({ plan, scorecard: { met, total } }) => `năm ${plan.year}: ${met}/${total}`);
    return `Số chỉ tiêu hoàn thành tính đến ngày ${dateText(on, "vi")}: ${counts.join("; ")}; ${length} chỉ tiêu được đặt ra ở nhiều kế hoạch, trong đó ${metAgain.length} chỉ tiêu hoàn thành ở kế hoạch sau cùng.`;
  }
  const counts = plans.map(({ plan, scorecard: { met, total } }) => `${plan.year}: ${met} of ${total}`);
  return `Targets met by ${dateText(on, "en")}: ${counts.join("; ")}; ${length} stand in several plans, of which ${metAgain.length} are met in the last one.`;
}
