import type { Sql } from "sql-template-tag";
import sql, { join, raw } from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Asked } from "../database/columns.js";
import { Columns } from "../database/columns.js";
import type { Database } from "../database/database.js";
import { rowsAt } from "../database/catalogue-history.js";
import { readPage } from "../database/read-page.js";
import { visibleIndicators } from "../indicator/indicator.reads.js";
import type { Connection } from "../shared/connection.js";
import { AppError } from "../shared/errors.js";
import type { Ordering } from "../shared/page.js";
import { Page } from "../shared/page.js";
import { foldText, isCleanText, nfc, spellingKey } from "../shared/text.js";
import type { SearchArgs } from "./search.type.js";
import { SearchType } from "./search.type.js";

/** A place in the result: what was found, and how well it fits (1 is best). */
export interface Hit {
  readonly rank: number;
  /** Where the words stand in the name: among equal ranks a name that begins with them is the closer one. */
  readonly place: number;
  /** Characters of the name: then the shorter one. */
  readonly length: number;
  readonly kind: number;
  readonly id: number;
}

const MAX_LENGTH = 200;
/** In decomposed text: oa, oe or uy with its tone on the second vowel, at the end of a word. */
const TONE_AT_END = /(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(?![\p{L}\p{M}])/gu;
const KINDS = Object.values(SearchType);

const COLUMNS = new Columns(
  ["rank", "place", "length", "kind", "id"].map((property) => ({ property, expression: `hit.${property}`, key: true })),
);

const ORDERING: Ordering = {
  name: "RANK",
  keys: [
    { expression: "hit.rank", property: "rank", type: "integer" },
    { expression: "hit.place", property: "place", type: "integer" },
    { expression: "hit.length", property: "length", type: "integer" },
    { expression: "hit.kind", property: "kind", type: "integer" },
    { expression: "hit.id", property: "id", type: "integer" },
  ],
};

interface Searched {
  readonly table: (asOf: number | null) => Sql;
  readonly abbreviation: boolean;
  readonly where: (viewer: Viewer) => Sql;
}

/** The table of each kind, and what of it may be found. */
const SOURCES: Readonly<Record<SearchType, Searched>> = {
  INDICATOR: { table: () => raw("indicator i"), abbreviation: true, where: visibleIndicators },
  TARGET: {
    table: (asOf) => sql`${rowsAt("target", asOf)} i`,
    abbreviation: false,
    where: () => sql`i.valid_to IS NULL`,
  },
  AGENCY: { table: () => raw("agency i"), abbreviation: true, where: () => sql`TRUE` },
  AREA: { table: () => raw("area i"), abbreviation: false, where: () => sql`TRUE` },
  TOPIC: { table: () => raw("topic i"), abbreviation: false, where: () => sql`TRUE` },
  PLAN: { table: () => raw("plan i"), abbreviation: false, where: () => sql`TRUE` },
};

/**
 * Finds things by their texts. Ranks: code, whole name, words with their accents, beginnings of words with theirs, the same two
 * without accents, initials, all words, anywhere.
 */
export class SearchReads {
  constructor(private readonly db: Database) {}

  async find(viewer: Viewer, args: SearchArgs, asked: Asked, asOf: number | null = null): Promise<Connection<Hit>> {
    const text = checked(args.text);
    const kinds = args.types ?? KINDS;
    if (kinds.length === 0)
      throw new AppError("BAD_USER_INPUT", "types is an empty list: leave it out, or name some.", {
        argument: "types",
      });
    const page = new Page<Hit>(args, ORDERING, 20);
    const hits = join(
      [...new Set(kinds)].map((kind) => hitsIn(kind, text, viewer, asOf)),
      " UNION ALL ",
    );
    return readPage(this.db, {
      columns: COLUMNS,
      from: sql`(${hits}) AS hit`,
      where: sql`TRUE`,
      page,
      asked,
    });
  }
}

/** The type's name of a hit's kind. */
export function kindOfHit(hit: Hit): SearchType {
  return KINDS[hit.kind]!;
}

function hitsIn(kind: SearchType, text: string, viewer: Viewer, asOf: number | null): Sql {
  const { table, abbreviation, where } = SOURCES[kind];
  const folded = foldText(text);
  const words = folded.split(" ").map((word) => `%${word}%`);
  const initials = folded.replaceAll(" ", "");
  const short = raw(abbreviation ? "i.abbreviation" : "NULL::text");
  const exact = spellings(text.toLowerCase());
  // Two letters are the initials of nearly everything.
  const byInitials =
    initials.length >= 3 && initials.length <= 12 ? sql`i.search_text LIKE ${`% #%${initials}%~%`}` : sql`FALSE`;
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

/** Both places of the tone mark, "hoà" and "hòa": the catalogue holds both, and NFC does not unify them. */
function spellings(text: string): string[] {
  const onFirstVowel = text.normalize("NFD").replace(TONE_AT_END, "$1$3$2").normalize("NFC");
  return [...new Set([text, spellingKey(text), onFirstVowel])];
}

function checked(input: string): string {
  const text = nfc(input).trim();
  if (text.length > MAX_LENGTH || !isCleanText(text) || foldText(text) === "")
    throw new AppError(
      "BAD_USER_INPUT",
      `text needs at least one letter or digit and at most ${MAX_LENGTH} characters.`,
      { argument: "text" },
    );
  return text;
}
