import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { waitOf } from "../../src/source/http/http-faults.js";
import { SourceServer } from "../support/source-server.js";
import type { SourceReply, SourceSpeaker } from "../support/source-server.js";
import { TestSources } from "./config.support.js";
import { deliver, deliverYaml, faultOf, NEAR } from "./delivery.support.js";
import { always, row, rows, useLris } from "./lris.support.js";

const lris = useLris();

describe("a source that can't answer", () => {
  it("is asked again, and healed when it answers", async () => {
    lris.server.speaker = ({ number }) => (number < 3 ? { status: 503, body: "busy" } : { body: { data: rows(1) } });
    expect((await deliverYaml(lris.yaml())).records).toHaveLength(1);
  });

  it("with 500 is asked as often as it is declared, and no more", async () => {
    expect(await lris.told(always({ status: 500, body: "<h1>Internal</h1> error" }))).toBe(
      "SERVER_ERROR: http://source/api answers 500: Internal error (asked 3 times)",
    );
  });

  it("with 429 is left alone for as long as it asks", async () => {
    lris.server.speaker = ({ number }) =>
      number === 1 ? { status: 429, headers: { "retry-after": "0" } } : { body: { data: rows(1) } };
    expect((await deliverYaml(lris.yaml())).records).toHaveLength(1);
  });

  it("with 429 and a long wait gives the wait to whoever runs the delivery", async () => {
    lris.server.speaker = always({ status: 429, headers: { "retry-after": "3600" } });
    await expect(deliverYaml(lris.yaml())).rejects.toMatchObject({
      code: "RATE_LIMITED",
      retryable: true,
      retryAfterMs: 3_600_000,
    });
    expect(lris.server.requests).toHaveLength(1);
  });

  it.each<[number, string]>([
    [401, "AUTH_REFUSED for good"],
    [403, "AUTH_REFUSED for good"],
    [404, "HTTP_STATUS for good"],
    [400, "HTTP_STATUS for good"],
  ])("with %i is not asked again", async (status, code) => {
    expect(await lris.told(always({ status, body: { message: "không" } }))).toBe(
      `${code}: http://source/api answers ${status}: {"message":"không"} (asked 1 times)`,
    );
  });

  it("because it is down", async () => {
    const gone = await SourceServer.start(always({}));
    const source = lris.yaml().replace(lris.server.url, gone.url);
    await gone.close();
    const fault = await faultOf(deliverYaml(source));
    expect(fault).toMatch(/^UNREACHABLE: .* can't be reached: connect ECONNREFUSED/);
  });

  it("because its name is unknown", async () => {
    const fault = await faultOf(deliverYaml(lris.yaml().replace(lris.server.url, "http://no-such-source.invalid")));
    expect(fault).toMatch(/^UNREACHABLE: .* can't be reached: getaddrinfo/);
  });

  it("because it hangs up in the middle", async () => {
    const fault = await lris.told((_request, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"data":[');
      setImmediate(() => response.destroy());
      return undefined;
    });
    expect(fault).toMatch(/^UNREACHABLE: http:\/\/source\/api broke its answer off: .*asked 3 times/);
  });

  it("in time", async () => {
    const slow = lris.yaml("timeouts: { request: 40ms }", NEAR.replace("attempts: 3", "attempts: 2"));
    const fault = await lris.told(() => undefined, slow);
    expect(fault).toBe(
      "TIMEOUT: http://source/api took longer than 0.04 s for one answer (timeouts.request) (asked 2 times)",
    );
  });

  it("faster than a byte at a time", async () => {
    const fault = await lris.told(
      (_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(" "), 5);
        response.on("close", () => clearInterval(drip));
        return undefined;
      },
      lris.yaml("timeouts: { request: 60ms }", NEAR.replace("attempts: 3", "attempts: 1")),
    );
    expect(fault).toContain("TIMEOUT: http://source/api took longer than 0.06 s for one answer");
  });

  it("within the time of a whole delivery", async () => {
    const endless: SourceSpeaker = ({ number }) => ({ body: { data: [row(number)] } });
    const fault = await lris.told(
      endless,
      lris.yaml(
        `paging: { kind: page, size: { parameter: size, value: 2 } }\ntimeouts: { delivery: 100ms }\nlimits: { pages: 100000 }`,
      ),
    );
    expect(fault).toContain("TIMEOUT: the delivery of LRIS took longer than 0.1 s");
  });
});

describe("an answer that is none", () => {
  it.each<[string, SourceReply, string]>([
    [
      "a page for people",
      { headers: { "content-type": "text/html" }, body: "<html><head><title>Bảo trì</title>" },
      "HTML_ANSWER: http://source/api is a page for people (“Bảo trì”), not data",
    ],
    [
      "a page that says it is JSON",
      { body: "<!DOCTYPE html><p>" },
      "HTML_ANSWER: http://source/api is a page for people, not data",
    ],
    [
      "an error with 200",
      { body: { error: { code: 17, message: "Sai tham số" } } },
      "ERROR_BODY: http://source/api says that it failed, with status 200: Sai tham số",
    ],
    [
      "a failure beside an empty list",
      { body: { success: false, message: "Hết phiên", data: [] } },
      "ERROR_BODY: http://source/api says that it failed, with status 200: Hết phiên",
    ],
    [
      "a status in the body",
      { body: { statusCode: 500, message: "lỗi", data: null } },
      "ERROR_BODY: http://source/api says that it failed, with status 200: lỗi",
    ],
    ["nothing", { body: "" }, "BROKEN_JSON: http://source/api is empty"],
    [
      "another shape",
      { body: { items: [] } },
      "RECORDS_MISSING for good: http://source/api has no list at data: it has items",
    ],
    [
      "a list that is null",
      { body: { data: null } },
      "RECORDS_MISSING for good: http://source/api has no list at data: it has data",
    ],
    [
      "no UTF-8",
      { body: Buffer.from('{"data":["\xe1"]}', "latin1") },
      "ENCODING for good: http://source/api is no UTF-8 text, which JSON must be",
    ],
  ])("%s", async (_what, reply, fault) => {
    expect(await lris.told(always(reply))).toBe(`${fault} (asked 1 times)`);
  });

  it("but JSON is JSON, also when its server calls it a page", async () => {
    lris.server.speaker = always({ headers: { "content-type": "text/html" }, body: { data: rows(1) } });
    expect((await deliverYaml(lris.yaml())).records).toHaveLength(1);
  });

  it("JSON that breaks off", async () => {
    expect(await lris.told(always({ body: '{"data":[{"ma":"CT1","ky":"2023' }))).toMatch(
      /^BROKEN_JSON: http:\/\/source\/api is no JSON, or breaks off: /,
    );
  });

  it("an error by the source's own words", async () => {
    const reply = always({ body: { ketQua: "LOI", thongBao: "Quá tải", data: [] } });
    expect(await lris.told(reply, lris.yaml('failure: ketQua = "LOI"'))).toContain(
      "ERROR_BODY: http://source/api says that it failed, with status 200: Quá tải",
    );
  });

  it("but words that only look like an error are none where the source says so", async () => {
    lris.server.speaker = always({ body: { error: "0 rows skipped", data: rows(1) } });
    expect((await deliverYaml(lris.yaml("failure: none"))).records).toHaveLength(1);
  });

  it("an empty list is one", async () => {
    lris.server.speaker = always({ body: { error: null, errors: [], success: true, code: 200, data: [] } });
    expect((await deliverYaml(lris.yaml())).records).toEqual([]);
  });
});

describe("more than is borne", () => {
  it("a payload over its limit", async () => {
    expect(await lris.told(always({ body: { data: rows(1_000) } }), lris.yaml("limits: { payload: 10 kB }"))).toContain(
      "TOO_LARGE for good: http://source/api is larger than 10 kB",
    );
  });

  it("a compressed bomb, noticed while it swells", async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const speaker = always({ headers: { "content-encoding": "gzip" }, body: bomb });
    expect(await lris.told(speaker, lris.yaml("limits: { payload: 1 MB }"))).toContain(
      "TOO_LARGE for good: http://source/api is larger than 1 MB",
    );
    expect(bomb.length).toBeLessThan(30_000);
  });

  it("but a compressed answer that breaks off is one to ask for again", async () => {
    const half = gzipSync(JSON.stringify({ data: rows(500) })).subarray(0, 300);
    const fault = await lris.told(always({ headers: { "content-encoding": "gzip" }, body: half }));
    expect(fault).toBe("UNREACHABLE: http://source/api broke its answer off: unexpected end of file (asked 3 times)");
  });

  it("JSON nested beyond reason", async () => {
    expect(await lris.told(always({ body: "[".repeat(1_000_000) }))).toContain("BROKEN_JSON");
  });
});

describe("a delivery that is stopped", () => {
  it("stops at once, and says so", async () => {
    const stop = new AbortController();
    lris.server.speaker = async () => {
      stop.abort();
      await pause(10);
      return { body: { data: [] } };
    };
    expect(await faultOf(deliverYaml(lris.yaml(), { signal: stop.signal }))).toMatch(/^ABORTED: /);
  });

  it("also before it began", async () => {
    const sources = new TestSources();
    sources.file("s.yaml", lris.yaml());
    const source = await sources.source();
    sources.remove();
    expect(await faultOf(deliver(source, { signal: AbortSignal.abort() }))).toMatch(/^ABORTED: /);
  });
});

describe("Retry-After", () => {
  it.each<[string | null, number | undefined]>([
    ["120", 120_000],
    ["Wed, 30 Aug 2023 00:01:00 GMT", 60_000],
    ["Wed, 30 Aug 2023 00:00:00 GMT", 0],
    ["soon", undefined],
    [null, undefined],
  ])("%j is a wait of %j ms", (header, wait) => {
    expect(waitOf(header, Date.parse("2023-08-30T00:00:00Z"))).toBe(wait);
  });
});
