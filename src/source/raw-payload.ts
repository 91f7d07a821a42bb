import { createHash } from "node:crypto";

/** What a source sent, byte for byte, and how it was asked. */
export interface RawPayload {
  /** Counts the payloads of a delivery from 1. */
  readonly page: number;
  /** "GET https://…", or the path of a dropped file. Secrets in it are masked. */
  readonly request: string;
  readonly receivedAt: Date;
  readonly contentType: string | null;
  /** The body after any HTTP compression was undone. */
  readonly bytes: Buffer;
  /** Of `bytes`, in hexadecimal. */
  readonly sha256: string;
}

export function rawPayload(parts: Omit<RawPayload, "receivedAt" | "sha256">): RawPayload {
  return { ...parts, receivedAt: new Date(), sha256: createHash("sha256").update(parts.bytes).digest("hex") };
}
