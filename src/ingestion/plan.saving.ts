import type { ClientBase } from "pg";
import type { WrittenPlan } from "./plan.file.js";

/** What is the same is not written: an update of nothing would be a new version of the catalogue. */
const SAVE_PLAN = `
  INSERT INTO plan AS p (code, name_vi, name_en, year, decision_number, issued_on, remark_vi, remark_en)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (code) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en, year = excluded.year,
    decision_number = excluded.decision_number, issued_on = excluded.issued_on, remark_vi = excluded.remark_vi,
    remark_en = excluded.remark_en
  WHERE (p.name_vi, p.name_en, p.year, p.decision_number, p.issued_on, p.remark_vi, p.remark_en) IS DISTINCT FROM
    (excluded.name_vi, excluded.name_en, excluded.year, excluded.decision_number, excluded.issued_on, excluded.remark_vi,
      excluded.remark_en)`;

const SAVE_PILLARS = `
  INSERT INTO pillar AS pi (plan_id, code, name_vi, name_en, position)
  SELECT $1, x.code, x.name_vi, x.name_en, x.position
  FROM jsonb_to_recordset($2) AS x (code text, name_vi text, name_en text, position smallint)
  ON CONFLICT (plan_id, code) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en, position = excluded.position
  WHERE (pi.name_vi, pi.name_en, pi.position) IS DISTINCT FROM (excluded.name_vi, excluded.name_en, excluded.position)`;

/** The plan and its pillars. @returns the plan's id */
export async function savePlan(client: ClientBase, plan: WrittenPlan): Promise<number> {
  const { code, name, year, decision, remark, pillars } = plan;
  const values = [code, name.vi, name.en, year, decision?.number, decision?.issuedOn, remark?.vi, remark?.en];
  await client.query(
    SAVE_PLAN,
    values.map((value) => value ?? null),
  );
  const { rows } = await client.query<{ id: number }>("SELECT id FROM plan WHERE code = $1", [code]);
  const [{ id }] = rows as [{ id: number }];
  const rowsOfPillars = pillars.map((pillar, i) => ({
    code: pillar.code,
    name_vi: pillar.name.vi,
    name_en: pillar.name.en ?? null,
    position: i + 1,
  }));
  await client.query(SAVE_PILLARS, [id, JSON.stringify(rowsOfPillars)]);
  return id;
}
