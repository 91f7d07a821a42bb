import type { ClientBase } from "pg";
import type { TargetChange } from "./target.changes.js";
import type { WrittenTarget } from "./target.file.js";

const COLUMNS = `
  code, name_vi, name_en, plan_id, pillar_id, agency_id, indicator_id, series_id, comparator, value, upper_value, unit_id, due_date,
  provenance, citation_vi, citation_en, decision, decided_on, decision_note_vi, decision_note_en, measured_as, lineage, valid_from`;

/** $1 the plan, $2 the row as JSON. Of a code that was used again the newest agency is meant. */
const WRITTEN = `
  SELECT x.code, x.name_vi, x.name_en, $1::int, (SELECT pi.id FROM pillar pi WHERE pi.plan_id = $1 AND pi.code = x.pillar),
    (SELECT ag.id FROM agency ag WHERE ag.code = x.agency ORDER BY ag.valid_from DESC LIMIT 1),
    (SELECT i.id FROM indicator i WHERE i.code = x.indicator), (SELECT s.id FROM series s WHERE s.key = x.series),
    x.comparator, x.value, x.upper_value, (SELECT u.id FROM unit u WHERE u.code = x.unit), x.due_date, x.provenance,
    x.citation_vi, x.citation_en, x.decision, x.decided_on, x.decision_note_vi, x.decision_note_en, x.measured_as, x.lineage,
    x.valid_from
  FROM jsonb_to_record($2) AS x (
    code text, name_vi text, name_en text, pillar text, agency text, indicator text, series text, comparator text, value numeric,
    upper_value numeric, unit text, due_date date, provenance text, citation_vi text, citation_en text, decision text,
    decided_on date, decision_note_vi text, decision_note_en text, measured_as text, lineage text, valid_from date)`;

const INSERT = `INSERT INTO target (${COLUMNS}) ${WRITTEN} RETURNING id`;
const CORRECT = `UPDATE target SET (${COLUMNS}) = (${WRITTEN}) WHERE id = $3 RETURNING id`;
/** Of the wording before, which may be one that the same file has brought. */
const END = `
  UPDATE target t SET valid_to = $2 WHERE t.code = $1 AND t.valid_from < $2::date AND (t.valid_to IS NULL OR t.valid_to > $2::date)`;
const SET_END = `UPDATE target SET valid_to = $2 WHERE id = $1 AND valid_to IS DISTINCT FROM $2::date`;
const FORGET_POINTS = `DELETE FROM target_milestone WHERE target_id = $1`;
const ADD_POINTS = `
  INSERT INTO target_milestone (target_id, kind, on_date, value)
  SELECT $1, x.kind, x."on", x.value FROM jsonb_to_recordset($2) AS x (kind text, "on" date, value numeric)`;

/** Targets are some tens: each is written by itself, in the order of its wordings. */
export async function saveTargets(client: ClientBase, planId: number, changes: readonly TargetChange[]): Promise<void> {
  for (const { kind, target, before } of changes) {
    if (kind === "UNCHANGED") continue;
    if (kind === "AMENDMENT") await client.query(END, [target.code, target.valid_from]);
    await save(client, planId, target, kind === "CORRECTION" ? before!.id : null);
  }
}

async function save(client: ClientBase, planId: number, target: WrittenTarget, known: number | null): Promise<void> {
  const { points, valid_to } = target;
  const values = [planId, JSON.stringify(target), ...(known === null ? [] : [known])];
  const { rows } = await client.query<{ id: number }>(known === null ? INSERT : CORRECT, values);
  const id = rows[0]!.id;
  if (valid_to !== null) await client.query(SET_END, [id, valid_to]);
  if (known !== null) await client.query(FORGET_POINTS, [id]);
  if (points.length > 0) await client.query(ADD_POINTS, [id, JSON.stringify(points)]);
}
