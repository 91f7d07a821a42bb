import type { Catalogue } from "./catalogue.js";
import type { CopyValue, TableRows } from "./copy.js";
import type { FileRow } from "./demo-files.js";
import { finder, numbered, orNull } from "./lookup.js";

type Target = FileRow<"targets">;
type TargetId = { readonly id: number };

/**
 * Plans, pillars, targets and milestones, in the order that foreign keys want.
 * @param provinceSeries a target is measured by the province's total of its indicator, when there is one
 */
export function planRows(catalogue: Catalogue, provinceSeries: ReadonlyMap<string, number>): TableRows[] {
  const plans = numbered(catalogue.files.plans);
  const pillars = numbered(catalogue.files.pillars);
  const targets = numbered(catalogue.files.targets);
  const planOf = finder("plans", plans, ({ code }) => code);
  const pillarOf = finder("pillars", pillars, ({ plan, code }) => `${plan} ${code}`);
  const refer = references(catalogue);
  const validFrom = (target: Target): string =>
    orNull(target.valid_from) ?? orNull(planOf(target.plan).issued_on) ?? `${planOf(target.plan).year}-01-01`;
  const validity = validityIn(targets, validFrom);
  return [
    { table: "plan", rows: plans.map(planRow) },
    { table: "pillar", rows: pillars.map(({ plan, ...pillar }) => ({ ...pillar, plan_id: planOf(plan).id })) },
    {
      table: "target",
      rows: targets.map((target) => ({
        ...targetRow(target),
        ...refer(target),
        plan_id: planOf(target.plan).id,
        pillar_id: pillarOf(`${target.plan} ${target.pillar}`).id,
        series_id: provinceSeries.get(target.indicator) ?? null,
        decision: orNull(target.decision) ?? orNull(planOf(target.plan).decision_number),
        ...validity(target),
      })),
    },
    { table: "target_milestone", rows: targets.flatMap(milestoneRows).map((row, i) => ({ id: i + 1, ...row })) },
  ];
}

function planRow(plan: FileRow<"plans"> & TargetId): Record<string, CopyValue> {
  const { id, code, name_vi, name_en, year } = plan;
  return {
    id,
    code,
    name_vi,
    name_en,
    year,
    decision_number: orNull(plan.decision_number),
    issued_on: orNull(plan.issued_on),
    remark_vi: orNull(plan.remark_vi),
    remark_en: orNull(plan.remark_en),
  };
}

function targetRow(target: Target & TargetId): Record<string, CopyValue> {
  const { id, code, name_vi, name_en, comparator, value, due_date, provenance } = target;
  return {
    id,
    code,
    name_vi,
    name_en,
    comparator,
    value,
    upper_value: orNull(target.upper_value),
    due_date,
    provenance,
    citation_vi: orNull(target.citation_vi),
    citation_en: orNull(target.citation_en),
    decided_on: orNull(target.decided_on),
    decision_note_vi: orNull(target.decision_note_vi),
    decision_note_en: orNull(target.decision_note_en),
  };
}

/** Rows with one code are wordings of one target: each holds until the next one does. */
function validityIn(targets: readonly Target[], validFrom: (target: Target) => string) {
  const daysOf = Map.groupBy(targets, ({ code }) => code);
  return (target: Target) => {
    const valid_from = validFrom(target);
    const later = daysOf.get(target.code)!.map(validFrom).filter((day) => day > valid_from);
    return { valid_from, valid_to: later.sort()[0] ?? null };
  };
}

/** The file names agencies by prefix: TT. */
function references({ agencies, indicators, units }: Catalogue): (target: Target) => Record<string, CopyValue> {
  const agencyOf = finder("agencies", agencies, ({ prefix }) => prefix);
  const indicatorOf = finder("indicators", indicators, ({ code }) => code);
  const unitOf = finder("units", units, ({ code }) => code);
  return ({ agency, indicator, unit }) => ({
    agency_id: agency === "" ? null : agencyOf(agency).id,
    indicator_id: indicator === "" ? null : indicatorOf(indicator).id,
    unit_id: unitOf(unit).id,
  });
}

/** From the cells baseline_value and baseline_date, and from milestones such as "2023-06-30=55;2023-09-30=80". */
function milestoneRows({ id, baseline_value, baseline_date, milestones }: Target & TargetId) {
  const baseline = { target_id: id, kind: "BASELINE", on_date: baseline_date, value: baseline_value };
  const dated = milestones.split(";").filter((text) => text.trim() !== "");
  const points = dated.map((text) => {
    const [on_date = "", value = ""] = text.trim().split("=");
    return { target_id: id, kind: "MILESTONE", on_date, value };
  });
  return baseline_value === "" ? points : [baseline, ...points];
}
