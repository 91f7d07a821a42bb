import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await insertIndicator(url, "X1", { name_vi: "Số ba má đỡ đầu" });
  await insertIndicator(url, "X2", { name_vi: "Số ba mã đỡ đầu" });
  await insertIndicator(url, "X3", { name_vi: "Tỷ lệ 50%_tối đa", name_en: "A back\\slash" });
  await insertIndicator(url, "X4", {
    name_vi: "Chỉ số giá",
    definition_vi: "Không gì bằng quang phổ hồng ngoại",
    definition_en: "Nothing like zirconium",
  });
  await insertIndicator(url, "X5", { name_vi: "Quang phổ hồng ngoại" });
});
afterAll(() => warehouse.close());

const ITEM = `__typename ... on Indicator { code name } ... on Agency { code name agencyKind: kind } ... on Area { code name areaKind: kind }
  ... on Target { code name } ... on Topic { code name } ... on Plan { code name }`;

async function find(text: string, types?: string[]) {
  const query = `query ($text: String!, $types: [SearchType!]) { search(text: $text, types: $types, first: 100) { totalCount nodes { ${ITEM} } } }`;
  const { data, errors } = await warehouse.ask(query, { text, types });
  expect(errors).toBeUndefined();
  return data.search as { totalCount: number; nodes: { __typename: string; code: string; name: string }[] };
}

const names = async (text: string, ...types: string[]) =>
  (await find(text, types.length > 0 ? types : undefined)).nodes.map(({ name }) => name);
const codes = async (text: string, ...types: string[]) =>
  (await find(text, types.length > 0 ? types : undefined)).nodes.map(({ code }) => code);

describe("a search in Vietnamese", () => {
  it("puts whole words before the beginnings of longer ones", async () => {
    const found = await names("giá", "INDICATOR");
    expect(found[0]).toBe("Giá trị mua sắm tập trung");
    expect(found.indexOf("Chỉ số giá")).toBeLessThan(found.indexOf("Giáo viên mầm non"));
  });

  it("puts the exact accents first", async () => {
    expect((await names("ba má")).slice(0, 2)).toEqual(["Số ba má đỡ đầu", "Số ba mã đỡ đầu"]);
    expect((await names("ba mã")).slice(0, 2)).toEqual(["Số ba mã đỡ đầu", "Số ba má đỡ đầu"]);
  });

  it.each(["ba ma do dau", "BA MA DO DAU", "ba mã Đỡ đầu", "ba mã Ðỡ ðầu", "ba mã đỡ đầu".normalize("NFD")])(
    "finds %s",
    async (text) => {
      expect((await codes(text)).slice(0, 2).sort()).toEqual(["X1", "X2"]);
    },
  );

  it.each(["Xã Hoà Bình", "Xã Hòa Bình", "xã hoà bình"])(
    "takes both places of a tone as the same: %s",
    async (text) => {
      expect((await names(text))[0]).toBe("Xã Hòa Bình");
    },
  );

  it("finds Hoà and Hòa alike", async () => {
    const both = [
      "Phường Phước Hoà",
      "Xã Hoà Long",
      "Xã Hòa Bình",
      "Xã Hòa Hiệp",
      "Xã Hòa Hưng",
      "Xã Hòa Hội",
      "Xã Tân Hoà",
    ];
    expect((await names("hoà", "AREA")).slice(0, 7).sort()).toEqual(both);
    expect((await names("hòa", "AREA")).slice(0, 7).sort()).toEqual(both);
  });

  it("finds all its words in any order", async () => {
    expect(await names("nội vụ sở")).toContain("Sở Nội vụ");
  });

  it("puts names before definitions", async () => {
    expect(await codes("quang phổ hồng ngoại")).toEqual(["X5", "X4"]);
  });
});

describe("a search finds", () => {
  it("a code, first of all", async () => {
    expect((await codes("vp001"))[0]).toBe("VP001");
    expect((await codes("CDS2023-CQ-02"))[0]).toBe("CDS2023-CQ-02");
    expect(await names("26506")).toEqual(["Phường 1"]);
  });

  it.each([
    ["TTHC", "VP001"],
    ["SNV", "000.00.02.H06"],
    ["BR-VT", "77"],
    ["brvt", "77"],
    ["CCCD", "CA005"],
    ["GRDP", "TT001"],
  ])("the abbreviation %s", async (text, code) => {
    expect(await codes(text)).toContain(code);
  });

  it("words in English, in names and definitions", async () => {
    expect((await names("Department of Home Affairs"))[0]).toBe("Sở Nội vụ");
    expect(await codes("zirconium")).toEqual(["X4"]);
  });

  it("each kind of thing, as the type it is", async () => {
    const found = async (text: string, type: string) => {
      const { nodes } = await find(text, [type]);
      return nodes[0]!;
    };
    expect(await found("Sở Nội vụ", "AGENCY")).toMatchObject({ __typename: "Agency", agencyKind: "PROVINCIAL" });
    expect(await found("Phường 10", "AREA")).toMatchObject({ __typename: "Area", areaKind: "WARD", code: "26536" });
    expect(await found("Kinh tế", "TOPIC")).toMatchObject({ __typename: "Topic", code: "KT" });
    expect(await found("Kế hoạch chuyển đổi số", "PLAN")).toMatchObject({ __typename: "Plan", code: "CDS2023" });
    expect(await found("Đủ 26 cơ quan", "TARGET")).toMatchObject({ __typename: "Target", code: "CDS2023-CQ-16" });
  });

  it("nothing, which is no error", async () => {
    expect(await find("qwertyuiop")).toEqual({ totalCount: 0, nodes: [] });
  });

  it("page after page what it finds at once", async () => {
    const whole = await codes("số");
    const page = async (after: string | null) => {
      const query = `query ($after: String) { search(text: "số", first: 40, after: $after) { edges { cursor node { ${ITEM} } } pageInfo { hasNextPage } } }`;
      return (await warehouse.ask(query, { after })).data.search.edges as { cursor: string; node: { code: string } }[];
    };
    const one = await page(null);
    const two = await page(one.at(-1)!.cursor);
    expect([...one, ...two].map(({ node }) => node.code)).toEqual(whole.slice(0, 80));
  });
});

describe("what a search is asked with is text", () => {
  it("also when it looks like a pattern", async () => {
    expect(await codes("50%_tối")).toContain("X3");
    expect(await codes("back\\slash")).toEqual(["X3"]);
    expect((await codes("ba_má"))[0]).toBe("X1");
    expect(await codes("ba%đỡ_zzz")).toEqual([]);
  });

  it.each([
    ["", "empty"],
    ["  \n", "spaces"],
    ["%_\\", "no letter"],
    ["a".repeat(201), "too long"],
    ["a\0b", "NUL"],
    ["\ud800abc", "half a surrogate pair"],
  ])("and is refused: %j (%s)", async (text) => {
    const { errors } = await warehouse.ask("query ($text: String!) { search(text: $text) { totalCount } }", { text });
    expect(errors![0]!).toMatchObject({
      message: "text needs at least one letter or digit and at most 200 characters.",
      extensions: { code: "BAD_USER_INPUT" },
    });
  });

  it.each(["a".repeat(200), "a ".repeat(100), "❤️ sở", "ｓở nội vụ", "漢字"])("and may be odd: %s", async (text) => {
    expect(await find(text)).toHaveProperty("totalCount");
  });

  it("and without kinds is refused", async () => {
    const { errors } = await warehouse.ask(`{ search(text: "a", types: []) { totalCount } }`);
    expect(errors![0]!.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("indicators(search:)", () => {
  it.each([
    ["ho so tthc", ["VP001", "VP002", "VP003", "VP004", "VP005", "VP006"]],
    ["quang phổ", ["X4", "X5"]],
    ["50%", ["X3"]],
  ])("holds all words: %s", async (search, expected) => {
    const { data } = await warehouse.ask("query ($search: String) { indicators(search: $search) { nodes { code } } }", {
      search,
    });
    expect(data.indicators.nodes.map(({ code }: { code: string }) => code)).toEqual(expect.arrayContaining(expected));
  });
});
