import { addDays } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";
import type { SourceConfig } from "./config/source.schema.js";
import { fetchDelivery } from "./delivery.js";
import type { DeliveryHooks } from "./delivery-context.js";
import { SourceFault } from "./source-fault.js";
import type { SourceRecord } from "./source-record.js";

/** What a source answered when it was tried out. */
export interface SourceCheck {
  readonly code: string;
  readonly kind: SourceConfig["kind"];
  /** Null when it answered. */
  readonly fault: { readonly code: string; readonly message: string } | null;
  /** The request that it answered first; no secret in it. */
  readonly request: string | null;
  readonly bytes: number;
  /** The first records, at most so many as are read for a check. */
  readonly records: readonly SourceRecord[];
}

/** Enough to see whether the mapping fits; the rest of the delivery is not fetched. */
const RECORDS_READ = 100;
const LEAST_DAYS = 31;

/** Asks a source for the beginning of a delivery: is it there, does it let us in, can its records be read? */
export async function checkSource(
  source: SourceConfig,
  today: LocalDate,
  { secret, log }: Pick<DeliveryHooks, "secret" | "log">,
): Promise<SourceCheck> {
  const records: SourceRecord[] = [];
  const seen = { request: null as string | null, bytes: 0 };
  const hooks: DeliveryHooks = {
    onPayload: async ({ request, bytes }) => {
      seen.request ??= request;
      seen.bytes += bytes.length;
    },
    signal: new AbortController().signal,
    secret,
    log,
  };
  const once = { ...source, retries: { ...source.retries, attempts: 1 } };
  try {
    for await (const record of fetchDelivery(once, windowOf(source, today), hooks))
      if (records.push(record) >= RECORDS_READ) break;
    return { code: source.code, kind: source.kind, fault: null, records, ...seen };
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    const { code, message } = error;
    return { code: source.code, kind: source.kind, fault: { code, message }, records, ...seen };
  }
}

/** The last days, as many as corrections may come for. */
function windowOf({ window }: SourceConfig, today: LocalDate): { from: LocalDate; to: LocalDate } {
  const from = addDays(today, -Math.max(LEAST_DAYS, window.overlapDays));
  return { from: window.since !== undefined && window.since > from ? window.since : from, to: today };
}
