import { describe, expect, it } from "vitest";
import { deliverYaml, lines, NEAR } from "./delivery.support.js";
import type { Delivered } from "./delivery.support.js";
import { always, useLris } from "./lris.support.js";

const lris = useLris();

const dhis = (more = ""): string => `
code: DHIS2
agency: A
kind: dhis2
address: ${lris.server.url}/api/dataValueSets.json?dataSet=x
delivery: delta
${more}${NEAR}`;

/** The default combination of categories in every DHIS2 of these years. */
const DEFAULT = "HllvX50cXC0";
const GIRLS = "V6L425pT3A0";

/** Values of one data element, organisation unit and month, with what else is said of them. */
async function deliver(values: readonly object[], more = "", head: object = {}): Promise<Delivered> {
  const dataValues = values.map((value) => ({ dataElement: "a", period: "202308", orgUnit: "o", ...value }));
  lris.server.speaker = always({ body: { ...head, dataValues } });
  return deliverYaml(dhis(more));
}

async function read(values: readonly object[], more = "", head: object = {}): Promise<string[]> {
  return lines(await deliver(values, more, head));
}

describe("DHIS2", () => {
  it.each<[string, object, number]>([
    ["values", { dataSet: "x", dataValues: [{ dataElement: "a", period: "2023Q3", orgUnit: "o", value: "12.50" }] }, 1],
    ["nothing at all", {}, 0],
    ["only what it was asked for", { dataSet: "x", period: "202308" }, 0],
  ])("gives %s", async (_what, body, count) => {
    lris.server.speaker = always({ body });
    expect((await deliverYaml(dhis())).records).toHaveLength(count);
  });

  it("with an error in a body says so, and another answer is none", async () => {
    const error = { httpStatusCode: 409, status: "ERROR", message: "User is not allowed to view org unit" };
    expect(await lris.told(always({ body: error }), dhis())).toContain(
      "ERROR_BODY: http://source/api/dataValueSets.json says that it failed, with status 200: User is not allowed",
    );
    expect(await lris.told(always({ body: { organisationUnits: [] } }), dhis())).toContain("RECORDS_MISSING for good");
  });

  it("may say once for all values of which period and unit they are", async () => {
    lris.server.speaker = always({
      body: { period: "202307", orgUnit: "o", dataValues: [{ dataElement: "a", value: "1" }] },
    });
    expect(lines(await deliverYaml(dhis()))).toEqual(["a o 2023-07 1 A"]);
  });
});

describe("Periods of DHIS2", () => {
  it.each([
    ["202311", "2023-11"],
    ["2023Q2", "2023-Q2"],
    ["2023S2", "2023-S2"],
    ["2023W9", "2023-W09"],
    ["20230228", "2023-02-28"],
    ["2022April", "2022-04-01/P1Y"],
    ["2022July", "2022-07-01/P1Y"],
    ["2022Oct", "2022-10-01/P1Y"],
    ["2022AprilS1", "2022-04-01/P6M"],
    ["2022AprilS2", "2022-10-01/P6M"],
    ["202311B", "2023-11-01/P2M"],
    ["2023BiW3", "2023-01-30/P14D"],
  ])("%s is %s", async (period, code) => {
    expect(await read([{ period, value: "1" }])).toEqual([`a o ${code} 1 A`]);
  });

  it.each(["202312B", "2023BiW27", "2022BiW0", "2023NovS1", "2022WedW5", "2022May"])(
    "%s is refused",
    async (period) => {
      expect(await read([{ period, value: "1" }])).toEqual([`PERIOD_FORMAT period "${period}"`]);
    },
  );
});

describe("A combination of categories that no breakdown is read from", () => {
  it("is the total where it is the default one, or none is named", async () => {
    const told = { categoryOptionCombo: DEFAULT, attributeOptionCombo: DEFAULT };
    expect(await read([{ ...told, value: "12" }])).toEqual(["a o 2023-08 12 A"]);
    expect(await read([{ value: "12" }])).toEqual(["a o 2023-08 12 A"]);
  });

  it("is never taken for the total: a part that comes alone is refused", async () => {
    const delivered = await deliver([{ categoryOptionCombo: GIRLS, value: "5" }]);
    expect(lines(delivered)).toEqual([`UNKNOWN_COMBINATION categoryOptionCombo "${GIRLS}"`]);
    expect(delivered.records[0]!.fault!.message).toBe(
      `categoryOptionCombo "${GIRLS}" is not the default "${DEFAULT}" (defaults), and no breakdown is read from it: a part would be taken for the total`,
    );
  });

  it("is refused beside the total, which is taken; what is refused still says whose it is", async () => {
    const delivered = await deliver([
      { categoryOptionCombo: DEFAULT, value: "12" },
      { categoryOptionCombo: DEFAULT, attributeOptionCombo: "WHOfunded01", value: "7" },
    ]);
    expect(lines(delivered)).toEqual(["a o 2023-08 12 A", 'UNKNOWN_COMBINATION attributeOptionCombo "WHOfunded01"']);
    expect(delivered.records[1]).toMatchObject({ indicator: "a", area: "o", period: "2023-08", breakdown: {} });
  });

  it("is refused when it withdraws: not the total is deleted, but a part", async () => {
    expect(await read([{ categoryOptionCombo: GIRLS, value: "5", deleted: true }])).toEqual([
      `UNKNOWN_COMBINATION categoryOptionCombo "${GIRLS}"`,
    ]);
  });

  it("is refused when it stands above all values", async () => {
    const head = { attributeOptionCombo: "WHOfunded01" };
    expect(await read([{ value: "5" }], "", head)).toEqual(['UNKNOWN_COMBINATION attributeOptionCombo "WHOfunded01"']);
    const options = { attributeCategoryOptions: ["funded"] };
    expect(await read([{ value: "5" }], "", options)).toEqual(['UNKNOWN_COMBINATION attributeOptionCombo "funded"']);
  });

  it("has another default where the source declares it", async () => {
    const declared = "defaults: { categoryOptionCombo: default, attributeOptionCombo: kynamy2023k }";
    expect(
      await read(
        [
          { categoryOptionCombo: "default", attributeOptionCombo: "kynamy2023k", value: "1" },
          { categoryOptionCombo: DEFAULT, value: "2" },
          { attributeOptionCombo: DEFAULT, value: "3" },
        ],
        declared,
      ),
    ).toEqual([
      "a o 2023-08 1 A",
      `UNKNOWN_COMBINATION categoryOptionCombo "${DEFAULT}"`,
      `UNKNOWN_COMBINATION attributeOptionCombo "${DEFAULT}"`,
    ]);
  });

  it("may be named by a field of its own, as a breakdown or as a part of the indicator", async () => {
    const values = [{ categoryOptionCombo: GIRLS, attributeOptionCombo: "WHOfunded01", value: "5" }];
    const fields =
      'fields: { indicator: dataElement & "." & categoryOptionCombo, breakdowns: { FUND: attributeOptionCombo } }';
    expect(await read(values, fields)).toEqual([`a.${GIRLS} o 2023-08 FUND=WHOfunded01 5 A`]);
  });

  it("is not named by a comment, nor by what is left out", async () => {
    const values = [{ categoryOptionCombo: GIRLS, value: "5" }];
    const fields = `fields: { comment: categoryOptionCombo }\nskip: categoryOptionCombo = "${DEFAULT}"`;
    expect(await read(values, fields)).toEqual([`UNKNOWN_COMBINATION categoryOptionCombo "${GIRLS}"`]);
  });
});
