import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { SourceSpeaker } from "../support/source-server.js";
import { guarded, pagedJson, tokenServer } from "../support/source-speakers.js";
import { AUGUST, deliverYaml, lines, NEAR } from "./delivery.support.js";
import { rows, useLris } from "./lris.support.js";

const lris = useLris();

describe("a request", () => {
  it("names the window in the source's own way", async () => {
    const path = "/api/{from:yyyyMM}?tu={from:dd/MM/yyyy}&den={to}";
    await deliverYaml(lris.yaml().replace("/api", path));
    expect(lris.server.requests[0]!.url.pathname + lris.asked()[0]).toBe(
      "/api/202308?tu=01%2F08%2F2023&den=2023-08-31",
    );
  });

  it("asks from long ago when the window has no beginning", async () => {
    await deliverYaml(lris.yaml("request: { query: { tu: '{from}' } }"), { window: { ...AUGUST, from: null } });
    expect(lris.asked()).toEqual(["?tu=1900-01-01"]);
  });

  it("may name days before and after the window, and numbers without a zero before them", async () => {
    const query = "request: { query: { sau: '{from-1}', truoc: '{to+1:dd/MM/yyyy}', ngay: '{from:d/M}' } }";
    await deliverYaml(lris.yaml(query));
    expect(lris.asked()).toEqual(["?sau=2023-07-31&truoc=01%2F09%2F2023&ngay=1%2F8"]);
  });

  it("is made once for each month of the window, where the source knows no other question", async () => {
    lris.server.speaker = ({ url }) => ({
      body: { data: [{ ma: "A", giaTri: Number(url.searchParams.get("thang")) }] },
    });
    const source = lris
      .yaml(
        "window: { since: 2022-12-15, pieces: month }\nrequest: { query: { thang: '{from:M}', nam: '{from:yyyy}' } }",
      )
      .replace("period: ky, ", "")
      .replace('area: "77"', 'area: "77", period: "{from:yyyy-MM}"');
    const delivered = await deliverYaml(source, { window: { from: null, to: "2023-02-03" } });
    expect(lines(delivered)).toEqual(["A 77 2022-12 12 A", "A 77 2023-01 1 A", "A 77 2023-02 2 A"]);
    expect(lris.asked()).toEqual(["?thang=12&nam=2022", "?thang=1&nam=2023", "?thang=2&nam=2023"]);
    expect(delivered.records.map(({ place }) => place)).toEqual([
      "2022-12-15 to 2022-12-31, record 1",
      "2023-01-01 to 2023-01-31, record 1",
      "2023-02-01 to 2023-02-03, record 1",
    ]);
  });

  it.each([
    ["day", ["2023-12-30", "2023-12-31", "2024-01-01", "2024-01-02"]],
    ["quarter", ["2023-12-30", "2024-01-01"]],
    ["year", ["2023-12-30", "2024-01-01"]],
  ])("for files, too: by %s", async (piece, from) => {
    lris.server.speaker = () => ({ body: "ct,dv,ky,v\nA,77,2023,1\n" });
    const source = `code: S\nagency: A\nkind: csv\naddress: ${lris.server.url}/{from}/{to}\ndelivery: delta
window: { since: 2020-01-01, pieces: ${piece} }\ntable: { columns: { indicator: ct, area: dv, period: ky, value: v } }${NEAR}`;
    await deliverYaml(source, { window: { from: "2023-12-30", to: "2024-01-02" } });
    expect(lris.server.requests.map(({ url }) => url.pathname.split("/")[1])).toEqual(from);
    expect(lris.server.requests.at(-1)!.url.pathname.split("/")[2]).toBe("2024-01-02");
  });

  it("is made once for each value that the source lists", async () => {
    lris.server.speaker = ({ url }) => ({
      body: { data: [{ ky: "2023", giaTri: url.searchParams.get("ct")!.length }] },
    });
    const source = lris
      .yaml("each: { ct: [A, BB] }\nrequest: { query: { ct: '{ct}' } }")
      .replace("indicator: ma, ", "")
      .replace('area: "77"', 'area: "77", indicator: "CT-{ct}"');
    const delivered = await deliverYaml(source);
    expect(lines(delivered)).toEqual(["CT-A 77 2023 1 A", "CT-BB 77 2023 2 A"]);
    expect(delivered.records[1]!.place).toBe("ct BB, record 1");
  });

  it("shows a key in a header, and masks it wherever the request is told", async () => {
    lris.server.speaker = guarded("x-api-key", "k3y-12345", () => ({ body: { data: [] } }));
    const { payloads } = await deliverYaml(
      lris.yaml(
        'auth: { kind: header, name: X-Api-Key, value: "${env:LRIS_KEY}" }\nrequest: { query: { token: "${env:LRIS_KEY}" } }',
      ),
      { secrets: { LRIS_KEY: "k3y-12345" } },
    );
    expect(payloads[0]!.request).toBe(`GET ${lris.server.url}/api?token=***`);
  });

  it("shows name and password", async () => {
    lris.server.speaker = guarded("authorization", `Basic ${Buffer.from("kho:mật khẩu").toString("base64")}`, () => ({
      body: { data: [] },
    }));
    const basic = 'auth: { kind: basic, user: kho, password: "${env:PASSWORD}" }';
    const { payloads } = await deliverYaml(lris.yaml(basic), { secrets: { PASSWORD: "mật khẩu" } });
    expect(payloads).toHaveLength(1);
  });

  it.each(["header", "body"])(
    "fetches a token with OAuth 2, its credentials in the %s, and a new one when it is refused",
    async (place) => {
      let issued = 0;
      const tokens = tokenServer("kho", "s3cret/+", () => `t${++issued}-abcdef`);
      const pages = pagedJson(rows(3));
      // The first token is not good for long.
      const data: SourceSpeaker = (request, response) =>
        request.headers.authorization === (request.number <= 2 ? "Bearer t1-abcdef" : "Bearer t2-abcdef")
          ? pages(request, response)
          : { status: 401 };
      const encoded = tokenServer("kho", "s3cret%2F%2B", () => `t${++issued}-abcdef`);
      lris.server.speaker = (request, response) =>
        request.url.pathname === "/token"
          ? (place === "header" ? encoded : tokens)(request, response)
          : data(request, response);
      const auth = `auth: { kind: oauth2, tokenAddress: ${lris.server.url}/token, clientId: kho, clientSecret: "\${env:SECRET}", credentials: ${place} }`;
      const paging = "paging: { kind: page, size: { parameter: size, value: 2 }, total: total }";
      const { records } = await deliverYaml(lris.yaml(`${auth}\n${paging}`), { secrets: { SECRET: "s3cret/+" } });
      expect([records.length, issued]).toEqual([3, 2]);
    },
  );

  it("may be answered compressed", async () => {
    lris.server.speaker = () => ({
      headers: { "content-encoding": "gzip", "content-type": "application/json" },
      body: gzipSync(JSON.stringify({ data: rows(1) })),
    });
    expect((await deliverYaml(lris.yaml())).records).toHaveLength(1);
  });

  it("follows redirects on its own server, with its key", async () => {
    lris.server.speaker = guarded("x-api-key", "k3y-12345", ({ url }) =>
      url.pathname === "/api" ? { status: 307, headers: { location: "/moi?x=1" } } : { body: { data: rows(1) } },
    );
    const auth = 'auth: { kind: header, name: X-Api-Key, value: "${env:LRIS_KEY}" }';
    expect((await deliverYaml(lris.yaml(auth), { secrets: { LRIS_KEY: "k3y-12345" } })).records).toHaveLength(1);
  });
});
