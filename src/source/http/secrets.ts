import type { NamedValues, SecretReference } from "../config/secret.js";
import { SourceFault } from "../source-fault.js";

const MASK = "***";

/** Looks secrets up when they are needed, and keeps them out of every text that leaves. */
export class Secrets {
  readonly #seen = new Set<string>();

  constructor(private readonly lookUp: (variable: string) => string | undefined) {}

  /** @throws SourceFault SECRET_MISSING when the environment has no such variable */
  valueOf({ before, variable }: SecretReference): string {
    const value = this.lookUp(variable)?.trim();
    if (!value) throw new SourceFault("SECRET_MISSING", `the environment variable ${variable} is not set`, false);
    this.hide(value);
    return before + value;
  }

  all({ plain, secrets }: NamedValues): Record<string, string> {
    const looked = Object.entries(secrets).map(([name, reference]) => [name, this.valueOf(reference)] as const);
    return { ...plain, ...Object.fromEntries(looked) };
  }

  /** From now on this text is masked. */
  hide(value: string): void {
    for (const form of [value, encodeURIComponent(value), new URLSearchParams({ v: value }).toString().slice(2)])
      if (form.length >= 4) this.#seen.add(form);
  }

  mask(text: string): string {
    let masked = text;
    for (const value of this.#seen) masked = masked.replaceAll(value, MASK);
    return masked;
  }
}
