import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCompositeIndexFile } from "../src/composite/composite-index.file.js";
import { saveCompositeIndex } from "../src/composite/composite-index.loading.js";
import { insertIndicator, insertSeries, sqlOn } from "./support/sql.js";
import { Database } from "../src/database/database.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const EXAMPLE = new URL("../docs/examples/dti-2022.yaml", import.meta.url).pathname;

/**
 * The five best provinces of 2022: awareness, institutions, infrastructure, workforce, cybersecurity, government, economy, society, and
 * the index as published. Source: Ministry of Information and Communications, DTI 2022, dti.gov.vn.
 */
const PUBLISHED: Readonly<Record<string, readonly [string, readonly number[], number]>> = {
  "48": ["TP. Đà Nẵng", [1, 0.9, 0.8253, 0.8487, 0.7578, 0.8575, 0.7836, 0.5197], 0.8002],
  "79": ["TP. Hồ Chí Minh", [0.8917, 0.9, 0.8258, 0.6267, 0.558, 0.8406, 0.7611, 0.359], 0.7163],
  "22": ["Quảng Ninh", [0.9581, 0.9, 0.7648, 0.625, 0.5382, 0.8385, 0.5904, 0.4505], 0.7024],
  "46": ["Thừa Thiên - Huế", [0.95, 0.9, 0.6823, 0.6794, 0.6423, 0.8262, 0.6787, 0.3001], 0.6975],
  "92": ["TP. Cần Thơ", [0.9, 0.8, 0.7233, 0.7376, 0.7226, 0.7325, 0.7556, 0.2947], 0.6924],
};
const COMPONENTS = [
  "AWARENESS",
  "INSTITUTIONS",
  "INFRASTRUCTURE",
  "WORKFORCE",
  "CYBERSECURITY",
  "GOVERNMENT",
  "ECONOMY",
  "SOCIETY",
];

let warehouse: TestWarehouse;
/** Commands work with the owner's login. */
let owner: Database;
beforeAll(async () => {
  warehouse = await openWarehouse();
  owner = new Database({ url: warehouse.databaseUrl, poolSize: 1, statementTimeoutMs: 5_000 });
  const url = warehouse.databaseUrl;
  for (const code of COMPONENTS) await insertIndicator(url, `DTI_${code}`, { direction: "INCREASE" });
  for (const [area, [name, values]] of Object.entries(PUBLISHED)) {
    await sqlOn(
      url,
      `INSERT INTO area (code, name_vi, level, kind, valid_from) VALUES ($1, $2, 1, 'PROVINCE', '2020-01-01')`,
      [area, name],
    );
    for (const [i, code] of COMPONENTS.entries())
      await insertSeries(url, { key: `A.DTI_${code}.${area}._T`, indicator: `DTI_${code}`, area }, [
        ["2022-01-01", "2022-12-31", String(values[i]), "A"],
      ]);
  }
  await insertSeries(url, { key: "A.DTI_ECONOMY.77._T", indicator: "DTI_ECONOMY" }, [
    ["2022-01-01", "2022-12-31", "0.9", "A"],
  ]);
  await saveCompositeIndex(owner, await readCompositeIndexFile(EXAMPLE), {});
});
afterAll(async () => {
  await owner.close();
  await warehouse.close();
});

async function index(args: string, selection: string) {
  const { data, errors } = await warehouse.ask(`{ compositeIndex(${args}) { ${selection} } }`);
  expect(errors).toBeUndefined();
  return data.compositeIndex;
}

describe("a composite index", () => {
  it("reproduces the published digital transformation index of five provinces within 0.0001", async () => {
    const { values } = await index(
      `code: "DTI"`,
      `values(period: { in: ["2022"] }) { nodes { area { code } period { code } valueFloat rank } }`,
    );
    const ranked = values.nodes.filter((node: { rank: number | null }) => node.rank !== null);
    expect(ranked.map((node: { area: { code: string }; rank: number }) => [node.rank, node.area.code])).toEqual([
      [1, "48"],
      [2, "79"],
      [3, "22"],
      [4, "46"],
      [5, "92"],
    ]);
    for (const { area, valueFloat } of ranked)
      expect(Math.abs(valueFloat - PUBLISHED[area.code]![2])).toBeLessThanOrEqual(0.0001);
  });

  it("says what each component brings, adding up to the value before it is rounded", async () => {
    const { values } = await index(
      `code: "DTI", version: "2022"`,
      `values(areas: ["48"]) { nodes { value contributions { indicator { code } value normalised weight part } } }`,
    );
    expect(values.nodes).toEqual([
      {
        value: "0.8002",
        contributions: COMPONENTS.map((code, i) => ({
          indicator: { code: `DTI_${code}` },
          value: String(PUBLISHED["48"]![1][i]),
          normalised: String(PUBLISHED["48"]![1][i]),
          weight: ["100", "100", "100", "100", "100", "200", "150", "150"][i],
          part: ["0.1", "0.09", "0.08253", "0.08487", "0.07578", "0.1715", "0.11754", "0.077955"][i],
        })),
      },
    ]);
  });

  it("has no value as long as a component is missing", async () => {
    const { values } = await index(
      `code: "DTI"`,
      `values(areas: ["77"]) { totalCount nodes { value rank contributions { indicator { code } } } }`,
    );
    expect(values).toEqual({
      totalCount: 1,
      nodes: [{ value: null, rank: null, contributions: [{ indicator: { code: "DTI_ECONOMY" } }] }],
    });
  });

  it("tells its weights and where they are published", async () => {
    expect(
      await index(
        `code: "DTI", on: "2023-08-30"`,
        `name(lang: EN) version validFrom citation(lang: EN) components { indicator { code } weight share }`,
      ),
    ).toEqual({
      name: "Provincial digital transformation index",
      version: "2022",
      validFrom: "2022-01-01",
      citation: "Ministry of Information and Communications, DTI 2022, dti.gov.vn",
      components: COMPONENTS.map((code, i) => ({
        indicator: { code: `DTI_${code}` },
        weight: ["100", "100", "100", "100", "100", "200", "150", "150"][i],
        share: ["0.1", "0.1", "0.1", "0.1", "0.1", "0.2", "0.15", "0.15"][i],
      })),
    });
  });

  it("is not there for who may not see one of its components, as if nobody had defined it", async () => {
    const access = (to: string) =>
      sqlOn(warehouse.databaseUrl, `UPDATE indicator SET access = $1 WHERE code = 'DTI_SOCIETY'`, [to]);
    await access("RESTRICTED");
    const hidden = await index(`code: "DTI"`, "code");
    await access("OPEN");
    expect([hidden, await index(`code: "DTI"`, "code")]).toEqual([null, { code: "DTI" }]);
  });

  it("is null for an unknown code or version", async () => {
    expect(await index(`code: "NOPE"`, "version")).toBeNull();
    expect(await index(`code: "DTI", version: "1999"`, "version")).toBeNull();
  });

  it("puts values between worst and best, less being better too, in a version of its own", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "kho-index-")), "index.yaml");
    const write = (weight: number) =>
      writeFileSync(
        file,
        `code: HDI\nname: HDI\nversions:\n  - { version: a, validFrom: 2020-01-01, components: [{ indicator: DTI_ECONOMY, weight: 1 }] }\n` +
          `  - { version: b, validFrom: 2023-01-01, scale: 100, components: [{ indicator: DTI_ECONOMY, weight: ${weight}, worst: 1, best: 0.5 }, { indicator: DTI_SOCIETY, weight: 1, worst: 0.5, best: 1 }] }\n`,
      );
    write(3);
    await saveCompositeIndex(owner, await readCompositeIndexFile(file), {});
    const ask = () =>
      index(`code: "HDI"`, `version values(areas: ["48"]) { nodes { value contributions { normalised } } }`);
    // Economy 0.7836 of 1 to 0.5 is 0.4328; society 0.5197 of 0.5 to 1 is 0.0394.
    expect(await ask()).toEqual({
      version: "b",
      values: { nodes: [{ value: "33.445", contributions: [{ normalised: "0.4328" }, { normalised: "0.0394" }] }] },
    });
    write(1);
    await expect(saveCompositeIndex(owner, await readCompositeIndexFile(file), {})).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await saveCompositeIndex(owner, await readCompositeIndexFile(file), { replace: true });
    expect((await ask()).values.nodes[0].value).toBe("23.61");
    expect(await index(`code: "HDI", on: "2021-01-01"`, "version validTo")).toEqual({
      version: "a",
      validTo: "2023-01-01",
    });
  });

  it("names what is wrong with a file", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "kho-index-")), "index.yaml");
    writeFileSync(
      file,
      `code: X\nname: X\nversions:\n  - { version: 1, validFrom: 2020-01-01, components: [{ indicator: NOPE, weight: 1 }] }\n`,
    );
    await expect(saveCompositeIndex(owner, await readCompositeIndexFile(file), {})).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    writeFileSync(
      file,
      `code: X\nname: X\nversions:\n  - { version: 1, validFrom: 2020-01-01, components: [{ indicator: A, weight: x }] }\n`,
    );
    await expect(readCompositeIndexFile(file)).rejects.toThrow("versions.0.components.0.weight: is no decimal number");
  });
});
