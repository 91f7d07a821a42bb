import { describe, expect, it } from "vitest";
import { deliverYaml, faultOf, lines } from "./delivery.support.js";
import { useLris } from "./lris.support.js";

const lris = useLris();

describe("records", () => {
  it("are taken apart by expressions, with breakdowns, status and comment", async () => {
    lris.server.speaker = () => ({
      body: {
        data: [
          { ct: { ma: "CT1" }, nam: 2023, quy: 3, v: 1234567.25, gt: "Nữ", tt: "sơ bộ", gc: " ước  tính " },
          { ct: { ma: "CT1" }, nam: 2023, quy: 4, v: null, gt: "_T" },
          { ct: { ma: "TONG" }, nam: 2023, quy: 4, v: 1 },
        ],
      },
    });
    const source = lris
      .yaml(
        `codes:
  statuses: { sơ bộ: PROVISIONAL }
  breakdowns: { SEX: { Nữ: F, _T: _T } }
skip: ct.ma = "TONG"`,
      )
      .replace(
        /^fields:.*$/m,
        "fields: { indicator: ct.ma, period: \"nam & '-Q' & quy\", value: v, status: tt, comment: gc, breakdowns: { SEX: gt } }",
      );
    expect(lines(await deliverYaml(source))).toEqual([
      "CT1 77 2023-Q3 SEX=F 1234567.25 P “ước tính”",
      "CT1 77 2023-Q4 null O",
    ]);
  });

  it("keep every digit of a number: none passes through a float", async () => {
    const body =
      '{"data":[{"ma":"A","ky":"2023","giaTri":0.00966666666666667},{"ma":"B","ky":"2023","giaTri":12345678901234567890.123456789},{"ma":"C","ky":"2023","giaTri":1.50}]}';
    lris.server.speaker = () => ({ body });
    const { records } = await deliverYaml(lris.yaml());
    expect(records.map(({ value }) => value)).toEqual(["0.00966666666666667", "12345678901234567890.123456789", "1.5"]);
    expect(JSON.stringify(records[1]!.raw)).toContain("12345678901234567890.123456789");
  });

  it("may be computed: what a double adds is no digit", async () => {
    lris.server.speaker = () => ({ body: { data: [{ ma: "A", ky: "2023", a: 0.1, b: 0.2 }] } });
    expect(lines(await deliverYaml(lris.yaml().replace("value: giaTri", "value: a + b")))).toEqual(["A 77 2023 0.3 A"]);
  });

  it("are multiplied exactly where the source counts in another unit", async () => {
    lris.server.speaker = () => ({ body: { data: [{ ma: "A", ky: "2023", giaTri: "84.818,2" }] } });
    expect(lines(await deliverYaml(lris.yaml().replace("numbers: vi", 'numbers: vi, multiplyBy: "0.001"')))).toEqual([
      "A 77 2023 84.8182 A",
    ]);
  });

  it("must have the declared value somewhere: a field that was renamed is not taken for values that are missing", async () => {
    const renamed = [{ ma: "A", ky: "2023", gia_tri: "1" }, { ma: "B", ky: "2023", gia_tri: "2" }]; // prettier-ignore
    lris.server.speaker = () => ({ body: { data: renamed } });
    expect(await faultOf(deliverYaml(lris.yaml()))).toBe(
      "FIELDS_MISSING for good: none of 2 records has anything at giaTri (fields.value): read.absent: empty, if that means no values",
    );
    expect(lines(await deliverYaml(lris.yaml().replace("numbers: vi", "absent: empty")))).toEqual([
      "A 77 2023 null O",
      "B 77 2023 null O",
    ]);
    lris.server.speaker = () => ({ body: { data: [{ ma: "A", ky: "2023", tt: "Q" }] } });
    const withStatus = lris.yaml().replace("value: giaTri", "value: giaTri, status: tt");
    expect(lines(await deliverYaml(withStatus))).toEqual(["A 77 2023 null Q"]);
    for (const other of [
      { ma: "C", ky: "2023", giaTri: null },
      { ma: "C", ky: "2023", giaTri: 3 },
    ]) {
      lris.server.speaker = () => ({ body: { data: [...renamed.slice(1), other] } });
      expect((await deliverYaml(lris.yaml())).records).toHaveLength(2);
    }
  });

  it("are left out when the source says yes in its own way", async () => {
    const data = [true, "true", 1, "1", "x", false, 0, "", null, "không"].map((tong, i) => ({
      ma: "A",
      ky: `${2001 + i}`,
      giaTri: i,
      tong,
    }));
    lris.server.speaker = () => ({ body: { data } });
    expect(lines(await deliverYaml(lris.yaml("skip: tong"))).map((text) => text.slice(0, 9))).toEqual(
      ["2006", "2007", "2008", "2009", "2010"].map((year) => `A 77 ${year}`),
    );
  });

  it("one that can't be read takes no other with it, and still says whose it is", async () => {
    lris.server.speaker = () => ({
      body: {
        data: [
          { ma: "A", ky: "2023-13", giaTri: "1" },
          { ma: "B", ky: "2023", giaTri: "1.23" },
          { ma: "C", ky: "2023", giaTri: { so: 1 } },
          { ma: null, ky: "2023", giaTri: "1" },
          "not a record",
          { ma: "D", ky: "2023", giaTri: "2" },
        ],
      },
    });
    const delivered = await deliverYaml(lris.yaml());
    expect(lines(delivered)).toEqual([
      'PERIOD_FORMAT period "2023-13"',
      'NUMBER_FORMAT value "1.23"',
      'NUMBER_FORMAT value "{\\"so\\":1}"',
      'REQUIRED indicator ""',
      'REQUIRED indicator ""',
      "D 77 2023 2 A",
    ]);
    expect(delivered.records[0]!.indicator).toBe("A");
  });

  it("whose code no list has are refused, kept or left out, as the list says", async () => {
    lris.server.speaker = () => ({
      body: {
        data: [
          { ma: "A", ky: "2023", giaTri: "1" },
          { ma: "WLD", ky: "2023", giaTri: "1" },
        ],
      },
    });
    const list = (others: string): string => lris.yaml(`codes: { indicators: { file: ct.csv, others: ${others} } }`);
    const files = { "ct.csv": "from,to\nA,TC001\n" };
    const read = async (others: string) => lines(await deliverYaml(list(others), { files }));
    expect(await read("refuse")).toEqual(["TC001 77 2023 1 A", 'UNKNOWN_INDICATOR indicator "WLD"']);
    expect(await read("keep")).toEqual(["TC001 77 2023 1 A", "WLD 77 2023 1 A"]);
    expect(await read("skip")).toEqual(["TC001 77 2023 1 A"]);
  });

  it("may be told by names of fields: an expression makes a list of them", async () => {
    lris.server.speaker = () => ({ body: { CT1: { "77": "1,5", "747": "-" }, CT2: { "77": "3" } } });
    const pairs = `function($v, $dv) { { "ma": $ma, "dv": $dv, "v": $v } }`;
    const source = lris
      .yaml()
      .replace(/^records:.*$/m, () => `records: '$each($, function($o, $ma) { $each($o, ${pairs}) }).$'`)
      .replace(/^fields:.*$/m, "fields: { indicator: ma, area: dv, value: v }")
      .replace(`area: "77"`, `period: "2023"`);
    expect(lines(await deliverYaml(source))).toEqual(["CT1 77 2023 1.5 A", "CT1 747 2023 null O", "CT2 77 2023 3 A"]);
  });

  it("may lie inside others: an expression makes a list of them", async () => {
    const thu = '[{"thang":"2023-07","v":12345678901234567890.5},{"thang":"2023-08","v":2}]';
    const body = `{"data":[{"ma":"A","thu":${thu}},{"ma":"B","thu":[{"thang":"2023-08","v":3}]}]}`;
    lris.server.speaker = () => ({ body });
    const source = lris
      .yaml()
      .replace("records: data", 'records: \'data.($ma := ma; thu.{ "ma": $ma, "ky": thang, "giaTri": v })\'');
    expect(lines(await deliverYaml(source))).toEqual([
      "A 77 2023-07 12345678901234567890.5 A",
      "A 77 2023-08 2 A",
      "B 77 2023-08 3 A",
    ]);
  });

  it("may have a year beside a month", async () => {
    lris.server.speaker = () => ({ body: { data: [{ ma: "A", nam: 2023, thang: 8, giaTri: 1 }] } });
    const source = lris.yaml().replace("period: ky", "period: nam, month: thang");
    expect(lines(await deliverYaml(source))).toEqual(["A 77 2023-08 1 A"]);
  });

  it("may say that a fact is withdrawn", async () => {
    lris.server.speaker = () => ({ body: { data: [{ ma: "A", ky: "2023", xoa: true }] } });
    const source = lris.yaml().replace("value: giaTri }", "value: giaTri, withdrawn: xoa }");
    expect(lines(await deliverYaml(source))).toEqual(["A 77 2023 withdrawn"]);
  });
});
