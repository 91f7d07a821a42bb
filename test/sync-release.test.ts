import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dismissRows, releaseRows } from "../src/ingestion/rejected.service.js";
import { counts, record, StorySource, SyncWarehouse } from "./sync.support.js";
import type { SourceRecord } from "../src/source/source-record.js";

let warehouse: SyncWarehouse;
beforeAll(async () => {
  warehouse = await SyncWarehouse.open();
});
afterAll(() => warehouse.close());
beforeEach(async () => {
  await warehouse.forget();
  await warehouse.rows(`ALTER SEQUENCE rejected_row_id_seq RESTART`);
  await warehouse.rule("THU", { kind: "RANGE", severity: "QUARANTINE", maximum: 100 });
});

const deliver = async (...records: SourceRecord[]) => counts(await warehouse.sync(new StorySource("LRIS", records)));
const by = { by: "Nguyễn Văn A", agencyId: null };
const HIGH = record("THU", "2023-07", "101", { comment: "đã kiểm tra" });

describe("a row that was held back and is released", () => {
  it("is published as it came, and its next delivery is nothing new", async () => {
    await deliver(HIGH);
    expect(await releaseRows(warehouse.url, { ids: [1], ...by })).toEqual({ publication: 1, released: 1 });
    expect(await warehouse.observations()).toEqual(["M.THU.77._T 2023-07-01 101 A"]);
    expect(await warehouse.list(`SELECT comment FROM observation`)).toEqual(["đã kiểm tra"]);
    expect(await warehouse.rows(`SELECT state, decided_by, publication_id FROM rejected_row`)).toEqual([
      { state: "RELEASED", decided_by: "Nguyễn Văn A", publication_id: 1 },
    ]);
    expect(await deliver(HIGH)).toBe("1 0 0 1 0 0 | 0 0");
    expect(await warehouse.rows(`SELECT cause, state, created FROM sync_run ORDER BY id`)).toEqual([
      { cause: "MANUAL", state: "UNCHANGED", created: 0 },
      { cause: "RELEASE", state: "PUBLISHED", created: 1 },
      { cause: "MANUAL", state: "UNCHANGED", created: 0 },
    ]);
  });

  it("drives out the other one of two that contradicted each other", async () => {
    await deliver(record("CHI", "2023-07", "5"), record("CHI", "2023-07", "6"));
    await releaseRows(warehouse.url, { ids: [2], ...by });
    expect(await warehouse.observations()).toEqual(["M.CHI.77._T 2023-07-01 6 A"]);
    expect(await warehouse.problems()).toEqual([
      "QUARANTINE DUPLICATE_CONFLICT DISMISSED 5",
      "QUARANTINE DUPLICATE_CONFLICT RELEASED 6",
    ]);
  });

  it("is not asked about again while its source goes on contradicting itself", async () => {
    const both = [record("CHI", "2023-07", "5"), record("CHI", "2023-07", "6")];
    await deliver(...both);
    await releaseRows(warehouse.url, { ids: [2], ...by });
    await deliver(...both);
    expect(await warehouse.observations()).toEqual(["M.CHI.77._T 2023-07-01 6 A"]);
    expect(await warehouse.problems()).toEqual([
      "QUARANTINE DUPLICATE_CONFLICT DISMISSED 5",
      "QUARANTINE DUPLICATE_CONFLICT RELEASED 6",
    ]);
  });

  it("that was published with a warning loses its flag for good", async () => {
    await warehouse.rows(`UPDATE indicator_rule SET severity = 'WARN'`);
    await deliver(HIGH);
    expect(await warehouse.observations()).toEqual(["M.THU.77._T 2023-07-01 101 V"]);
    await releaseRows(warehouse.url, { ids: [1], ...by });
    await deliver(HIGH);
    expect(await warehouse.observations()).toEqual(["M.THU.77._T 2023-07-01 101 A"]);
  });
});

describe("a row that is dismissed", () => {
  it("is not asked about again while its source sends the same", async () => {
    await deliver(HIGH);
    expect(await dismissRows(warehouse.url, { ids: [1], ...by })).toBe(1);
    expect(await deliver(HIGH)).toBe("1 0 0 0 0 1 | 0 0");
    expect(await warehouse.problems()).toEqual(["QUARANTINE RANGE DISMISSED 101"]);
    await deliver(record("THU", "2023-07", "102"));
    expect(await warehouse.problems()).toEqual(["QUARANTINE RANGE DISMISSED 101", "QUARANTINE RANGE OPEN 102"]);
  });
});

describe("a decision is refused", () => {
  const refusal = (ids: number[], agencyId: number | null = null) =>
    releaseRows(warehouse.url, { ids, by: "A", agencyId }).then(
      () => "none",
      (error: Error) => error.message,
    );

  it("for rows that are not there, decided, refused, or rivals; and then all of it", async () => {
    const both = [record("CHI", "2023-07", "5"), record("CHI", "2023-07", "6")];
    await deliver(HIGH, record("THU", "2023-13", "1"), ...both);
    expect(await refusal([1, 77])).toBe("There is no such row: 77");
    expect(await refusal([1], 2)).toBe("There is no such row: 1");
    expect(await refusal([1, 2])).toBe("Refused rows can't be published, their source must send them right: 2");
    expect(await refusal([3, 4])).toBe(
      "Two of the rows say something of one observation, M.CHI.77._T 2023-07-01: choose one",
    );
    expect(await refusal([])).toBe("No row is named");
    expect(await warehouse.versions()).toEqual([]);
    await dismissRows(warehouse.url, { ids: [1], ...by });
    expect(await refusal([1])).toBe("Decided already: 1 (DISMISSED)");
  });
});
