import { z } from "zod";

/**
 * Building blocks of a source's configuration. YAML is read with texts only (the area 01 is no number, NO is no
 * boolean), so numbers, switches and times are made of words here.
 */

export const text = z.string("must be a text");
export const name = text.refine((words) => words.trim() !== "", "must not be empty");

/** A section whose keys are all known: a typing error must not silently mean "default". */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, { error: (issue) => sectionFault(issue, Object.keys(shape)) });
}

/** Sections told apart by their `kind`. */
export function kinds<const Options extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]]>(
  names: readonly string[],
  options: Options,
) {
  return z.discriminatedUnion("kind", options, { error: () => `must be one of ${names.join(", ")}` });
}

export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, `must be one of ${words.join(", ")}`);
}

export const flag = oneOf(["true", "false"]).transform((word) => word === "true");

export function whole(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string(message)
    .regex(/^\d{1,15}$/, { message, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

const UNITS_OF_TIME: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds, written as "500ms", "30s", "5m" or "1h". */
export function duration(most: string) {
  const message = `must be a time such as 500ms, 30s, 5m or 1h, at most ${most}`;
  return z
    .string(message)
    .regex(/^\d{1,6} ?(?:ms|s|m|h)$/, { message, abort: true })
    .transform(toMs)
    .refine((ms) => ms <= toMs(most), message);
}

function toMs(written: string): number {
  const [, count, unit = ""] = /^(\d+) ?(\w+)$/.exec(written) ?? [];
  return Number(count) * (UNITS_OF_TIME[unit] ?? Number.NaN);
}

const UNITS_OF_SIZE: Readonly<Record<string, number>> = { B: 1, kB: 1_000, MB: 1_000_000, GB: 1_000_000_000 };

/** Bytes, written as "500 kB" or "20 MB". */
export const size = z
  .string("must be a size such as 500 kB or 20 MB")
  .regex(/^\d{1,9} ?(?:B|kB|MB|GB)$/, { message: "must be a size such as 500 kB or 20 MB", abort: true })
  .transform((written) => {
    const [, count, unit = ""] = /^(\d+) ?(\w+)$/.exec(written) ?? [];
    return Number(count) * (UNITS_OF_SIZE[unit] ?? 1);
  });

/** One entry or a list of them. */
export function oneOrMore<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).min(1));
}

function sectionFault(issue: z.core.$ZodRawIssue, allowed: readonly string[]): string {
  if (issue.code !== "unrecognized_keys") return `must be a section with the keys ${allowed.join(", ")}`;
  const { keys } = issue as unknown as { keys: readonly string[] };
  return `has no key ${keys.map((key) => JSON.stringify(key)).join(", ")}: allowed are ${allowed.join(", ")}`;
}

/** Intl also takes offsets such as "+07:00", which have no summer time. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}
