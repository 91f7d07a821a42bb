import type { SourceConfig } from "./config/source.schema.js";
import { DeliveryContext } from "./delivery-context.js";
import type { DeliveryHooks, DeliveryWindow } from "./delivery-context.js";
import { Secrets } from "./http/secrets.js";
import { jsonRecords } from "./json/json-delivery.js";
import { SourceFault } from "./source-fault.js";
import type { SourceRecord } from "./source-record.js";
import { tableRecords } from "./table/table-delivery.js";

/**
 * Fetches what a source has for a window and maps it, record by record, in the order in which it came.
 * @throws SourceFault when the delivery as a whole can't be trusted, also after the last record: publish nothing then
 */
export async function* fetchDelivery(
  source: SourceConfig,
  window: DeliveryWindow,
  hooks: DeliveryHooks,
): AsyncGenerator<SourceRecord> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(tooLong(source)), source.timeouts.delivery).unref();
  const secrets = new Secrets(hooks.secret);
  const context = new DeliveryContext(window, secrets, AbortSignal.any([hooks.signal, deadline.signal]), hooks);
  try {
    context.signal.throwIfAborted();
    yield* source.kind === "csv" || source.kind === "excel"
      ? tableRecords(source, context)
      : jsonRecords(source, context);
  } catch (error) {
    throw error instanceof SourceFault ? masked(error, secrets) : unforeseen(error, context, hooks);
  } finally {
    clearTimeout(timer);
  }
}

function tooLong({ code, timeouts }: SourceConfig): SourceFault {
  return new SourceFault("TIMEOUT", `the delivery of ${code} took longer than ${timeouts.delivery / 1_000} s`, true);
}

function masked(fault: SourceFault, secrets: Secrets): SourceFault {
  return new SourceFault(fault.code, secrets.mask(fault.message), fault.retryable, fault.retryAfterMs);
}

/** Errors of the hooks are the caller's own, and stay what they are. */
function unforeseen(error: unknown, { signal }: DeliveryContext, hooks: DeliveryHooks): unknown {
  if (signal.reason instanceof SourceFault) return signal.reason;
  return hooks.signal.aborted ? new SourceFault("ABORTED", "the delivery was stopped", true) : error;
}
