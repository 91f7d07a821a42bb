import type { Fields } from "../config/reading.schema.js";
import type { SourceOfKind } from "../config/source.schema.js";
import { failureFault, usualFailure } from "../json/failure.js";
import type { Contents, JsonProtocol } from "../json/protocol.js";
import { given } from "../json/world-bank.protocol.js";
import { sdmxMessage } from "./sdmx-message.js";
import { sdmxRecords } from "./sdmx-records.js";

const FIELDS = {
  period: "TIME_PERIOD",
  value: "OBS_VALUE",
  status: "OBS_STATUS",
  withdrawn: "DELETED",
} as const;

/** SDMX-JSON data messages, 1.0 and 2.0: a record is an observation, its fields are the ids of dimensions and attributes. */
export class SdmxProtocol implements JsonProtocol {
  readonly paging = { kind: "none" } as const;
  readonly fields: Fields;

  constructor({ fields }: SourceOfKind<"sdmx-json">) {
    this.fields = { ...FIELDS, ...given(fields) };
  }

  read(body: unknown, what: string): Contents {
    const failure = usualFailure(body);
    if (failure !== null) throw failureFault(what, failure);
    return { records: sdmxRecords(sdmxMessage(body, what), what), total: null, pages: null };
  }
}
