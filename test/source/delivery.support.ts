import { fetchDelivery } from "../../src/source/delivery.js";
import type { DeliveryWindow } from "../../src/source/delivery-context.js";
import type { SourceConfig } from "../../src/source/config/source.schema.js";
import type { RawPayload } from "../../src/source/raw-payload.js";
import type { SourceRecord } from "../../src/source/source-record.js";
import { TestSources } from "./config.support.js";

export interface Delivered {
  readonly records: SourceRecord[];
  readonly payloads: RawPayload[];
  readonly notes: string[];
}

export interface DeliverOptions {
  readonly window?: DeliveryWindow;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A test server lies in a private network, and tries again at once. */
export const NEAR = `
privateNetworks: [127.0.0.0/8]
retries: { attempts: 3, first: 1ms, longest: 50ms }`;

export const AUGUST: DeliveryWindow = { from: "2023-08-01", to: "2023-08-31" };

export async function deliver(source: SourceConfig, options: DeliverOptions = {}): Promise<Delivered> {
  const delivered: Delivered = { records: [], payloads: [], notes: [] };
  const note = (_details: object, message: string): void => void delivered.notes.push(message);
  const hooks = {
    onPayload: async (payload: RawPayload) => void delivered.payloads.push(payload),
    signal: options.signal ?? new AbortController().signal,
    log: { info: note, warn: note },
    secret: (variable: string) => options.secrets?.[variable],
  };
  for await (const record of fetchDelivery(source, options.window ?? AUGUST, hooks)) delivered.records.push(record);
  return delivered;
}

/** Writes one configuration and files beside it, and fetches what it says. */
export async function deliverYaml(
  yaml: string,
  options: DeliverOptions & { readonly files?: Readonly<Record<string, string | Buffer>> } = {},
): Promise<Delivered> {
  const sources = new TestSources();
  try {
    for (const [name, content] of Object.entries(options.files ?? {})) sources.file(name, content);
    sources.file("source.yaml", yaml);
    return await deliver(await sources.source(), options);
  } finally {
    sources.remove();
  }
}

/** A record as a line: what it says, or why it says nothing. */
export function line(record: SourceRecord): string {
  const { indicator, area, period, breakdown, value, status, comment, withdrawn, fault } = record;
  if (fault) return `${fault.rule} ${fault.field} ${JSON.stringify(fault.value)}`;
  const parts = Object.entries(breakdown).map(([dimension, code]) => `${dimension}=${code}`);
  const end = withdrawn ? "withdrawn" : `${value} ${status}`;
  return [indicator, area, period, ...parts, end, ...(comment === null ? [] : [`“${comment}”`])].join(" ");
}

export function lines({ records }: Delivered): string[] {
  return records.map(line);
}

/** Code and message of the fault that ends a delivery. */
export async function faultOf(delivery: Promise<unknown>): Promise<string> {
  return delivery.then(
    () => "no fault",
    (error: Error & { code?: string; retryable?: boolean }) =>
      `${error.code}${error.retryable === false ? " for good" : ""}: ${error.message}`,
  );
}
