import type { Fields } from "../config/reading.schema.js";
import type { SourceOfKind } from "../config/source.schema.js";
import { failureFault, usualFailure } from "../json/failure.js";
import { isTree } from "../json/protocol.js";
import type { Contents, JsonProtocol } from "../json/protocol.js";
import { given } from "../json/world-bank.protocol.js";
import { refusal, shown } from "../mapping/refusal.js";
import type { RecordFault } from "../source-record.js";
import { sdmxMessage } from "./sdmx-message.js";
import type { SdmxMessage } from "./sdmx-message.js";
import { sdmxRecords } from "./sdmx-records.js";

const FIELDS = {
  period: "TIME_PERIOD",
  value: "OBS_VALUE",
  status: "OBS_STATUS",
  withdrawn: "DELETED",
} as const;

/** What the period says already. */
const TOLD_BY_PERIOD = ["TIME_PERIOD", "FREQ", "FREQUENCY"];

/** SDMX-JSON data messages, 1.0 and 2.0: a record is an observation, its fields are the ids of dimensions and attributes. */
export class SdmxProtocol implements JsonProtocol {
  readonly paging = { kind: "none" } as const;
  readonly fields: Fields;
  /** Dimensions that no field is read from. */
  #untold: readonly string[] = [];
  /** Those of them that have several values: each is a part of something, and none the total. */
  #parted: readonly string[] = [];

  constructor({ fields }: SourceOfKind<"sdmx-json">) {
    this.fields = { ...FIELDS, ...given(fields) };
  }

  read(body: unknown, what: string): Contents {
    const failure = usualFailure(body);
    if (failure !== null) throw failureFault(what, failure);
    const message = sdmxMessage(body, what);
    this.#untold = dimensionsOf(message).filter((id) => !TOLD_BY_PERIOD.includes(id) && !isTold(this.fields, id));
    return { records: sdmxRecords(message, what), total: null, pages: null };
  }

  meet(records: readonly unknown[]): void {
    this.#parted = this.#untold.filter((id) => new Set(records.map((record) => valueOf(record, id))).size > 1);
  }

  refuse(record: unknown): RecordFault | null {
    const [id] = this.#parted;
    if (id === undefined) return null;
    const value = valueOf(record, id);
    return refusal(
      "UNKNOWN_COMBINATION",
      id,
      value,
      `the dimension ${id} has several values, of which this is ${shown(value)}, and no field is read from it: a part would be taken for the total`,
    );
  }
}

function dimensionsOf({ structures }: SdmxMessage): string[] {
  const levels = structures.flatMap(({ dimensions }) => [
    dimensions.dataSet,
    dimensions.series,
    dimensions.observation,
  ]);
  return [...new Set(levels.flatMap((components) => (components ?? []).map(({ id }) => id)))];
}

/** By a field that makes a series of its own out of each value. */
function isTold({ indicator, area, period, month, quarter, breakdowns }: Fields, id: string): boolean {
  const sources = [indicator, area, period, month, quarter, ...Object.values(breakdowns)];
  return sources.some((source) => source?.split(/[^\p{L}\p{N}_-]+/u).includes(id));
}

function valueOf(record: unknown, id: string): string {
  const value = isTree(record) ? record[id] : undefined;
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
