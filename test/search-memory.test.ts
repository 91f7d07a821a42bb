import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, Role, Scope, type Viewer, viewerOf } from "../src/access/viewer.js";
import { RowMemory } from "../src/database/row-memory.js";
import { SearchReads } from "../src/search/search.reads.js";
import type { SearchArgs } from "../src/search/search.type.js";
import { SearchType } from "../src/search/search.type.js";
import { Caller, Errand } from "../src/shared/errand.js";
import { bearer, keyOf } from "./support/clients.js";
import { ask } from "./http/support.js";
import { insertIndicator, sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

/** A search in memory and a search by the database are one search: every text is asked both ways. */
let warehouse: TestWarehouse;
let inMemory: SearchReads;
let inDatabase: SearchReads;
let texts: readonly string[];

const finance: Viewer = viewerOf({
  kind: "CLIENT",
  id: "x",
  name: "x",
  role: Role.AGENCY,
  agencyId: 5,
  scopes: [Scope.READ],
});
const steward: Viewer = viewerOf({ ...finance, role: Role.STEWARD, agencyId: null });

beforeAll(async () => {
  warehouse = await openWarehouse("kho_demo", { keepAnswers: true });
  const url = warehouse.databaseUrl;
  await insertIndicator(url, "X1", { name_vi: "Số ba má đỡ đầu", access: "RESTRICTED" });
  await insertIndicator(url, "X2", { name_vi: "Số ba mã đỡ đầu", name_en: "Godparents 𝒜𝒷𝒸 of all", access: "SHARED" });
  await insertIndicator(url, "X3", { name_vi: "𝒜 Tỷ lệ 50%_tối đa", name_en: "A back\\slash" });
  inMemory = new SearchReads(warehouse.db, new RowMemory(() => "1"));
  inDatabase = new SearchReads(warehouse.db, new RowMemory(() => null));
  const names = await sqlOn<{ text: string }>(
    url,
    `SELECT concat_ws(' ', code, name_vi, name_en) AS text FROM indicator WHERE id % 9 = 0 OR code LIKE 'X%'
     UNION ALL SELECT concat_ws(' ', code, name_vi, name_en, abbreviation) FROM agency
     UNION ALL SELECT concat_ws(' ', code, name_vi, name_en) FROM area UNION ALL SELECT concat_ws(' ', code, name_vi) FROM target
     UNION ALL SELECT concat_ws(' ', code, name_vi, name_en) FROM topic UNION ALL SELECT concat_ws(' ', code, name_vi) FROM plan`,
  );
  const all = names.flatMap(({ text }) => searchesFor(text)).filter((text) => /[\p{L}\p{N}]/u.test(text));
  texts = [...new Set(all)];
});
afterAll(() => warehouse.close());

/** What somebody types who looks for it: a word, its beginning, two words, all of it, without accents, its initials. */
function searchesFor(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const [first = "a", second = "b", third = "c"] = words;
  const bare = second.normalize("NFD").replace(/\p{M}/gu, "");
  const initials = words.map((word) => [...word][0]).join("");
  return [
    first,
    second.toUpperCase(),
    `${second} ${third}`,
    third.slice(0, 2),
    bare,
    initials.slice(0, 4),
    text.slice(0, 60),
  ];
}

async function found(reads: SearchReads, viewer: Viewer, args: SearchArgs) {
  const errand = new Errand().for(new Caller(viewer !== anonymous));
  return errand.run(async () => {
    const { nodes, totalCount, pageInfo } = await reads.find(viewer, args, {
      needs: undefined,
      has: () => true,
    });
    const hits = nodes.map(({ rank, place, length, kind, id }) => [rank, place, length, kind, id].join(" "));
    return { hits, totalCount, pageInfo };
  });
}

describe("a search in memory", () => {
  it.each([
    ["an anonymous caller", anonymous, 0],
    ["an agency", finance, 1],
    ["a steward", steward, 2],
  ])("finds for %s what the database finds, in the same order", async (_who, viewer, third) => {
    expect(texts.length).toBeGreaterThan(500);
    // A third of them for each: the others look for the same words.
    for (const text of texts.filter((_text, i) => i % 3 === third)) {
      const args = { text, first: 30 };
      expect([text, await found(inMemory, viewer, args)]).toEqual([text, await found(inDatabase, viewer, args)]);
    }
  });

  it.each([
    [{ first: 3 }, "after"],
    [{ last: 4 }, "before"],
  ] as const)("turns pages as the database does: %o", async (size, side) => {
    for (const types of [undefined, [SearchType.AREA, SearchType.TARGET]]) {
      let cursor: string | null = null;
      for (let page = 0; page < 5; page++) {
        const args: SearchArgs = { text: "số", ...size, [side]: cursor, ...(types && { types }) };
        const one = await found(inMemory, anonymous, args);
        expect(one).toEqual(await found(inDatabase, anonymous, args));
        cursor = side === "after" ? one.pageInfo.endCursor : one.pageInfo.startCursor;
      }
    }
  });

  it("asks the database nothing the second time, and hears of a new name at once", async () => {
    const search = (text: string) =>
      warehouse.askOnce(`{ search(text: "${text}") { nodes { ... on Topic { name } } } }`);
    await search("kinh tế");
    expect(await warehouse.statementsOf(() => search("kinh te"))).toEqual([]);
    await sqlOn(warehouse.databaseUrl, `UPDATE topic SET name_vi = 'Kinh doanh' WHERE code = 'KT'`);
    await expect.poll(async () => JSON.stringify((await search("kinh doanh")).data)).toContain('"name":"Kinh doanh"');
  });

  it("never shows one viewer what another one's search has read", async () => {
    const key = bearer(await keyOf(warehouse, { role: Role.STEWARD }));
    const query = `{ search(text: "Số ba") { nodes { ... on Indicator { code } } } }`;
    const codes = async (headers: Record<string, string>) =>
      (await ask(warehouse.url, query, {}, headers)).body.data.search.nodes.map(({ code }: { code: string }) => code);
    expect(await codes(key)).toEqual(expect.arrayContaining(["X1", "X2"]));
    expect((await codes({})).filter((code: string) => /^X[12]$/.test(code))).toEqual([]);
  });
});
