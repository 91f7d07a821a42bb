import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeKey } from "../../src/source/config/code-lists.js";
import { TestSources } from "./config.support.js";

const LRIS = `
code: LRIS
agency: VPUB
kind: json
address: https://lris.example.gov.vn/api/so-lieu?tu={from}
auth: { kind: header, name: X-Api-Key, value: "\${env:LRIS_KEY}" }
schedule: { cron: 0 6 * * * }
window: { since: 2020-01-01, overlapDays: 40 }
delivery: delta
paging: { kind: page, parameter: trang, size: { parameter: soDong, value: 200 }, total: tongSo }
records: duLieu
fields: { indicator: maChiTieu, period: kyBaoCao, value: giaTri }
constants: { area: 01 }
read: { numbers: vi }
codes:
  indicators: { file: indicators.csv }
`;

let sources: TestSources;
beforeEach(() => {
  sources = new TestSources();
  sources.file("indicators.csv", "from,to\nCT 01,TC001\nHoà Bình,TC002\n");
});
afterEach(() => sources.remove());

describe("a source's configuration", () => {
  it("is one YAML file, with every default filled in", async () => {
    sources.file("lris.yaml", LRIS);
    const source = await sources.sourceOf("json");
    expect(source).toMatchObject({
      code: "LRIS",
      enabled: true,
      schedule: { cron: "0 6 * * *", timeZone: "Asia/Ho_Chi_Minh" },
      window: { since: "2020-01-01", overlapDays: 40 },
      timeouts: { connect: 10_000, request: 120_000 },
      retries: { attempts: 4, first: 1_000, longest: 60_000 },
      auth: { kind: "header", name: "X-Api-Key", value: { before: "", variable: "LRIS_KEY" } },
    });
  });

  it("keeps texts texts: the area 01 is no number", async () => {
    sources.file("lris.yaml", LRIS);
    expect((await sources.source()).constants.area).toBe("01");
  });

  it("reads code lists from CSV beside it, in which Hoà and Hòa are one spelling", async () => {
    sources.file("lris.yaml", LRIS);
    const { indicators } = (await sources.source()).codes;
    expect([indicators!.others, indicators!.map.get("CT 01"), indicators!.map.get(codeKey("Hòa Bình"))]).toEqual([
      "refuse",
      "TC001",
      "TC002",
    ]);
  });

  it("lies in a folder; one that is not there holds no sources", async () => {
    sources.file("README.md", "no source");
    sources.file("examples/other.yaml", "not: read");
    expect(await sources.faults()).toEqual([]);
  });
});

describe("what is wrong is told with file, line, place and what is allowed", () => {
  it("for all files at once", async () => {
    sources.file("a.yaml", LRIS.replace("kind: page", "kind: pages").replace("numbers: vi", "numbers: de"));
    sources.file("b.yaml", LRIS.replace("records:", "recrods:"));
    sources.file("c.yml", "code: [");
    const faults = await sources.faults();
    expect(faults.slice(0, 2)).toEqual([
      "a.yaml:10: paging.kind: must be one of none, page, offset, cursor, link",
      "a.yaml:14: read.numbers: must be one of plain, vi, en",
    ]);
    expect(faults[2]).toMatch(/^b\.yaml: has no key "recrods": allowed are code, name, agency, /);
    expect(faults[3]).toMatch(/^c\.yml:1: is no YAML: /);
  });

  it("for single keys and for what only shows together", async () => {
    sources.file("a.yaml", LRIS.replace("numbers: vi", "numbers: de").replace("period: kyBaoCao, ", ""));
    expect(await sources.faults()).toEqual([
      "a.yaml:12: fields.period: must say where a record has it (or constants, where it is the same for all)",
      "a.yaml:14: read.numbers: must be one of plain, vi, en",
    ]);
  });

  it.each<[string, string, string, string]>([
    ["a kind", "kind: json", "kind: soap", "must be one of json, csv, excel, sdmx-json, world-bank, dhis2"],
    [
      "a time",
      "schedule: { cron: 0 6 * * * }",
      "timeouts: { request: 2 days }",
      "must be a time such as 500ms, 30s, 5m or 1h, at most 2h",
    ],
    ["a clock", "0 6 * * *", "0 25 * * *", 'must be five fields of cron such as "0 6 * * *"'],
    ["a delivery", "delivery: delta", "", "must be one of snapshot, delta"],
    ["an address", "https://lris", "ftp://lris", "must be an address such as https://lris.example.gov.vn/api/data"],
    ["a login in an address", "https://lris", "https://kho:pw@lris", "must hold no user name or password: use auth"],
    ["a field", "period: kyBaoCao, ", "", "must say where a record has it"],
    ["the same twice", "value: giaTri", "value: giaTri, area: maDVHC", "is given twice, here and in constants"],
    ["a code list", "indicators.csv", "no.csv", "no.csv can't be read: ENOENT"],
    ["a date", "2020-01-01", "2020-02-30", "must be a date such as 2020-01-01"],
  ])("%s", async (_what, right, wrong, message) => {
    sources.file("lris.yaml", LRIS.replace(right, wrong));
    expect((await sources.faults()).join("\n")).toContain(message);
  });

  it("what one request brings: a snapshot of one month says it, or nobody knows what it withdraws", async () => {
    const monthly = LRIS.replace("?tu={from}", "/{to:yyyyMM}").replace("delivery: delta", "delivery: snapshot");
    sources.file("a.yaml", monthly);
    sources.file("b.yaml", LRIS.replace("?tu={from}", "").replace("overlapDays: 40", "pieces: month"));
    sources.file(
      "c.yaml",
      monthly.replace("code: LRIS", "code: C").replace("overlapDays", "pieces: month, overlapDays"),
    );
    sources.file(
      "d.yaml",
      monthly.replace("code: LRIS", "code: D").replace("overlapDays", "pieces: none, overlapDays"),
    );
    const [first, second, ...others] = await sources.faults();
    expect(first).toMatch(/^a\.yaml:8: window\.pieces: must say what a request brings that names one month or year/);
    expect(second).toMatch(/^b\.yaml:8: window\.pieces: needs \{from\} or \{to\} in address, query or body/);
    expect(others).toEqual([]);
  });

  it("a code that two sources bear", async () => {
    sources.file("a.yaml", LRIS);
    sources.file("b.yaml", LRIS.replace("LRIS", "lris"));
    expect((await sources.faults())[0]).toMatch(/^b\.yaml: code: lris is the code of .*a\.yaml already$/);
  });

  it("a code list that contradicts itself", async () => {
    sources.file("indicators.csv", "from,to\nHoà,A\nHòa,B\n");
    sources.file("lris.yaml", LRIS);
    expect(await sources.faults()).toEqual(['lris.yaml:16: codes.indicators: "Hòa" stands for A and for B']);
  });
});

describe("a secret stands in no file", () => {
  const refused = "must be a reference such as ${env:LRIS_KEY}: secrets never stand here";

  it.each<[string, string]>([
    ["as a key", 'auth: { kind: header, value: "s3cr3t" }'],
    ["as a bearer", 'auth: { kind: header, value: "Bearer s3cr3t" }'],
    ["as a password", "auth: { kind: basic, user: kho, password: s3cr3t }"],
    [
      "for a token",
      "auth: { kind: oauth2, tokenAddress: https://id.example.vn/t, clientId: kho, clientSecret: s3cr3t }",
    ],
    ["in a header", "request: { headers: { X-Api-Key: s3cr3t } }"],
    ["in a parameter", "request: { query: { access_token: s3cr3t } }"],
  ])("%s", async (_where, line) => {
    sources.file("lris.yaml", LRIS.replace(/^auth:.*$/m, line));
    const faults = (await sources.faults()).join("\n");
    expect(faults).toContain(refused);
    expect(faults).not.toContain("s3cr3t");
  });

  it("nor may it name a setting of Kho itself, in a body neither", async () => {
    sources.file(
      "lris.yaml",
      LRIS.replace(/^auth:.*$/m, 'request: { method: POST, body: \'{"a":"${env:KHO_DATA_DIR}"}\' }'),
    );
    expect((await sources.faults())[0]).toContain("KHO_DATA_DIR is a setting of Kho itself");
    sources.file("lris.yaml", LRIS.replace("LRIS_KEY", "DATABASE_URL"));
    expect((await sources.faults())[0]).toContain("DATABASE_URL is a setting of Kho itself");
  });
});
