import { spawnSync } from "node:child_process";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { QUESTION_LANGUAGES } from "../src/server/explorer/question.js";
import { questionsIn } from "../src/server/explorer/questions.js";
import { chromiumPath, openBrowser, type Visit, visit } from "./support/browser.js";
import { TrustedDocuments } from "../src/server/trusted-documents.js";
import { startTestServer } from "./http/support.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const PATIENCE = 15_000;

let warehouse: TestWarehouse;
beforeAll(async () => {
  // The server looks for the bundle when it starts. Nothing is done when it is fresh.
  spawnSync(process.execPath, ["web/explorer/build.ts"], { stdio: "inherit" });
  warehouse = await openWarehouse();
});
afterAll(() => warehouse.close());

const question = (id: string, language: "vi" | "en" = "vi") =>
  questionsIn(language).find((one) => one.id === id)!.query;

describe("the ready questions", () => {
  it("are ten in each language, the same ones", () => {
    const ids = QUESTION_LANGUAGES.map((language) => questionsIn(language).map(({ id }) => id));
    expect(ids[0]).toHaveLength(10);
    expect(ids[1]).toEqual(ids[0]);
  });

  for (const language of QUESTION_LANGUAGES)
    it.each(questionsIn(language).map(({ id, query }) => [id, query]))(
      `%s is answered (${language})`,
      async (_id, query) => {
        const { data, errors } = await warehouse.ask(query);
        expect(errors).toBeUndefined();
        expect(Object.values(data)).not.toContain(null);
      },
    );

  it("agencies: 26", async () => {
    expect((await warehouse.ask(question("agencies"))).data.agencies.totalCount).toBe(26);
  });

  it("search: the budget's own words are found without accents", async () => {
    const { nodes } = (await warehouse.ask(question("search"))).data.search;
    expect(nodes.map(({ name }: { name: string }) => name)).toContain("Tổng thu ngân sách nhà nước trên địa bàn");
  });

  it("indicator: the last twelve months", async () => {
    const { nodes } = (await warehouse.ask(question("indicator"))).data.indicator.observations;
    const codes = nodes.map(({ period }: { period: { code: string } }) => period.code);
    expect([codes.length, codes[0], codes[11]]).toEqual([12, "2023-01", "2023-12"]);
  });

  it("columns: three series of 24 months", async () => {
    const { timeSeries } = (await warehouse.ask(question("columns"))).data;
    expect(timeSeries.map(({ valuesFloat }: { valuesFloat: number[] }) => valuesFloat.length)).toEqual([24, 24, 24]);
  });

  it("targets: 16 of digital government, 8 of digital economy, 15 of digital society", async () => {
    const { pillars } = (await warehouse.ask(question("targets", "en"))).data.plan;
    expect(
      pillars.map(({ name, targets }: { name: string; targets: { totalCount: number } }) => [name, targets.totalCount]),
    ).toEqual([
      ["Digital government", 16],
      ["Digital economy", 8],
      ["Digital society", 15],
    ]);
  });

  it("districts: all eight, and what the rate is computed from", async () => {
    const { ranking, indicator } = (await warehouse.ask(question("districts"))).data;
    expect([ranking.nodes.length, ranking.nodes[0].rank]).toEqual([8, 1]);
    expect(indicator.derivedFrom.map(({ code }: { code: string }) => code)).toEqual(["TK032", "TK046"]);
  });

  it("revised: some of the values, by a later version", async () => {
    const { nodes } = (await warehouse.ask(question("revised"))).data.observations;
    const revised = nodes.filter(({ isRevised }: { isRevised: boolean }) => isRevised);
    const versions = revised.map(({ publication }: { publication: { version: number } }) => publication.version);
    expect(versions.length).toBeGreaterThan(0);
    expect(versions).not.toContain(1);
  });

  it("coverage, filtered: there is something to see", async () => {
    const coverage = (await warehouse.ask(question("coverage"))).data.series;
    const filtered = (await warehouse.ask(question("filtered"))).data.observations;
    expect([coverage.nodes.length, filtered.nodes.length, filtered.pageInfo.hasNextPage]).toEqual([20, 10, true]);
  });
});

describe.skipIf(!chromiumPath && !process.env["CI"])(
  "the explorer in a browser (needs a Chromium in PATH)",
  // A real browser on a busy machine is late now and then; what is broken stays broken.
  { timeout: 60_000, retry: 3 },
  () => {
    let browser: Browser;
    let seen: Visit;
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(() => browser.close());
    afterEach(() => seen.page.context().close());

    const open = async (search = "") =>
      (seen = await visit(browser, `${warehouse.url}/explorer${search}`, PATIENCE)).page;
    const answerHas = (text: string) => seen.page.locator(".result-window", { hasText: text }).waitFor();
    const press = (name: string) => seen.page.getByRole("button", { name, exact: name.length === 2 }).click();
    const write = async (query: string) => {
      await seen.page.locator(".graphiql-editor .view-lines").first().click();
      await seen.page.keyboard.press("Control+a");
      await seen.page.keyboard.insertText(query);
      // GraphiQL takes a moment to read what was typed; then its tab bears the first operation's name.
      const [, name] = /query (\w+)/.exec(query)!;
      await seen.page.locator(".graphiql-tab-button", { hasText: name! }).first().waitFor();
    };

    it("shows the ten questions in Vietnamese, the first one answered", async () => {
      const page = await open();
      const titles = questionsIn("vi").map(({ title }) => title);
      expect(await page.locator(".kho-questions li strong").allTextContents()).toEqual(titles);
      await answerHas("Văn phòng Ủy ban nhân dân");
      expect([await page.title(), seen.trouble]).toEqual(["Kho - trình khám phá", []]);
    });

    it("runs a question at a click, even before the editor is there", async () => {
      await open();
      await press("39 mục tiêu theo trụ cột");
      await answerHas("Chính quyền số");
      expect(seen.trouble).toEqual([]);
    });

    it("speaks English at ?lang=en, and translates the question that is shown", async () => {
      const page = await open("?lang=en&question=targets");
      await answerHas("Digital government");
      await press("VI");
      await answerHas("Chính quyền số");
      expect([new URL(page.url()).searchParams.get("lang"), seen.trouble]).toEqual(["vi", []]);
    });

    it("sends the chosen one of several operations", async () => {
      const page = await open();
      await answerHas("totalCount");
      await write("query A { warehouse { version } } query B { warehouse { province } }");
      await page.locator('.graphiql-execute-button[aria-haspopup="menu"]').click();
      await page.getByRole("menuitem", { name: "B" }).click();
      await answerHas('"province": "77"');
      expect(seen.trouble).toEqual([]);
    });

    it("shows questions, query and answer one above the other on a phone", async () => {
      const page = await open("?lang=vi&question=targets");
      await page.setViewportSize({ width: 390, height: 844 });
      await answerHas("Kế hoạch chuyển đổi số");
      const parts = [".kho-questions", ".graphiql-query-editor", ".result-window"];
      const boxes = await Promise.all(parts.map((part) => page.locator(part).boundingBox()));
      const [questions, query, answer] = boxes.map((box) => box!);
      expect(questions!.y < query!.y && query!.y + query!.height <= answer!.y && answer!.y < 844).toBe(true);
      for (const { x, width } of [query!, answer!]) expect(x >= 0 && x + width <= 390 && width > 300).toBe(true);
    });

    it("keeps a text of one's own when a question is asked", async () => {
      const page = await open();
      await answerHas("totalCount");
      await write("query Mine { warehouse { version } }");
      await press("39 mục tiêu theo trụ cột");
      await answerHas("Chính quyền số");
      const tabs = await page.locator(".graphiql-tab-button").allTextContents();
      expect([tabs, seen.trouble]).toEqual([["Mine", "Targets"], []]);
    });
  },
);

it("the explorer says so where only trusted documents are taken", async () => {
  const server = await startTestServer({ trusted: new TrustedDocuments(new Map(), true) });
  const page = await (await fetch(`${server.url}/explorer`)).text();
  await server.close();
  expect(page).toContain("chỉ nhận những câu hỏi đã đăng ký trước");
});
