import { FINANCE } from "../support/clients.js";
import { insertIndicator, insertSeries, sqlOn } from "../support/sql.js";

/** Texts and numbers that stand nowhere but in rows of one class; a code counts where the question does not name it. */
export const CANARIES = {
  RESTRICTED: ["yến kín", "987654.3", "7654321", "ZZ1", "ZZ3"],
  SHARED: ["yến chung", "876543.2", "6543219", "ZZ2"],
} as const;

export type Hidden = keyof typeof CANARIES;

/** Values as large as the canaries'. */
const LARGE = `{ areas: ["77", "747"], frequencies: [YEARLY], value: { gte: "876543", lte: "987655" } }`;

/** How each field of Query and Subscription is asked, so that it leads to the canaries: a new one needs a line. */
export const ASKED: Readonly<Record<string, readonly string[]>> = {
  agencies: ["(first: 3)"],
  agency: [`(code: "${FINANCE}")`],
  aggregate: [`(filter: ${LARGE}, groupBy: [INDICATOR, UNIT, YEAR], method: MAX)`],
  apiClients: [""],
  area: [`(code: "77")`],
  areas: ["(first: 2)"],
  auditLog: ["(first: 50)"],
  changes: [`(after: "3")`],
  clientUsage: [""],
  completeness: [`(period: { in: ["2023"] }, on: "2024-06-30", agencies: ["${FINANCE}"])`],
  compositeIndex: [`(code: "ZZX")`],
  indicator: [`(code: "ZZ1")`, `(code: "ZZ2")`, `(code: "ZZ3")`, `(code: "ZZ0")`],
  indicators: [`(first: 10, orderBy: { field: CODE, direction: DESC })`, `(search: "hoàng yến")`],
  node: [`(id: "$INDICATOR")`, `(id: "$SERIES")`, `(id: "$OBSERVATION")`],
  nodes: [`(ids: ["$INDICATOR", "$SERIES", "$OBSERVATION"])`],
  observations: [`(filter: ${LARGE})`, `(filter: ${LARGE}, asOf: "3")`],
  plan: [`(code: "CDS2023")`],
  planComparison: [`(codes: ["CDS2023"])`],
  plans: [""],
  published: [`(after: "3")`],
  ranking: [`(indicator: "ZZ1", areas: ["77"], order: DESC)`, `(indicator: "ZZ2", areas: ["77"], order: DESC)`],
  rateLimit: [""],
  rejectedRows: [""],
  search: [`(text: "hoàng yến")`],
  series: [`(filter: { agencies: ["${FINANCE}"], frequencies: [YEARLY] }, orderBy: { field: KEY, direction: DESC })`],
  sourceSystem: [`(code: "ZZS")`],
  sourceSystems: [""],
  syncRuns: [""],
  target: [`(code: "CDS2023-CQ-02")`],
  targets: [`(first: 5)`],
  timeSeries: [`(indicators: ["ZZ1"])`, `(indicators: ["ZZ2"])`, `(indicators: ["ZZ0"])`],
  topic: [`(code: "KT.NS")`],
  topics: [""],
  viewer: [""],
  warehouse: [""],
};

/** The ways of asking, with the ids of rows. */
export function askedWith(ids: Readonly<Record<string, string>>): typeof ASKED {
  const fill = (way: string): string => way.replace(/\$([A-Z]+)/g, (_, kind: string) => ids[kind]!);
  return Object.fromEntries(Object.entries(ASKED).map(([name, ways]) => [name, ways.map(fill)]));
}

async function financeOf(url: string): Promise<{ agency_id: number }> {
  const [agency] = await sqlOn<{ id: number }>(url, `SELECT id FROM agency WHERE code = $1`, [FINANCE]);
  return { agency_id: agency!.id };
}

/** What everybody may see of the rows that the hidden ones are put among. */
export async function putOpenRows(url: string): Promise<void> {
  await insertIndicator(url, "ZZ0", { ...(await financeOf(url)), name_vi: "Hoàng yến mở" });
  await insertSeries(url, { key: "A.ZZ0.77._T", indicator: "ZZ0" }, [["2023-01-01", "2023-12-31", "1", "A"]]);
  await sqlOn(
    url,
    `UPDATE publication SET created = created + 1 WHERE id = 1;
     INSERT INTO composite_index (code, name_vi) VALUES ('ZZX', 'Chỉ số ghép');
     INSERT INTO composite_index_version (index_id, version, valid_from, valid_to, scale) SELECT id, '1', '2020-01-01', '2021-01-01', 1 FROM composite_index WHERE code = 'ZZX';
     INSERT INTO composite_component (version_id, indicator_id, position, weight) SELECT v.id, i.id, 2, 1
       FROM composite_index_version v, indicator i WHERE i.code = 'ZZ0';
     INSERT INTO source_system (code, name_vi, agency_id, kind, address, delivery, time_zone)
       SELECT 'ZZS', 'Nguồn', id, 'json', 'x', 'DELTA', 'UTC' FROM agency WHERE code = '${FINANCE}';
     INSERT INTO series_source (series_id, source_id) SELECT s.id, x.id FROM series s, source_system x WHERE s.key = 'A.ZZ0.77._T';
     INSERT INTO sync_run (source_id, origin, cause, state, started_at, ended_at, version_before, version_after)
       SELECT id, 'sync ZZS', 'SCHEDULE', 'PUBLISHED', '2023-12-01', '2023-12-01', 3, 4 FROM source_system;
     INSERT INTO sync_run (origin, cause, state, started_at, ended_at, version_before, version_after)
       VALUES ('import', 'MANUAL', 'PUBLISHED', '2023-12-02', '2023-12-02', 4, 5);
     ALTER TABLE target DISABLE TRIGGER USER;
     UPDATE target SET indicator_id = NULL, series_id = NULL WHERE code = 'CDS2023-CQ-02';
     ALTER TABLE target ENABLE TRIGGER USER`,
  );
}

const textsOf = (word: string) => ({
  name_vi: `Hoàng yến ${word}`,
  name_en: `Canary of yến ${word}`,
  definition_vi: `Định nghĩa yến ${word}`,
  method_vi: `Cách tính yến ${word}`,
});

/** What only its agency and stewards may see. @returns the ids of nodes among it */
export async function putRestrictedRows(url: string): Promise<Record<string, string>> {
  const own = await financeOf(url);
  await insertIndicator(url, "ZZ1", { ...own, ...textsOf("kín"), access: "RESTRICTED" });
  await insertIndicator(url, "ZZ3", { ...own, name_vi: "Hoàng yến kín được tính", access: "RESTRICTED" });
  await insertSeries(url, { key: "A.ZZ0.747._T", indicator: "ZZ0", area: "747" }, [
    ["2023-01-01", "2023-12-31", "987654.33", "A"],
  ]);
  await insertSeries(url, { key: "A.ZZ1.77._T", indicator: "ZZ1" }, [
    ["2020-01-01", "2020-12-31", "987654.35", "A"],
    ["2022-01-01", "2022-12-31", "987654.31", "A"],
    ["2023-01-01", "2023-12-31", "987654.32", "A"],
  ]);
  await sqlOn(
    url,
    `UPDATE series SET access = 'RESTRICTED' WHERE key = 'A.ZZ0.747._T';
     INSERT INTO publication (id, origin, comment, created, withdrawn) VALUES (4, 'import yến kín.csv', 'nhận xét yến kín', 3, 1);
     UPDATE publication SET created = created + 2 WHERE id = 1;
     UPDATE observation o SET publication_id = 4, comment = 'ghi chú yến kín' FROM series s WHERE s.id = o.series_id AND s.key = 'A.ZZ1.77._T';
     INSERT INTO observation_history (series_id, period_start, period_end, from_publication, to_publication, value, status, reason)
       SELECT id, '2021-01-01', '2021-12-31', 1, 4, 987654.30, 'A', 'WITHDRAWN' FROM series WHERE key = 'A.ZZ1.77._T';
     INSERT INTO publication_series (publication_id, series_id) SELECT 4, id FROM series WHERE key = 'A.ZZ1.77._T' ON CONFLICT DO NOTHING;
     INSERT INTO formula (indicator_id, expression) SELECT id, 'ZZ1 * 2 + 7654321' FROM indicator WHERE code = 'ZZ3';
     INSERT INTO formula_input (indicator_id, input_id, name) SELECT d.id, i.id, 'ZZ1' FROM indicator d, indicator i WHERE d.code = 'ZZ3' AND i.code = 'ZZ1';
     INSERT INTO composite_index_version (index_id, version, valid_from, valid_to, scale) SELECT id, 'yến kín', '2021-01-01', '2022-01-01', 7654321 FROM composite_index WHERE code = 'ZZX';
     INSERT INTO composite_component (version_id, indicator_id, position, weight) SELECT v.id, i.id, 1, 1
       FROM composite_index_version v, indicator i WHERE v.version = 'yến kín' AND i.code IN ('ZZ0', 'ZZ1');
     INSERT INTO series_source (series_id, source_id) SELECT s.id, x.id FROM series s, source_system x WHERE s.key = 'A.ZZ1.77._T';
     UPDATE sync_run SET pages = 7654321, bytes = 7654321, received = 7654321, created = 7654321, problems = '{"RANGE": 7654321}',
       error_message = 'yến kín' WHERE source_id IS NOT NULL;
     INSERT INTO rejected_row (run_id, last_run_id, source_id, agency_id, place, raw, severity, rule, value, message_vi, message_en, indicator_id)
       SELECT r.id, r.id, r.source_id, i.agency_id, 'yến kín', '{"yến kín": 987654.34}', 'REJECT', 'RANGE', '987654.34', 'yến kín', 'yến kín', i.id
       FROM sync_run r, indicator i WHERE i.code = 'ZZ1' AND r.source_id IS NOT NULL;
     ALTER TABLE target DISABLE TRIGGER USER;
     UPDATE target SET indicator_id = s.indicator_id, series_id = s.id FROM series s WHERE s.key = 'A.ZZ1.77._T' AND target.code = 'CDS2023-CQ-02';
     ALTER TABLE target ENABLE TRIGGER USER`,
  );
  const [row] = await sqlOn<Record<string, string>>(
    url,
    `SELECT 'Indicator:' || i.id AS "INDICATOR", 'Series:' || s.id AS "SERIES", 'Observation:' || s.id || ':2023-01-01' AS "OBSERVATION"
     FROM series s JOIN indicator i ON i.id = s.indicator_id WHERE s.key = 'A.ZZ1.77._T'`,
  );
  return Object.fromEntries(Object.entries(row!).map(([kind, id]) => [kind, Buffer.from(id).toString("base64url")]));
}

/** What only agencies and stewards may see. */
export async function putSharedRows(url: string): Promise<void> {
  await insertIndicator(url, "ZZ2", { ...(await financeOf(url)), ...textsOf("chung"), access: "SHARED" });
  await insertSeries(url, { key: "A.ZZ2.77._T", indicator: "ZZ2" }, [
    ["2022-01-01", "2022-12-31", "876543.21", "A"],
    ["2023-01-01", "2023-12-31", "876543.22", "A"],
  ]);
  await sqlOn(
    url,
    `INSERT INTO publication (id, origin, comment, created) VALUES (5, 'import yến chung.csv', 'nhận xét yến chung', 2);
     UPDATE observation o SET publication_id = 5, comment = 'ghi chú yến chung' FROM series s WHERE s.id = o.series_id AND s.key = 'A.ZZ2.77._T';
     INSERT INTO publication_series (publication_id, series_id) SELECT 5, id FROM series WHERE key = 'A.ZZ2.77._T' ON CONFLICT DO NOTHING;
     INSERT INTO composite_index_version (index_id, version, valid_from, scale) SELECT id, 'yến chung', '2022-01-01', 6543219 FROM composite_index WHERE code = 'ZZX';
     INSERT INTO composite_component (version_id, indicator_id, position, weight) SELECT v.id, i.id, 1, 1
       FROM composite_index_version v, indicator i WHERE v.version = 'yến chung' AND i.code IN ('ZZ0', 'ZZ2');
     UPDATE sync_run SET received = 6543219, created = 6543219 WHERE source_id IS NULL`,
  );
}

/** A version after those in which hidden rows came: who may not see them sees its number, as he sees that there is a newer one. */
export async function putLaterVersion(url: string): Promise<void> {
  await sqlOn(
    url,
    `INSERT INTO publication (id, published_at, origin, created) VALUES (6, '2023-12-30T00:00:00Z', 'import', 1);
     INSERT INTO observation (series_id, period_start, period_end, publication_id, value, status)
       SELECT id, '2022-01-01', '2022-12-31', 6, 2, 'A' FROM series WHERE key = 'A.ZZ0.77._T'`,
  );
}

/** Undoes what a story has opened. */
export async function closeAgain(url: string): Promise<void> {
  await sqlOn(
    url,
    `UPDATE indicator SET access = 'RESTRICTED' WHERE code = 'ZZ1'; UPDATE series SET access = 'RESTRICTED' WHERE key = 'A.ZZ0.747._T'`,
  );
}
