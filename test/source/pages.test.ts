import { describe, expect, it } from "vitest";
import type { SourceSpeaker } from "../support/source-server.js";
import { pagedJson } from "../support/source-speakers.js";
import { deliverYaml, lines } from "./delivery.support.js";
import { useLris } from "./lris.support.js";

const lris = useLris();

/** Vietnamese numbers, as texts. */
const rows = (count: number): object[] =>
  Array.from({ length: count }, (_, i) => ({ ma: `CT${i + 1}`, ky: "08/2023", giaTri: `${i + 1},5` }));

describe("pages", () => {
  it("by number, until as many records came as the source says there are", async () => {
    lris.server.speaker = pagedJson(rows(5));
    const delivered = await deliverYaml(
      lris.yaml("paging: { kind: page, size: { parameter: size, value: 2 }, total: total }"),
    );
    expect(lines(delivered)).toEqual([
      "CT1 77 2023-08 1.5 A",
      "CT2 77 2023-08 2.5 A",
      "CT3 77 2023-08 3.5 A",
      "CT4 77 2023-08 4.5 A",
      "CT5 77 2023-08 5.5 A",
    ]);
    const pages = ["?size=2&page=1", "?size=2&page=2", "?size=2&page=3"];
    expect(lris.asked()).toEqual([...pages, ...pages]);
  });

  it("are read twice to be sure that no row moved, but a single one is read once", async () => {
    lris.server.speaker = pagedJson(rows(5));
    await deliverYaml(lris.yaml("paging: { kind: page, size: { parameter: size, value: 5 }, total: total }"));
    expect(lris.asked()).toEqual(["?size=5&page=1"]);
  });

  it("say where each record stands and what came, byte for byte", async () => {
    lris.server.speaker = pagedJson(rows(3));
    const { records, payloads } = await deliverYaml(
      lris.yaml("paging: { kind: page, size: { parameter: size, value: 2 }, total: total }"),
    );
    expect([records[2]!.place, records[2]!.raw]).toEqual([
      "page 2, record 1",
      { ma: "CT3", ky: "08/2023", giaTri: "3,5" },
    ]);
    expect(payloads.map(({ page, request, bytes }) => [page, request, bytes.toString()])[1]).toEqual([
      2,
      `GET ${lris.server.url}/api?size=2&page=2`,
      '{"total":3,"data":[{"ma":"CT3","ky":"08/2023","giaTri":"3,5"}]}',
    ]);
    expect(payloads[1]!.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("without a count end with an empty page, and are read twice to be sure", async () => {
    lris.server.speaker = pagedJson(rows(4), { wrap: (data) => ({ data }) });
    const delivered = await deliverYaml(lris.yaml("paging: { kind: page, size: { parameter: size, value: 2 } }"));
    expect(delivered.records).toHaveLength(4);
    expect(lris.asked().length).toBe(6);
    expect(delivered.payloads).toHaveLength(3);
  });

  it("are read once where the source declares that they don't move", async () => {
    lris.server.speaker = pagedJson(rows(4), { wrap: (data) => ({ data }) });
    await deliverYaml(
      lris.yaml("paging: { kind: page, first: 1, size: { parameter: size, value: 2 }, verify: never }"),
    );
    expect(lris.asked()).toEqual(["?size=2&page=1", "?size=2&page=2", "?size=2&page=3"]);
  });

  it("by offset go by what came: a source may give less at a time than it is asked for", async () => {
    lris.server.speaker = ({ url }) => {
      const from = Number(url.searchParams.get("offset"));
      return { body: { data: rows(5).slice(from, from + 2), total: "5" } };
    };
    const { records } = await deliverYaml(
      lris.yaml("paging: { kind: offset, size: { parameter: limit, value: 100 }, total: total }"),
    );
    expect(records.map(({ indicator }) => indicator)).toEqual(["CT1", "CT2", "CT3", "CT4", "CT5"]);
    expect(lris.asked().at(-1)).toBe("?limit=100&offset=4");
  });

  it("by cursor, in the query and in a posted body", async () => {
    const bySearch: SourceSpeaker = ({ url, body }) => {
      const cursor =
        url.searchParams.get("cursor") ??
        (body === "" ? null : ((JSON.parse(body) as { after?: string }).after ?? null));
      return { body: cursor === null ? { data: rows(2), next: "c2" } : { data: rows(3).slice(2), next: null } };
    };
    lris.server.speaker = bySearch;
    const query = await deliverYaml(lris.yaml("paging: { kind: cursor, parameter: cursor, next: next }"));
    const posted = await deliverYaml(
      lris.yaml(
        'request: { method: POST, body: \'{"tu":"{from}"}\' }\npaging: { kind: cursor, parameter: after, next: next, in: body }',
      ),
    );
    expect([query.records.length, posted.records.length]).toEqual([3, 3]);
    expect(lris.server.requests.slice(2).map(({ body }) => body)).toEqual([
      '{"tu":"2023-08-01"}',
      '{"tu":"2023-08-01","after":"c2"}',
    ]);
  });

  it("by a place in the address, and in a posted form", async () => {
    lris.server.speaker = ({ url, body }) => {
      const page = Number(/trang-(\d+)/.exec(url.pathname)?.[1] ?? new URLSearchParams(body).get("trang"));
      return { body: { data: rows(3).slice(page * 2, page * 2 + 2), total: 3 } };
    };
    const path = lris.yaml("paging: { kind: page, parameter: trang, first: 0, in: path, total: total, verify: never }");
    const byPath = await deliverYaml(path.replace("/api", "/api/trang-{trang}"));
    const form = `request: { method: POST, headers: { Content-Type: application/x-www-form-urlencoded }, body: "khoa=\${env:KEY}" }
paging: { kind: page, parameter: trang, first: 0, in: body, total: total, verify: never }`;
    const byForm = await deliverYaml(lris.yaml(form), { secrets: { KEY: "k3y-12345" } });
    expect([byPath.records.length, byForm.records.length]).toEqual([3, 3]);
    expect(lris.server.requests.map(({ url, body }) => url.pathname + body)).toEqual([
      "/api/trang-0",
      "/api/trang-1",
      "/apikhoa=k3y-12345&trang=0",
      "/apikhoa=k3y-12345&trang=1",
    ]);
    expect(byForm.payloads[0]!.request).toContain("khoa=***&trang=0");
  });

  it("by the Link header, and by an address in the answer", async () => {
    lris.server.speaker = ({ url }) =>
      url.searchParams.has("p")
        ? { body: { data: rows(3).slice(2) } }
        : {
            headers: { link: `<${url.href}?p=0>; rel="prev", </api?p=2>; rel="next"` },
            body: { data: rows(2), next: "?p=2" },
          };
    const byHeader = await deliverYaml(lris.yaml("paging: link"));
    const byBody = await deliverYaml(lris.yaml("paging: { kind: cursor, next: next, nextIs: address }"));
    expect([byHeader.records.length, byBody.records.length]).toEqual([3, 3]);
  });

  it("by what stands in headers of the answer: the next cursor, and how many records there are", async () => {
    lris.server.speaker = ({ url }) => {
      const at = Number(url.searchParams.get("tu") ?? 0);
      const next: Record<string, string> = at + 2 < 5 ? { "X-Next-Cursor": `${at + 2}` } : {};
      return { headers: { "X-Total-Count": "5", ...next }, body: { data: rows(5).slice(at, at + 2) } };
    };
    const paging = "{ kind: cursor, parameter: tu, next: $headers.`x-next-cursor`, total: $headers.`x-total-count` }";
    expect((await deliverYaml(lris.yaml(`paging: ${paging}`))).records).toHaveLength(5);
    expect(lris.asked()).toEqual(["", "?tu=2", "?tu=4"]);
  });

  it("may end with 404, where the source says so", async () => {
    const pages = pagedJson(rows(2), { wrap: (data) => ({ data }) });
    lris.server.speaker = (request, response) =>
      request.url.searchParams.get("page") === "2" ? { status: 404, body: "no such page" } : pages(request, response);
    const { records } = await deliverYaml(lris.yaml("paging: { kind: page, end: not-found, verify: never }"));
    expect(records).toHaveLength(2);
  });
});
