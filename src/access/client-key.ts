import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** The two parts of a key `kho_<id>_<secret>`. The id may be shown and logged, the secret never. */
export interface ClientKey {
  readonly id: string;
  readonly secret: string;
}

const KEY = /^kho_([a-z0-9]{12})_([0-9a-f]{64})$/;
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"; // 32 signs, none that looks like another one

export function newClientId(): string {
  return [...randomBytes(12)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/** 256 bits from the system's generator: nobody guesses them, so a fast hash keeps them (docs/decisions/0024). */
export function newSecret(): string {
  return randomBytes(32).toString("hex");
}

export function keyText({ id, secret }: ClientKey): string {
  return `kho_${id}_${secret}`;
}

export function parseClientKey(text: string): ClientKey | null {
  const match = KEY.exec(text);
  return match && { id: match[1]!, secret: match[2]! };
}

/** What is stored of a secret. */
export function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Is it the secret of one of these hashes? Takes as long whichever of them it is, and whether it is one. */
export function isSecretOf(secret: string, hashes: readonly Buffer[]): boolean {
  const own = hashOf(secret);
  return hashes.map((hash) => hash.length === own.length && timingSafeEqual(hash, own)).includes(true);
}
