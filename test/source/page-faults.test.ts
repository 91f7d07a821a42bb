import { describe, expect, it } from "vitest";
import type { SourceSpeaker } from "../support/source-server.js";
import { pagedJson } from "../support/source-speakers.js";
import { deliverYaml, faultOf } from "./delivery.support.js";
import { always, row, rows, useLris } from "./lris.support.js";

const PAGED = "paging: { kind: page, size: { parameter: size, value: 2 } }";
const COUNTED = "paging: { kind: page, size: { parameter: size, value: 2 }, total: total }";

const lris = useLris();

describe("pages that do not belong together", () => {
  /** Rows that move while they are read: after the first page a row comes in at the front, or goes. */
  const moving = (
    change: (all: object[]) => object[],
    wrap?: (data: readonly unknown[], total: number) => object,
  ): SourceSpeaker => {
    let all = rows(5);
    const pages = pagedJson(() => all, wrap && { wrap });
    return async (request, response) => {
      const reply = await pages(request, response);
      if (request.number === 1) all = change(all);
      return reply;
    };
  };
  const uncounted = (data: readonly unknown[]): object => ({ data });

  it("because a row came in: the count changed", async () => {
    expect(
      await lris.told(
        moving((all) => [row(99), ...all]),
        lris.yaml(COUNTED),
      ),
    ).toContain("PAGES_SHIFTED: there were 5 records at first and 6 on page 2");
  });

  it("because a row went: one slipped through unseen", async () => {
    expect(
      await lris.told(
        moving((all) => all.slice(1)),
        lris.yaml(COUNTED),
      ),
    ).toContain("PAGES_SHIFTED: there were 5 records at first and 4");
  });

  it("because one went and one came: the count is the same, a record is not", async () => {
    expect(
      await lris.told(
        moving((all) => [row(99), ...all.slice(0, 4)]),
        lris.yaml(COUNTED),
      ),
    ).toContain("PAGES_SHIFTED: page 1 was another one when the pages were read again");
  });

  it("because one went at the front and one came at the end: the count is the same, and no record came twice", async () => {
    expect(
      await lris.told(
        moving((all) => [...all.slice(1), row(99)]),
        lris.yaml(COUNTED),
      ),
    ).toContain("PAGES_SHIFTED: page 1 was another one when the pages were read again");
  });

  it("also where each page names the next one", async () => {
    for (const paging of ["link", "{ kind: cursor, next: next, nextIs: address }"]) {
      let all = rows(5);
      const speaker: SourceSpeaker = ({ url, number }) => {
        const page = Number(url.searchParams.get("page") ?? 1);
        const data = all.slice((page - 1) * 2, page * 2);
        if (number === 1) all = all.slice(1);
        const next = page < 3 ? `?page=${page + 1}` : null;
        return { headers: { link: next === null ? "" : `<${next}>; rel="next"` }, body: { data, next } };
      };
      lris.server.requests.length = 0;
      expect(await lris.told(speaker, lris.yaml(`paging: ${paging}`))).toContain("PAGES_SHIFTED");
    }
  });

  it("without any count", async () => {
    expect(
      await lris.told(
        moving((all) => all.slice(1), uncounted),
        lris.yaml(PAGED),
      ),
    ).toContain("PAGES_SHIFTED: page 1 was another one");
  });

  it("but the next delivery is whole", async () => {
    lris.server.speaker = moving((all) => all.slice(1), uncounted);
    await faultOf(deliverYaml(lris.yaml(PAGED)));
    const { records } = await deliverYaml(lris.yaml(PAGED));
    expect(records.map(({ indicator }) => indicator)).toEqual(["CT2", "CT3", "CT4", "CT5"]);
  });

  it("because fewer came than were promised", async () => {
    const speaker = pagedJson(rows(3), { wrap: (data) => ({ data, total: 5 }) });
    expect(await lris.told(speaker, lris.yaml(COUNTED))).toContain(
      "PAGES_INCOMPLETE: 3 records came, the source says 5",
    );
  });

  it("because a count that is declared is not there; later pages need not repeat it", async () => {
    const paging = lris.yaml("paging: { kind: cursor, parameter: tu, next: next, total: paging.total }");
    expect(await lris.told(always({ body: { data: rows(2) } }), paging)).toContain(
      "BROKEN_MESSAGE for good: http://source/api has no count at paging.total (paging.total)",
    );
    const first: SourceSpeaker = ({ url }) =>
      url.search === ""
        ? { body: { data: rows(2), next: "2", paging: { total: 3 } } }
        : { body: { data: rows(3).slice(2) } };
    expect(await lris.told(first, paging)).toContain("no fault");
  });

  it("because a page came twice", async () => {
    const pages = pagedJson(rows(6));
    const speaker: SourceSpeaker = (request, response) => {
      const { url } = request;
      if (url.searchParams.get("page") === "3") url.searchParams.set("page", "2");
      return pages(request, response);
    };
    expect(await lris.told(speaker, lris.yaml(COUNTED))).toContain(
      "PAGE_REPEATED: page 3 holds what an earlier page held",
    );
  });

  it("because the source knows no pages and gives the first one for ever", async () => {
    expect(await lris.told(always({ body: { data: rows(2) } }), lris.yaml(PAGED))).toBe(
      "PAGE_REPEATED: page 2 holds what an earlier page held (asked 2 times)",
    );
  });

  it("that never end", async () => {
    const endless: SourceSpeaker = ({ number }) => ({ body: { data: [row(number), row(-number)] } });
    expect(await lris.told(endless, lris.yaml(`${PAGED}\nlimits: { pages: 5 }`))).toBe(
      "TOO_MANY_PAGES for good: the source has more than 5 pages (limits): does it ever end? (asked 5 times)",
    );
    expect(await lris.told(endless, lris.yaml(`${PAGED}\nlimits: { records: 7 }`))).toContain(
      "TOO_MANY_RECORDS for good: the source has more than 7 records",
    );
  });

  it("that lead in a circle", async () => {
    const circle: SourceSpeaker = ({ number }) => ({ body: { data: [row(number)], next: `c${number % 2}` } });
    const cursor = "paging: { kind: cursor, parameter: cursor, next: next }";
    expect(await lris.told(circle, lris.yaml(cursor))).toContain(
      "PAGE_REPEATED: the source leads to the same next page twice: c1",
    );
  });

  it("a record that rightly comes twice is no fault when it stays where it is", async () => {
    lris.server.speaker = pagedJson([...rows(3), row(1)]);
    const { records } = await deliverYaml(lris.yaml(COUNTED));
    expect(records).toHaveLength(4);
    expect(lris.server.requests).toHaveLength(4);
  });

  it("a failed page in the middle is the end of the delivery", async () => {
    const pages = pagedJson(rows(6));
    const speaker: SourceSpeaker = (request, response) =>
      request.url.searchParams.get("page") === "2" ? { status: 500 } : pages(request, response);
    expect(await lris.told(speaker, lris.yaml(COUNTED))).toContain("SERVER_ERROR: http://source/api answers 500");
  });
});
