import type { LocalDate } from "../shared/local-date.js";
import type { SourceConfig } from "./config/source.schema.js";
import type { RawPayload } from "./raw-payload.js";
import { SourceFault } from "./source-fault.js";
import type { SourceRecord } from "./source-record.js";

/** The days that a delivery is asked for, both included; `from` null is everything there is. */
export interface DeliveryWindow {
  readonly from: LocalDate | null;
  readonly to: LocalDate;
}

/** What pino's logger has of it. */
export interface DeliveryLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface DeliveryHooks {
  /** Called for every payload as it came, also when it turns out to be faulty, before its records are read. */
  onPayload(payload: RawPayload): Promise<void>;
  readonly signal: AbortSignal;
  readonly log: DeliveryLog;
  /** The value of an environment variable that a configuration refers to. */
  readonly secret: (variable: string) => string | undefined;
}

/**
 * Fetches what a source has for a window and maps it, record by record, in the order in which it came.
 * @throws SourceFault when the delivery as a whole can't be trusted, also after the last record: publish nothing then
 */
// oxlint-disable-next-line require-yield
export async function* fetchDelivery(
  source: SourceConfig,
  _window: DeliveryWindow,
  _hooks: DeliveryHooks,
): AsyncGenerator<SourceRecord> {
  throw new SourceFault("UNREACHABLE", `${source.code}: this kind of source can't be read yet`, false);
}
