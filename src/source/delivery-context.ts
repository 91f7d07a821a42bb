import type { LocalDate } from "../shared/local-date.js";
import type { HttpRequest } from "./http/redirect.js";
import type { Secrets } from "./http/secrets.js";
import type { HttpAnswer } from "./http/source-client.js";
import { payloadKey, rawPayload, sha256Of } from "./raw-payload.js";
import type { RawPayload } from "./raw-payload.js";

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
  /** What good runs have read before, as `payloadKey` names it; without it nothing has been. */
  readonly known?: (() => Promise<ReadonlySet<string>>) | undefined;
  /** The value of an environment variable that a configuration refers to. */
  readonly secret: (variable: string) => string | undefined;
}

/** One delivery while it is fetched. */
export class DeliveryContext {
  #payloads = 0;
  #records = 0;
  #known: ReadonlySet<string> | undefined;

  constructor(
    readonly window: DeliveryWindow,
    readonly secrets: Secrets,
    readonly signal: AbortSignal,
    private readonly hooks: DeliveryHooks,
  ) {}

  /** Whether a good run has read this file with these very bytes. */
  async isKnown(path: string, bytes: Buffer): Promise<boolean> {
    this.#known ??= (await this.hooks.known?.()) ?? new Set<string>();
    return this.#known.has(payloadKey(path, sha256Of(bytes)));
  }

  get records(): number {
    return this.#records;
  }

  get log(): DeliveryLog {
    return this.hooks.log;
  }

  count(records: number): void {
    this.#records += records;
  }

  onAnswer({ url, contentType, bytes }: HttpAnswer, { method, body }: HttpRequest): Promise<void> {
    const sent = method === "POST" && body ? ` ${body.slice(0, 1_000).toWellFormed()}` : "";
    return this.onPayload(this.secrets.mask(`${method} ${url.href}${sent}`), contentType, bytes);
  }

  onPayload(request: string, contentType: string | null, bytes: Buffer): Promise<void> {
    return this.hooks.onPayload(rawPayload({ page: ++this.#payloads, request, contentType, bytes }));
  }

  /** An address for messages. */
  readonly shown = (url: URL): string => this.secrets.mask(`${url.origin}${url.pathname}`);
}
