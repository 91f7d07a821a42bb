import { resolve } from "node:path";
import { z } from "zod";

type Amounts = ReadonlyMap<string, number | null>;

/** How much callers may ask, and when nobody is let in any more. */
export interface HowMuchSettings {
  /** Most points of one operation, by ANONYMOUS, role, or id of a client; null for no limit. */
  readonly maxCost: Amounts;
  /** Points of each minute, likewise. */
  readonly pointsPerMinute: Amounts;
  /** Do several processes count together, in the database? */
  readonly countsTogether: boolean;
  /** Operations that may wait for their turn; the next one is refused. */
  readonly mostWaiting: number;
  /** Milliseconds that the event loop may be late; null for any. */
  readonly mostDelayMs: number | null;
}

/** Documents that were agreed on before. */
export interface TrustedDocumentsSettings {
  /** Is every other document refused? */
  readonly only: boolean;
  /** Absolute path of the manifest. */
  readonly file: string;
}

const COST_LIMIT = "ANONYMOUS=5000,READER=10000,AGENCY=20000,STEWARD=50000,ADMIN=50000";
const RATE_LIMIT = "ANONYMOUS=300000,LOCAL=100000000,READER=600000,AGENCY=1000000,STEWARD=1000000,ADMIN=1000000";

export const HOW_MUCH_VARIABLES = {
  KHO_COST_LIMIT: amounts(COST_LIMIT),
  KHO_RATE_LIMIT: amounts(RATE_LIMIT),
  KHO_RATE_STORE: z.enum(["auto", "memory", "postgres"], "must be auto, memory or postgres").default("auto"),
  KHO_TRUSTED_DOCUMENTS: z.enum(["off", "prefer", "only"], "must be off, prefer or only").default("off"),
  KHO_TRUSTED_DOCUMENTS_FILE: z.string().default("trusted-documents.json"),
  KHO_MOST_WAITING: wholeNumber().default(500),
  KHO_MOST_LOOP_DELAY_MS: wholeNumber().default(1_000),
};

type Checked = z.output<z.ZodObject<typeof HOW_MUCH_VARIABLES>>;

export function toHowMuch(checked: Checked, workers: number): HowMuchSettings {
  const store = checked.KHO_RATE_STORE;
  return Object.freeze({
    maxCost: checked.KHO_COST_LIMIT,
    pointsPerMinute: checked.KHO_RATE_LIMIT,
    countsTogether: store === "postgres" || (store === "auto" && workers > 1),
    mostWaiting: checked.KHO_MOST_WAITING,
    mostDelayMs: checked.KHO_MOST_LOOP_DELAY_MS || null,
  });
}

/** Null when documents are taken as they come. */
export function toTrustedDocuments(checked: Checked): TrustedDocumentsSettings | null {
  const mode = checked.KHO_TRUSTED_DOCUMENTS;
  if (mode === "off") return null;
  return { only: mode === "only", file: resolve(checked.KHO_TRUSTED_DOCUMENTS_FILE) };
}

/** `off` for everybody, or what differs from the usual: `ANONYMOUS=10000,k7m2p9xw3qra=off`. */
function amounts(usual: string) {
  const message = `must be off, or look like ANONYMOUS=5000,AGENCY=off,k7m2p9xw3qra=90000 (roles, or ids of clients)`;
  return z
    .string()
    .regex(/^(off|[^\s=,]+=(off|[1-9]\d{0,8})(,[^\s=,]+=(off|[1-9]\d{0,8}))*)$/, message)
    .default(usual)
    .transform((text): Amounts => {
      const base = parsed(usual);
      if (text === "off") return new Map([...base.keys()].map((name) => [name, null]));
      const given = parsed(text);
      // Who limits the anonymous limits those on his own machine, too, unless he says otherwise.
      if (given.has("ANONYMOUS")) base.delete("LOCAL");
      return new Map([...base, ...given]);
    });
}

function parsed(text: string): Map<string, number | null> {
  const pairs = text.split(",").map((pair): [string, string] => pair.split("=") as [string, string]);
  return new Map(pairs.map(([name, amount]) => [name, amount === "off" ? null : Number(amount)]));
}

function wholeNumber() {
  return z
    .string()
    .regex(/^\d{1,6}$/, "must be a whole number from 0 to 999999")
    .transform(Number);
}
