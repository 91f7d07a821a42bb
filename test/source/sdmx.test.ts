import { describe, expect, it } from "vitest";
import { deliverYaml, faultOf, line, lines, NEAR } from "./delivery.support.js";
import { always, useLris } from "./lris.support.js";

const lris = useLris();

const yaml = (fields = "{ indicator: MEASURE, area: REF_AREA, breakdowns: { SEX: SEX } }"): string => `
code: SDMX
agency: CTK
kind: sdmx-json
address: ${lris.server.url}/data
delivery: delta
fields: ${fields}${NEAR}`;

const read = async (message: object, fields?: string): Promise<string[]> => {
  lris.server.speaker = always({ body: message });
  return lines(await deliverYaml(yaml(fields)));
};

/** Dimensions MEASURE and REF_AREA of the data set, SEX of the series, TIME_PERIOD of the observation. */
const STRUCTURE = {
  dimensions: {
    dataSet: [
      { id: "MEASURE", keyPosition: 0, values: [{ id: "POP", name: "Dân số" }] },
      { id: "REF_AREA", keyPosition: 1, values: [{ id: "77" }] },
    ],
    series: [{ id: "SEX", keyPosition: 2, values: [{ id: "_T" }, { id: "F" }] }],
    observation: [{ id: "TIME_PERIOD", values: [{ id: "2022" }, { id: "2023" }] }],
  },
  attributes: {
    dataSet: [{ id: "UNIT", values: [{ id: "PS" }] }],
    series: [{ id: "TITLE", values: [{ id: "t" }] }],
    observation: [{ id: "OBS_STATUS", values: [{ id: "A" }, { id: "E" }], default: "A" }],
  },
};

const DATA = {
  action: "Replace",
  attributes: [0],
  series: {
    "0": { attributes: [0], observations: { "0": [1187.5, 0], "1": ["1195.123456789012345678", 1] } },
    "1": { attributes: [null], observations: { "0": [590], "1": [null, 0] } },
  },
};

describe("SDMX-JSON", () => {
  const said = [
    "POP 77 2022 1187.5 A",
    "POP 77 2023 1195.123456789012345678 E",
    "POP 77 2022 SEX=F 590 A",
    'STATUS_VALUE status "A"',
  ];

  it("1.0 gives its indexes their names back, with data sets and structure at the top", async () => {
    expect(await read({ header: { id: "x" }, dataSets: [DATA], structure: STRUCTURE })).toEqual(said);
  });

  it("1.0 under data", async () => {
    expect(await read({ meta: {}, data: { dataSets: [DATA], structure: STRUCTURE }, errors: [] })).toEqual(said);
  });

  it("2.0 with a structure for each data set, values without ids, and attributes without lists", async () => {
    const time = { id: "TIME_PERIOD", values: [{ value: "2023-08" }, { value: "2023-09" }] };
    const flat = {
      dimensions: {
        dataSet: [],
        series: [],
        observation: [{ id: "MEASURE", values: [{ id: "CPI" }] }, { id: "REF_AREA", values: [{ id: "77" }] }, time],
      },
      measures: { observation: [{ id: "OBS_VALUE" }] },
      attributes: { observation: [{ id: "OBS_STATUS", values: [{ id: "P" }] }, { id: "NOTE" }] },
    };
    const data = {
      structure: 1,
      action: "Append",
      observations: { "0:0:0": [3.02, 0, "sơ bộ"], "0:0:1": [3.1, null, null] },
    };
    const message = { data: { structures: [STRUCTURE, flat], dataSets: [{ structure: 0, ...DATA }, data] } };
    const fields = "{ indicator: MEASURE, area: REF_AREA, comment: NOTE, breakdowns: { SEX: SEX } }";
    expect((await read(message, fields)).slice(4)).toEqual(["CPI 77 2023-08 3.02 P “sơ bộ”", "CPI 77 2023-09 3.1 A"]);
  });

  it("withdraws what is deleted", async () => {
    const gone = { action: "Delete", series: { "1": { observations: { "1": [] } } } };
    expect(await read({ dataSets: [gone], structure: STRUCTURE })).toEqual(["POP 77 2023 SEX=F withdrawn"]);
  });

  describe("a dimension that no field is read from", () => {
    const message = (action = DATA.action) => ({ dataSets: [{ ...DATA, action }], structure: STRUCTURE });
    const part = (value: string) => `UNKNOWN_COMBINATION SEX "${value}"`;

    it("is no matter while it has one value, and refused when it has several: parts are no totals", async () => {
      const fields = "{ indicator: MEASURE, area: REF_AREA }";
      expect(await read(message(), fields)).toEqual([part("_T"), part("_T"), part("F"), part("F")]);
      expect(await read(message("Delete"), fields)).toEqual([part("_T"), part("_T"), part("F"), part("F")]);
      const { "0": total } = DATA.series;
      const one = { dataSets: [{ ...DATA, series: { "0": total } }], structure: STRUCTURE };
      expect(await read(one, fields)).toEqual(said.slice(0, 2));
    });

    it("has one value when the others are left out", async () => {
      const fields = `{ indicator: MEASURE, area: REF_AREA }\nskip: SEX != "_T"`;
      expect(await read(message(), fields)).toEqual(said.slice(0, 2));
    });

    it("may be told by the indicator", async () => {
      const fields = `{ indicator: MEASURE & "." & SEX, area: REF_AREA }`;
      expect((await read(message(), fields)).slice(0, 3)).toEqual([
        "POP._T 77 2022 1187.5 A",
        "POP._T 77 2023 1195.123456789012345678 E",
        "POP.F 77 2022 590 A",
      ]);
    });
  });

  it("without observations is a delivery without records", async () => {
    expect(await read({ dataSets: [], structure: STRUCTURE })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["is no message", { rows: [] }, "BROKEN_MESSAGE for good: http://source/data is no SDMX-JSON data message"],
    [
      "points nowhere",
      { dataSets: [{ series: { "7": { observations: { "0": [1] } } } }], structure: STRUCTURE },
      "BROKEN_MESSAGE for good: http://source/data contradicts itself: SEX has no value number 7",
    ],
    [
      "has a key of another length",
      { dataSets: [{ series: { "0:1": { observations: { "0": [1] } } } }], structure: STRUCTURE },
      'the key "0:1" has 2 parts for 1 dimensions',
    ],
    [
      "is an error",
      { errors: [{ code: 100, title: "No results" }] },
      "ERROR_BODY: http://source/data says that it failed",
    ],
  ])("that %s is refused as a whole", async (_what, message, fault) => {
    expect((await faultOf(read(message))).replaceAll(lris.server.url, "http://source")).toContain(fault);
  });
});

describe("the World Bank", () => {
  const bank = (more = ""): string => `
code: WB
agency: A
kind: world-bank
address: ${lris.server.url}/v2/country/all/indicator/SP.POP.TOTL
delivery: delta
${more}${NEAR}`;
  const row = (date: string, value: number | null, country = "VN", iso = "VNM"): object => ({
    indicator: { id: "SP.POP.TOTL", value: "Population, total" },
    country: { id: country, value: country },
    countryiso3code: iso,
    date,
    value,
    unit: "",
    obs_status: "",
    decimal: 0,
  });
  const answer = (rows: readonly object[] | null, total = rows?.length ?? 0): object => [
    { page: 1, pages: total === 0 ? 0 : 1, per_page: "50", total },
    rows,
  ];

  it("gives the newest year without a value: it is missing, not zero", async () => {
    lris.server.speaker = always({ body: answer([row("2023", null), row("2022", 98186856)]) });
    expect(lines(await deliverYaml(bank()))).toEqual([
      "SP.POP.TOTL VNM 2023 null O",
      "SP.POP.TOTL VNM 2022 98186856 A",
    ]);
  });

  it("gives groups among countries, which a list leaves out", async () => {
    lris.server.speaker = always({
      body: answer([row("2022", 1), row("2022", 7950946801, "1W", "WLD"), row("2022", 2, "XX", "")]),
    });
    const list = 'codes: { areas: { map: { VNM: "VN" }, others: skip } }';
    expect(lines(await deliverYaml(bank(list)))).toEqual(["SP.POP.TOTL VN 2022 1 A"]);
    expect((await deliverYaml(bank())).records.map(line)[2]).toBe("SP.POP.TOTL XX 2022 2 A");
  });

  it("without data gives null, which is a delivery without records", async () => {
    lris.server.speaker = always({ body: answer(null) });
    expect((await deliverYaml(bank())).records).toEqual([]);
  });

  it("with an error gives a list of one, with status 200", async () => {
    const body = [{ message: [{ id: "175", key: "Invalid format", value: "The indicator was not found." }] }];
    expect(await lris.told(always({ body }), bank())).toContain(
      "says that it failed, with status 200: 175 Invalid format The indicator was not found.",
    );
  });

  it("with anything else is not understood", async () => {
    expect(await lris.told(always({ body: { data: [] } }), bank())).toContain("RECORDS_MISSING for good");
  });
});
