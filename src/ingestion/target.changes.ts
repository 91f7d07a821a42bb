import type { ClientBase } from "pg";
import type { WrittenPlan } from "./plan.file.js";
import type { Point, WrittenTarget } from "./target.file.js";

/** A wording as the warehouse has it, under the file's names. */
export interface KnownTarget extends Omit<WrittenTarget, "line"> {
  readonly id: number;
  readonly plan: string;
}

export interface TargetChange {
  readonly kind: "NEW" | "AMENDMENT" | "CORRECTION" | "UNCHANGED";
  readonly target: WrittenTarget;
  /** The wording that is corrected, or that ends where this one begins. */
  readonly before: KnownTarget | null;
}

const KNOWN = `
  SELECT t.id, p.code AS plan, t.code, pi.code AS pillar, t.name_vi, t.name_en, ag.code AS agency, i.code AS indicator, s.key AS series,
    t.comparator, trim_scale(t.value)::text AS value, trim_scale(t.upper_value)::text AS upper_value, u.code AS unit,
    t.due_date::text, t.measured_as, t.lineage, t.provenance, t.citation_vi, t.citation_en, t.decision, t.decided_on::text,
    t.decision_note_vi, t.decision_note_en, t.valid_from::text, t.valid_to::text,
    coalesce((SELECT json_agg(json_build_object('kind', m.kind, 'on', m.on_date, 'value', trim_scale(m.value)::text) ORDER BY m.on_date)
      FROM target_milestone m WHERE m.target_id = t.id), '[]') AS points
  FROM target t JOIN plan p ON p.id = t.plan_id JOIN pillar pi ON pi.id = t.pillar_id JOIN unit u ON u.id = t.unit_id
  LEFT JOIN agency ag ON ag.id = t.agency_id LEFT JOIN indicator i ON i.id = t.indicator_id LEFT JOIN series s ON s.id = t.series_id
  WHERE t.code = ANY($1) ORDER BY t.code, t.valid_from`;

/** Codes of a table that do not exist among those that are named. */
const MISSING: Readonly<Record<"agency" | "indicator" | "unit" | "series", string>> = {
  agency:
    "SELECT x.code FROM unnest($1::text[]) AS x (code) WHERE NOT EXISTS (SELECT FROM agency a WHERE a.code = x.code)",
  indicator:
    "SELECT x.code FROM unnest($1::text[]) AS x (code) WHERE NOT EXISTS (SELECT FROM indicator i WHERE i.code = x.code)",
  unit: "SELECT x.code FROM unnest($1::text[]) AS x (code) WHERE NOT EXISTS (SELECT FROM unit u WHERE u.code = x.code)",
  series:
    "SELECT x.code FROM unnest($1::text[]) AS x (code) WHERE NOT EXISTS (SELECT FROM series s WHERE s.key = x.code)",
};
const KINDS = Object.keys(MISSING) as (keyof typeof MISSING)[];

/** What the warehouse knows of what a file names. */
export class KnownTargets {
  private constructor(
    private readonly wordings: ReadonlyMap<string, readonly KnownTarget[]>,
    private readonly missing: Readonly<Record<string, ReadonlySet<string>>>,
  ) {}

  static async read(client: ClientBase, targets: readonly WrittenTarget[]): Promise<KnownTargets> {
    const { rows } = await client.query<KnownTarget>(KNOWN, [targets.map(({ code }) => code)]);
    const missing: Record<string, ReadonlySet<string>> = {};
    for (const kind of KINDS) {
      const codes = targets.map((target) => target[kind]).filter((code) => code !== null);
      const found = await client.query<{ code: string }>(MISSING[kind], [codes]);
      missing[kind] = new Set(found.rows.map(({ code }) => code));
    }
    return new KnownTargets(
      Map.groupBy(rows, ({ code }) => code),
      missing,
    );
  }

  of(code: string): readonly KnownTarget[] {
    return this.wordings.get(code) ?? [];
  }

  /** What a row names and does not exist. */
  missingIn(target: WrittenTarget): string[] {
    return KINDS.filter((kind) => this.missing[kind]!.has(target[kind] ?? "")).map(
      (kind) => `there is no ${kind} ${target[kind]}`,
    );
  }
}

/** What the rows of a file change, in the order of their first days, and what is wrong with them. */
export function changesOf(plan: WrittenPlan, known: KnownTargets): { changes: TargetChange[]; faults: string[] } {
  const pillars = plan.pillars.map(({ code }) => code);
  const changes: TargetChange[] = [];
  const faults: string[] = [];
  const inOrder = [...plan.targets].sort((a, b) => (a.valid_from < b.valid_from ? -1 : 1));
  for (const target of inOrder) {
    const written = changes.filter((change) => change.target.code === target.code);
    const change = changeOf(target, known.of(target.code), written.length > 0);
    const found = [
      ...known.missingIn(target),
      ...(pillars.includes(target.pillar) ? [] : [`the plan has no pillar ${target.pillar}`]),
      ...foreignPlan(plan.code, target.code, known.of(target.code)),
      ...(typeof change === "string" ? [change] : []),
    ];
    faults.push(...found.map((fault) => `line ${target.line}: ${fault}`));
    if (typeof change !== "string") changes.push(change);
  }
  return { changes, faults };
}

function foreignPlan(plan: string, code: string, wordings: readonly KnownTarget[]): string[] {
  const other = wordings.find((wording) => wording.plan !== plan);
  return other ? [`${code} is a target of the plan ${other.plan}`] : [];
}

function changeOf(target: WrittenTarget, wordings: readonly KnownTarget[], follows: boolean): TargetChange | string {
  const same = wordings.find(({ valid_from }) => valid_from === target.valid_from);
  if (same) return { kind: isEqual(target, same) ? "UNCHANGED" : "CORRECTION", target, before: same };
  const last = wordings.at(-1) ?? null;
  if (last === null && !follows) return { kind: "NEW", target, before: null };
  if (last !== null && target.valid_from < last.valid_from)
    return `${target.code} has a wording from ${last.valid_from}: an amendment must begin later`;
  if (target.decision === null) return `${target.code} is there already: a wording that amends it needs a decision`;
  return { kind: "AMENDMENT", target, before: last };
}

function isEqual({ line: _line, points, valid_to, ...target }: WrittenTarget, known: KnownTarget): boolean {
  // An amendment has ended it: the file need not say so again.
  const ends = valid_to ?? known.valid_to;
  const fields = Object.entries(target).every(([name, value]) => known[name as keyof typeof target] === value);
  return fields && ends === known.valid_to && pointsText(points) === pointsText(known.points);
}

function pointsText(points: readonly Point[]): string {
  return points.map(({ kind, on, value }) => `${kind} ${on} ${value}`).join("; ");
}
