import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import { parseDecimal } from "../shared/decimal.js";
import { AppError } from "../shared/errors.js";
import { parseLocalDate } from "../shared/local-date.js";

const decimal = z
  .union([z.string(), z.number()])
  .transform((value) => parseDecimal(String(value)))
  .refine((value) => value !== null, "is no decimal number");
const day = z.string().refine((text) => isDay(text), "is no day YYYY-MM-DD");

const FILE = z.strictObject({
  code: z.string().min(1).max(100),
  name: z.string().min(1),
  nameEn: z.string().optional(),
  versions: z
    .array(
      z.strictObject({
        version: z.union([z.string(), z.number()]).transform(String),
        validFrom: day,
        validTo: day.optional(),
        scale: decimal.default("1"),
        decimals: z.int().min(0).max(20).optional(),
        citation: z.string().optional(),
        citationEn: z.string().optional(),
        components: z
          .array(
            z.strictObject({
              indicator: z.string().min(1),
              weight: decimal,
              worst: decimal.optional(),
              best: decimal.optional(),
            }),
          )
          .min(1)
          .max(100),
      }),
    )
    .min(1),
});

export type CompositeIndexFile = z.infer<typeof FILE>;

/**
 * A composite index as a YAML file says it. A version without `validTo` ends where the next one of the file begins.
 * @throws AppError BAD_USER_INPUT that names the place in the file
 */
export async function readCompositeIndexFile(path: string): Promise<CompositeIndexFile> {
  const read = FILE.safeParse(await readYaml(path));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw bad(path, `${issue!.path.join(".") || "the file"}: ${issue!.message}`);
  }
  return { ...read.data, versions: withEnds(read.data.versions) };
}

function withEnds(versions: CompositeIndexFile["versions"]): CompositeIndexFile["versions"] {
  const byTime = versions.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return byTime.map((version, i) => ({ ...version, validTo: version.validTo ?? byTime[i + 1]?.validFrom }));
}

async function readYaml(path: string): Promise<unknown> {
  try {
    // Dates stay texts: YAML's core schema knows none.
    return parse(await readFile(path, "utf8"));
  } catch (error) {
    throw bad(path, (error as Error).message);
  }
}

function isDay(text: string): boolean {
  try {
    return parseLocalDate(text) === text;
  } catch {
    return false;
  }
}

function bad(path: string, what: string): AppError {
  return new AppError("BAD_USER_INPUT", `Can't take an index from ${path}: ${what}`);
}
