import { setTimeout as pause } from "node:timers/promises";
import { Agent, request as send } from "undici";
import type { SourceConfig } from "../config/source.schema.js";
import type { Auth } from "../config/secret.js";
import { SourceFault } from "../source-fault.js";
import { AddressGuard } from "./address-guard.js";
import { Authorization } from "./authorization.js";
import { readBody } from "./body.js";
import { connectionFault, statusFault } from "./http-faults.js";
import { KnownServers } from "./known-servers.js";
import { nextHop } from "./redirect.js";
import type { HttpRequest } from "./redirect.js";
import type { Secrets } from "./secrets.js";

export interface HttpAnswer {
  readonly status: number;
  readonly url: URL;
  readonly contentType: string | null;
  /** By their names in lower case; one that comes several times is joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

interface AskOptions {
  /** 404 is an answer and no fault. */
  readonly notFoundIsAnswer?: boolean;
}

type Reach = Pick<SourceConfig, "allowedHosts" | "privateNetworks" | "pace" | "timeouts" | "retries" | "limits">;

const MOST_REDIRECTS = 5;
const USER_AGENT = "kho (data warehouse of a province)";
/** Of an answer that is an error, to be quoted. */
const ERROR_BODY_BYTES = 64_000;

/** Asks one source: at its pace, again where that makes sense, within its limits, and never anybody else. */
export class SourceClient {
  readonly #guard: AddressGuard;
  readonly #agent: Agent;
  readonly #servers: KnownServers;
  readonly #authorization: Authorization;
  #next = 0;

  constructor(
    private readonly reach: Reach,
    origin: { readonly address: string; readonly auth: Auth },
    private readonly secrets: Secrets,
    private readonly signal: AbortSignal,
  ) {
    const { timeouts } = reach;
    this.#guard = new AddressGuard(reach.privateNetworks);
    this.#agent = new Agent({
      connections: 1,
      pipelining: 1,
      connect: { timeout: timeouts.connect, lookup: this.#guard.lookup },
      headersTimeout: timeouts.headers,
      bodyTimeout: timeouts.headers,
    });
    const own = [origin.address, ...(origin.auth.kind === "oauth2" ? [origin.auth.tokenAddress] : [])];
    this.#servers = new KnownServers(own, reach.allowedHosts);
    this.#authorization = new Authorization(origin.auth, secrets, (...parts) => this.#token(...parts));
  }

  /**
   * One request with its retries.
   * @throws SourceFault; its message holds no secret
   */
  async ask(request: HttpRequest, options: AskOptions = {}): Promise<HttpAnswer> {
    const { attempts, longest } = this.reach.retries;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#askOnce(request, options);
      } catch (error) {
        const fault = this.#fault(error, request.url);
        const wait = Math.max(this.#backoff(attempt), fault.retryAfterMs ?? 0);
        if (!fault.retryable || attempt >= attempts || wait > longest) throw fault;
        await this.#sleep(wait);
      }
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #askOnce(request: HttpRequest, options: AskOptions): Promise<HttpAnswer> {
    await this.#keepPace();
    const headers = await this.#authorization.headers();
    try {
      return await this.#follow({ ...request, secretHeaders: { ...request.secretHeaders, ...headers } }, options);
    } catch (error) {
      const refused = error instanceof SourceFault && error.code === "AUTH_REFUSED";
      if (!refused || !this.#authorization.renew()) throw error;
      const renewed = await this.#authorization.headers();
      return this.#follow({ ...request, secretHeaders: { ...request.secretHeaders, ...renewed } }, options);
    }
  }

  async #follow(first: HttpRequest, options: AskOptions = {}): Promise<HttpAnswer> {
    // One deadline for the whole chain: a source that drips a byte a second never trips a timeout between two bytes.
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(this.reach.timeouts.request)]);
    let request = first;
    for (let hops = 0; ; hops++) {
      const answer = await this.#send(request, signal, options);
      if (!("location" in answer)) return answer;
      if (hops >= MOST_REDIRECTS)
        throw new SourceFault(
          "REDIRECT_REFUSED",
          `${request.url.origin} redirects more than ${MOST_REDIRECTS} times`,
          false,
        );
      request = nextHop(request, answer, this.#servers);
    }
  }

  async #send(
    { method, url, headers: asked, secretHeaders, body }: HttpRequest,
    signal: AbortSignal,
    { notFoundIsAnswer = false }: AskOptions,
  ): Promise<HttpAnswer | { status: number; location: string }> {
    this.#checkHost(url);
    const answer = await send(url, {
      dispatcher: this.#agent,
      method,
      headers: { "user-agent": USER_AGENT, "accept-encoding": "gzip, deflate, br", ...asked, ...secretHeaders },
      body: body ?? null,
      signal,
    });
    const headers = joined(answer.headers);
    const header = (name: string): string | null => headers[name] ?? null;
    const status = answer.statusCode;
    const location = header("location");
    if (status >= 300 && status < 400 && location !== null) {
      answer.body.on("error", () => undefined).destroy();
      return { status, location };
    }
    const shown = this.#shown(url);
    const limit = status < 300 ? this.reach.limits.payload : ERROR_BODY_BYTES;
    const reading = readBody(answer.body, header("content-encoding"), limit, shown);
    const bytes = status < 300 ? await reading : await reading.catch(() => Buffer.alloc(0));
    const fault = statusFault(status, header("retry-after"), shown, bytes.toString());
    if (fault && !(notFoundIsAnswer && status === 404)) throw fault;
    return { status, url, contentType: header("content-type"), headers, bytes };
  }

  /** Also for addresses that an answer gives: the next page must not lie with somebody else. */
  #checkHost(url: URL): void {
    if (!this.#servers.has(url))
      throw new SourceFault("ADDRESS_REFUSED", `${url.origin} is none of this source's hosts (allowedHosts)`, false);
    this.#guard.check(url);
  }

  async #token(address: string, headers: Readonly<Record<string, string>>, form: URLSearchParams): Promise<Buffer> {
    const answer = await this.#follow({
      method: "POST",
      url: new URL(address),
      headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
      secretHeaders: headers,
      body: form.toString(),
    });
    return answer.bytes;
  }

  #fault(error: unknown, url: URL): SourceFault {
    const shown = this.#shown(url);
    if (this.signal.aborted) return abortFault(this.signal, shown);
    const late = error instanceof Error && error.name === "TimeoutError";
    const fault = late ? this.#tooSlow(shown) : connectionFault(error, shown);
    return new SourceFault(fault.code, this.secrets.mask(fault.message), fault.retryable, fault.retryAfterMs);
  }

  #tooSlow(url: string): SourceFault {
    const seconds = this.reach.timeouts.request / 1_000;
    return new SourceFault("TIMEOUT", `${url} took longer than ${seconds} s for one answer (timeouts.request)`, true);
  }

  /** Doubles, with jitter: sources that fell over together are not asked together again. */
  #backoff(attempt: number): number {
    const { first, longest } = this.reach.retries;
    return Math.min(longest, first * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
  }

  async #keepPace(): Promise<void> {
    const wait = this.#next - performance.now();
    if (wait > 0) await this.#sleep(wait);
    this.#next = performance.now() + this.reach.pace.pause;
  }

  async #sleep(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.signal }).catch(() => {
      throw abortFault(this.signal, "the source");
    });
  }

  #shown(url: URL): string {
    return this.secrets.mask(`${url.origin}${url.pathname}`);
  }
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]));
}

/** The signal's reason is a fault where Kho gave up by itself. */
function abortFault({ reason }: AbortSignal, url: string): SourceFault {
  return reason instanceof SourceFault ? reason : new SourceFault("ABORTED", `stopped while asking ${url}`, true);
}
