import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../shared/errors.js";

export interface BrakeLimits {
  /** So many failed sign-ins of one address … */
  readonly failures: number;
  /** … in so many seconds, and it waits until they are over. */
  readonly seconds: number;
}

const LIMITS: BrakeLimits = { failures: 20, seconds: 60 };

/** Slows down who tries credentials. Each process counts for itself. */
export class SignInBrake {
  readonly #failures: RateLimiterMemory;

  constructor({ failures, seconds }: BrakeLimits = LIMITS) {
    this.#failures = new RateLimiterMemory({ points: failures, duration: seconds });
  }

  /** Seconds until the address may try again; 0 when it may now. */
  async waitOf(address: string): Promise<number> {
    const state = await this.#failures.get(networkOf(address));
    return state && state.remainingPoints <= 0 ? Math.max(1, Math.ceil(state.msBeforeNext / 1_000)) : 0;
  }

  /** @returns whether this was the failure that pulls the brake. */
  async failed(address: string): Promise<boolean> {
    try {
      return (await this.#failures.consume(networkOf(address))).remainingPoints === 0;
    } catch (state) {
      if (state instanceof RateLimiterRes) return false;
      throw state;
    }
  }
}

export function tooManyFailures(seconds: number): AppError {
  return new AppError("RATE_LIMITED", `Too many failed sign-ins. Please try again in ${seconds} s.`, {
    retryAfter: seconds,
  });
}

/** Who has one IPv6 address has the 2^64 of its network. */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4) return v4;
  const [head = "", tail] = address.split("%")[0]!.split("::");
  const start = head === "" ? [] : head.split(":");
  const end = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - start.length - end.length)).fill("0");
  const groups = [...start, ...zeros, ...end].slice(0, 4);
  // 0DB8 and db8 are one.
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":");
}
