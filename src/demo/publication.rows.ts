import type { TableRows } from "./copy.js";
import type { ObservationLines } from "./observation-lines.js";

/** The one that brings the demo; the others only revise. */
export const FIRST_PUBLICATION = 1;

/** The demo's data versions: a first load, then two rounds of revisions, each on the fifth at six in the morning. */
const PUBLICATIONS = [
  { published_at: "2024-01-05T06:00:00+07:00", comment: "Nạp dữ liệu lần đầu" },
  { published_at: "2024-02-05T06:00:00+07:00", comment: "Cập nhật số liệu sơ bộ cuối năm 2023" },
  { published_at: "2024-03-05T06:00:00+07:00", comment: "Cập nhật số liệu cuối năm 2023, lần hai" },
];

export function publicationRows({ current, updated }: ObservationLines): TableRows {
  const rows = PUBLICATIONS.map((publication, i) => ({
    id: i + 1,
    ...publication,
    origin: "demo",
    created: i === 0 ? current.length : 0,
    updated: updated.get(i + 1) ?? 0,
  }));
  return { table: "publication", rows };
}
