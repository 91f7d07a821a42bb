import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { counts, faults, ImportWarehouse } from "./import.support.js";
import { randomOf } from "./support/random-history.js";

/** A large file that comes every day, and hardly differs from the one before. */
const HEADER = "indicator,area,period,value";
const MONTHS = 120;
const INDICATORS = 100;

let kho: ImportWarehouse;
/** The same warehouse, into which every file is read as if it were the first of its kind. */
let careful: ImportWarehouse;
beforeAll(async () => {
  [kho, careful] = await Promise.all([ImportWarehouse.open(), ImportWarehouse.open()]);
  for (const each of [kho, careful])
    await each.rows(`
      INSERT INTO indicator (code, name_vi, unit_id, decimals, frequency, calendar_id, direction, aggregation, agency_id, valid_from)
      SELECT 'I' || n, 'Chỉ tiêu ' || n, 1, 1, 'M', 1, 'NONE', 'SUM', 1, '2020-01-01' FROM generate_series(1, ${INDICATORS}) n`);
});
afterAll(() => Promise.all([kho.close(), careful.close()]));

/** 12,000 rows, series after series. */
function firstFile(): string[] {
  return Array.from({ length: INDICATORS * MONTHS }, (_, i) => {
    const month = i % MONTHS;
    const period = `${2012 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
    return `I${Math.floor(i / MONTHS) + 1},77,${period},${i}.5`;
  });
}

const file = (lines: readonly string[], end = "\n") => [HEADER, ...lines].join(end) + end;

async function valueOf(series: string, start: string): Promise<unknown> {
  const [row] = await kho.rows(`
    SELECT o.value::text FROM observation o JOIN series s ON s.id = o.series_id
    WHERE s.key = 'M.${series}.77._T' AND o.period_start = '${start}'`);
  return row?.value;
}

/** Only what is not read can stay as it is then. */
async function deleteByHand(): Promise<void> {
  await kho.rows(`DELETE FROM observation o USING series s WHERE s.id = o.series_id AND s.key = 'M.I9.77._T'`);
  await kho.rows(`
    UPDATE series SET observation_count = 0, first_period_start = NULL, last_period_start = NULL, last_period_end = NULL,
      latest_start = NULL, latest_end = NULL, last_value = NULL, last_status = NULL WHERE key = 'M.I9.77._T'`);
}

describe("a file that repeats the one before", () => {
  const lines = firstFile();
  beforeEach(async () => {
    await kho.import(file(lines));
  });

  it("changes nothing, and every row of it is answered", async () => {
    const again = await kho.import(file(lines));
    expect([again.outcome, ...counts(again)]).toEqual(["UNCHANGED", 12_000, 0, 0, 12_000, 0]);
  });

  it("is read where it differs: one changed value among 12,000", async () => {
    const changed = lines.with(4_321, "I37,77,2012-02,1000000.7");
    const result = await kho.import(file(changed));
    expect([...counts(result), await valueOf("I37", "2012-02-01")]).toEqual([12_000, 0, 1, 11_999, 0, "1000000.7"]);
  });

  it("sets right what somebody else has published in between", async () => {
    await kho.import(`${HEADER}\nI5,77,2014-03,-1\n`);
    const result = await kho.import(file(lines));
    expect([...counts(result), await valueOf("I5", "2014-03-01")]).toEqual([12_000, 0, 1, 11_999, 0, "506.5"]);
  });

  it("is read as a whole when a line further down gives a repeated key another value: both are held back", async () => {
    const result = await kho.import(file([...lines, "I1,77,2012-01,7"]));
    expect([...counts(result), result.quarantined]).toEqual([12_001, 0, 0, 11_999, 0, 2]);
    expect(result.examples[0]!.message).toMatch(/the first on line 2, the last on line 12002$/);
    expect(await valueOf("I1", "2012-01-01")).toBe("0.5");
  });

  it("is answered on the line on which a fault stands", async () => {
    const result = await kho.import(file(lines.with(9_000, "I76,99,2010-01,1")));
    expect(faults(result)).toEqual(["9002 UNKNOWN_AREA area"]);
  });

  it("is read as a whole when codes mean something else by now", async () => {
    await kho.rows(`UPDATE area SET valid_to = '2021-12-01' WHERE code = '77'`);
    const result = await kho.import(file(lines));
    await kho.rows(`UPDATE area SET valid_to = '2025-07-01' WHERE code = '77'`);
    expect([...counts(result), result.rejectedByRule]).toEqual([12_000, 0, 0, 11_900, 100, { AREA_NOT_VALID: 100 }]);
  });

  it("is read as a whole when its numbers are declared otherwise", async () => {
    const result = await kho.import(file(lines), { numbers: "vi" }, { dryRun: true });
    expect(result.rejectedByRule).toEqual({ NUMBER_FORMAT: 12_000 });
  });

  it("does not heal by itself what was deleted by hand, but does so when told to read every row", async () => {
    await deleteByHand();
    expect(counts(await kho.import(file(lines)))).toEqual([12_000, 0, 0, 12_000, 0]);
    expect(counts(await kho.import(file(lines), {}, { everyRow: true }))).toEqual([12_000, 120, 0, 11_880, 0]);
  });

  it("is not read as a whole every day because it says one thing twice", async () => {
    const twice = file([...lines, lines[0]!]);
    await kho.import(twice);
    await deleteByHand();
    expect(counts(await kho.import(twice))).toEqual([12_001, 0, 0, 12_001, 0]);
    expect(counts(await kho.import(twice, {}, { everyRow: true }))).toEqual([12_001, 120, 0, 11_881, 0]);
  });

  it("may leave a trial run behind it, which changes nothing of what is known", async () => {
    const changed = lines.map((line, i) => (i % 100 === 7 ? `${line}1` : line));
    const counted = [12_000, 0, 120, 11_880, 0];
    expect(counts(await kho.import(file(changed), {}, { dryRun: true }))).toEqual(counted);
    expect(counts(await kho.import(file(changed)))).toEqual(counted);
  });
});

describe("whatever is done to a file between two deliveries, it is answered as if every row were read", () => {
  beforeAll(() => Promise.all([kho, careful].map((each) => each.import(file(firstFile()), {}, { everyRow: true }))));

  it.each([1, 2, 3])("%i", async (seed) => {
    const below = randomOf(seed);
    let lines = firstFile();
    for (let round = 0; round < 3; round++) {
      lines = edited(lines, below);
      const text = file(lines, below(3) === 0 ? "\r\n" : "\n");
      const content = below(3) === 0 ? text.trimEnd() : text;
      const [quick, slow] = await Promise.all([kho.import(content), careful.import(content, {}, { everyRow: true })]);
      const { milliseconds: _, run: _r, publication: _p, ...expected } = slow;
      expect(quick).toMatchObject(expected);
      expect(await kho.observations()).toEqual(await careful.observations());
    }
  });
});

/** Changed, moved, lost, new, doubled, broken and quoted lines. */
function edited(lines: readonly string[], below: (limit: number) => number): string[] {
  const result = [...lines];
  const at = () => below(result.length);
  const sometimes = (edit: () => void) => below(3) === 0 && edit();
  for (let i = below(30); i > 0; i--) result[at()] = `I${1 + below(INDICATORS)},77,2020-05,${below(1e6)}`;
  for (let i = below(30); i > 0; i--) result[at()] = result[at()]!.replace(/[^,]*$/, String(below(1e6)));
  sometimes(() => result.splice(at(), 0, ...result.splice(at(), 500)));
  sometimes(() => result.splice(at(), below(40)));
  sometimes(() => result.splice(at(), 0, `I${1 + below(INDICATORS)},77,2022-0${1 + below(9)},1`));
  sometimes(() => result.splice(at(), 0, result[at()]!));
  sometimes(() => (result[at()] = "NO,77,2020-01,1"));
  sometimes(() => result.splice(at(), 0, "", ",,,"));
  sometimes(() => (result[at()] = result[at()]!.replace("77", '"77"')));
  return result;
}
