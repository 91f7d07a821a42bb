import type { Sql } from "sql-template-tag";
import sql, { join, raw } from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import { rowsAt } from "../database/catalogue-history.js";
import { visibleIndicators } from "../indicator/indicator.reads.js";
import { KINDS } from "./hit.js";
import type { SearchText } from "./search-text.js";
import type { SearchType } from "./search.type.js";

interface Searched {
  readonly table: (asOf: number | null) => Sql;
  readonly abbreviation: boolean;
  readonly access: boolean;
  readonly where: (viewer: Viewer) => Sql;
}

const OPEN_TO_ALL = { access: false, where: () => sql`TRUE` };

/** The table of each kind, and what of it may be found. */
const SOURCES: Readonly<Record<SearchType, Searched>> = {
  INDICATOR: { table: () => raw("indicator i"), abbreviation: true, access: true, where: visibleIndicators },
  TARGET: {
    table: (asOf) => sql`${rowsAt("target", asOf)} i`,
    abbreviation: false,
    access: false,
    where: () => sql`i.valid_to IS NULL`,
  },
  AGENCY: { ...OPEN_TO_ALL, table: () => raw("agency i"), abbreviation: true },
  AREA: { ...OPEN_TO_ALL, table: () => raw("area i"), abbreviation: false },
  TOPIC: { ...OPEN_TO_ALL, table: () => raw("topic i"), abbreviation: false },
  PLAN: { ...OPEN_TO_ALL, table: () => raw("plan i"), abbreviation: false },
};

/** The texts of everything that may be found, as SearchIndex wants them, whoever will look; up to `most`. */
export function entriesQuery(viewer: Viewer, most: number): Sql {
  const each = KINDS.map((kind) => {
    const { table, abbreviation, access, where } = SOURCES[kind];
    return sql`
      SELECT ${KINDS.indexOf(kind)}::int AS "kind", i.id AS "id", length(i.name_vi) AS "length", length(i.code) AS "codeLength",
        lower(i.code) AS "code", lower(${raw(abbreviation ? "i.abbreviation" : "NULL::text")}) AS "short", lower(i.name_vi) AS "name",
        lower(i.name_en) AS "nameEn", i.search_text AS "searchText",
        ${raw(access ? "i.access" : "NULL::text")} AS "access", ${raw(access ? "i.agency_id" : "NULL::int")} AS "agencyId"
      FROM ${table(null)} WHERE ${where(viewer)}`;
  });
  return sql`${join(each, " UNION ALL ")} LIMIT ${most}`;
}

/**
 * The hits of one kind. Ranks: code, whole name, words with their accents, beginnings of words with theirs, the same two
 * without accents, initials, all words, anywhere.
 */
export function hitsIn(kind: SearchType, text: SearchText, viewer: Viewer, asOf: number | null): Sql {
  const { table, abbreviation, where } = SOURCES[kind];
  const { exact, folded, initials } = text;
  const words = text.words.map((word) => `%${word}%`);
  const short = raw(abbreviation ? "i.abbreviation" : "NULL::text");
  const byInitials = initials === null ? sql`FALSE` : sql`i.search_text LIKE ${`% #%${initials}%~%`}`;
  return sql`
    SELECT ${KINDS.indexOf(kind)}::int AS kind, i.id, length(i.name_vi) AS length,
      -- The text begins with the code and a space, neither of which folding makes longer or shorter.
      greatest(0, strpos(own.texts, ${folded}) - length(i.code) - 2) AS place,
      CASE
        WHEN lower(i.code) = ANY(${exact}::text[]) OR lower(${short}) = ANY(${exact}::text[]) THEN 1
        WHEN own.name = ANY(${exact}::text[]) OR lower(i.name_en) = ANY(${exact}::text[]) THEN 2
        WHEN ${anyOf(exact, (spelling) => sql`strpos(' ' || own.name || ' ', ${` ${spelling} `}) > 0`)} THEN 3
        WHEN ${anyOf(exact, (spelling) => sql`strpos(' ' || own.name, ${` ${spelling}`}) > 0`)} THEN 4
        WHEN strpos(' ' || own.texts || ' ', ${` ${folded} `}) > 0 THEN 5
        WHEN strpos(' ' || own.texts, ${` ${folded}`}) > 0 THEN 6
        WHEN ${byInitials} THEN 7
        WHEN own.texts LIKE ALL (${words}::text[]) THEN 8
        ELSE 9
      END AS rank
    FROM ${table(asOf)}
    -- OFFSET: otherwise each would be worked out wherever it is used.
    CROSS JOIN LATERAL (SELECT lower(i.name_vi) AS name, split_part(i.search_text, ' #', 1) AS texts OFFSET 0) AS own
    WHERE ${where(viewer)} AND (i.search_text LIKE ALL (${words}::text[]) OR ${byInitials})`;
}

function anyOf(texts: readonly string[], condition: (text: string) => Sql): Sql {
  return sql`(${join(texts.map(condition), " OR ")})`;
}
