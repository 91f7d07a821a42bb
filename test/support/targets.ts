import { sqlOn } from "./sql.js";

/** A target of the demo's plan of 2023, like CDS2023-CQ-02 (rank at most 15), but for what is given. */
export interface TargetGiven {
  readonly code: string;
  /** Key of the series that measures it. */
  readonly series?: string;
  readonly columns?: Readonly<Record<string, string | number | null>>;
  readonly baseline?: readonly [date: string, value: string];
  readonly milestones?: readonly (readonly [date: string, value: string])[];
}

export async function insertTarget(url: string, { code, series, columns, ...points }: TargetGiven): Promise<void> {
  const given: Record<string, string | number | null> = {
    code,
    name_vi: `Chỉ tiêu ${code}`,
    provenance: "DELIVERED",
    ...columns,
  };
  const like = ["plan_id", "pillar_id", "agency_id", "comparator", "value", "unit_id", "due_date", "valid_from"];
  const copied = like.filter((name) => !(name in given));
  const names = Object.keys(given);
  const [row] = await sqlOn<{ id: number }>(
    url,
    `INSERT INTO target (${[...names, ...copied].join(", ")}, indicator_id, series_id)
     SELECT ${[...names.map((_, i) => `$${i + 1}`), ...copied.map((name) => `t.${name}`)].join(", ")}, s.indicator_id, s.id
     FROM target t LEFT JOIN series s ON s.key = $${names.length + 1} WHERE t.code = 'CDS2023-CQ-02' AND t.valid_to IS NULL RETURNING id`,
    [...Object.values(given), series ?? null],
  );
  const dated = [points.baseline ?? [], ...(points.milestones ?? [])].filter(([date]) => date !== undefined);
  for (const [date, value] of dated)
    await sqlOn(url, `INSERT INTO target_milestone (target_id, kind, on_date, value) VALUES ($1, $2, $3, $4)`, [
      row!.id,
      date === points.baseline?.[0] ? "BASELINE" : "MILESTONE",
      date,
      value,
    ]);
}
