import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NEAR } from "./source/delivery.support.js";
import { SourceServer } from "./support/source-server.js";
import { COLUMNS, useConfigured } from "./sync-configured.support.js";
import { counts } from "./sync.support.js";

const kho = useConfigured();
let server: SourceServer;
beforeAll(async () => {
  server = await SourceServer.start(() => ({}));
});
afterAll(() => server.close());

describe("a page for people with status 200, in the middle of the night", () => {
  const PAGE = "<!DOCTYPE html>\n<html><head><title>Hệ thống đang bảo trì</title></head><body>…</body></html>";
  it.each([
    ["json", "fields: { indicator: ct, area: dv, period: ky, value: v }"],
    ["csv", COLUMNS],
    ["excel", COLUMNS],
    ["sdmx-json", "fields: { indicator: CT, area: DV }"],
    ["world-bank", ""],
    ["dhis2", ""],
  ])("fails a run of the kind %s, is kept to be looked at, and publishes nothing", async (kind, more) => {
    server.speaker = () => ({ headers: { "content-type": "text/html; charset=utf-8" }, body: PAGE });
    const result = await kho.sync(`kind: ${kind}\naddress: ${server.url}/data\ndelivery: snapshot\n${more}${NEAR}`);
    expect(result).toMatchObject({ outcome: "FAILED", error: { code: "HTML_ANSWER", retryable: true } });
    expect(result.error!.message).toContain("is a page for people (“Hệ thống đang bảo trì”), not data");
    expect(await kho.warehouse.versions()).toEqual([]);
    expect(await kho.warehouse.list(`SELECT watermark FROM source_system`)).toEqual([null]);
    const [kept] = await kho.warehouse.rows(`SELECT bytes FROM raw_payload`);
    expect(gunzipSync(kept!.bytes as Buffer).toString()).toBe(PAGE);
  });

  it.each([
    ["a mark of bytes and a remark first", "\uFEFF<!-- 503 -->\n<html><title>Bảo trì</title></html>"],
    ["no head", "<body><h1>502 Bad Gateway</h1></body>"],
    ["only a script", "<script>location='/login'</script>"],
  ])("is one also with %s, where tables are expected", async (_what, page) => {
    server.speaker = () => ({ body: page });
    for (const kind of ["csv", "excel"]) {
      const result = await kho.sync(
        `kind: ${kind}\naddress: ${server.url}/data\ndelivery: snapshot\n${COLUMNS}${NEAR}`,
      );
      expect(result.error?.code).toBe("HTML_ANSWER");
    }
  });
});

describe("an error with status 200, where a table is expected", () => {
  it.each([
    ["JSON", '{"success":false,"message":"Hệ thống đang bận"}', "ERROR_BODY", "Hệ thống đang bận"],
    ["JSON that only tells something", ' {"thongBao":"Hết phiên"}', "ERROR_BODY", "Hết phiên"],
    ["XML", '<?xml version="1.0"?><Error><Code>SlowDown</Code></Error>', "HTML_ANSWER", "is a page for people"],
  ])("in %s is told, and may pass by itself", async (_what, body, code, message) => {
    server.speaker = () => ({ body });
    for (const kind of ["csv", "excel"]) {
      const yaml = `kind: ${kind}\naddress: ${server.url}/data\ndelivery: snapshot\n${COLUMNS}${NEAR}`;
      const { error } = await kho.sync(yaml);
      expect(error).toMatchObject({ code, retryable: true });
      expect(error!.message).toContain(message);
    }
  });

  it("a page without a table is none, also where workbooks may be pages", async () => {
    server.speaker = () => ({ body: "<html><body><form>Đăng nhập</form></body></html>" });
    const yaml = `kind: excel\naddress: ${server.url}/data\ndelivery: delta\nworkbook: { formats: [html] }\n${COLUMNS}${NEAR}`;
    expect((await kho.sync(yaml)).error).toMatchObject({ code: "HTML_ANSWER", retryable: true });
  });
});

describe("a snapshot that is asked for month by month", () => {
  it("withdraws what its month no longer holds, and nothing of the months that were not asked for", async () => {
    const months: Record<string, object[]> = {
      "10": [{ ct: "THU", dv: "77", v: 10 }, { ct: "THU", dv: "747", v: 1 }], // prettier-ignore
      "11": [{ ct: "THU", dv: "77", v: 11 }, { ct: "THU", dv: "747", v: 2 }], // prettier-ignore
      "12": [{ ct: "THU", dv: "77", v: 12 }],
    };
    server.speaker = ({ url }) => ({ body: months[url.searchParams.get("thang")!] ?? [] });
    const yaml = `kind: json
address: ${server.url}/bao-cao
request: { query: { thang: "{from:MM}", nam: "{from:yyyy}" } }
delivery: snapshot
window: { since: 2023-10-01, overlapDays: 30, pieces: month }
constants: { period: "{from:yyyy-MM}" }
fields: { indicator: ct, area: dv, value: v }${NEAR}`;
    expect(counts(await kho.sync(yaml))).toBe("5 5 0 0 0 0 | 0 0");
    months["10"] = []; // not asked for any more: the window begins 30 days before the last one's end
    months["12"] = [{ ct: "THU", dv: "77", v: 12.5 }];
    const november = await kho.sync(yaml.replace("overlapDays: 30", "overlapDays: 59"));
    expect(counts(november)).toBe("3 0 1 2 0 0 | 0 0");
    months["11"] = [{ ct: "THU", dv: "77", v: 11 }];
    expect(counts(await kho.sync(yaml.replace("overlapDays: 30", "overlapDays: 60")))).toBe("2 0 0 2 0 0 | 0 1");
    expect(await kho.warehouse.observations()).toEqual([
      "M.THU.747._T 2023-10-01 1 A",
      "M.THU.77._T 2023-10-01 10 A",
      "M.THU.77._T 2023-11-01 11 A",
      "M.THU.77._T 2023-12-01 12.5 A",
    ]);
  });
});
