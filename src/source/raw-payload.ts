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
  return { ...parts, receivedAt: new Date(), sha256: sha256Of(parts.bytes) };
}

export function sha256Of(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A payload by what it was asked for and what came. */
export function payloadKey(request: string, sha256: string): string {
  return `${sha256} ${request}`;
}
