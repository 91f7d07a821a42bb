import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { AppError } from "../shared/errors.js";
import type { WrittenTarget } from "./target.file.js";
import { day, readTargets } from "./target.file.js";

const text = z.string().min(1, "is empty");
const name = z.strictObject({ vi: text, en: text.optional() });

const FILE = z.strictObject({
  code: text,
  name,
  year: z.int().min(1945).max(2200),
  decision: z.strictObject({ number: text, issuedOn: day.optional() }).optional(),
  remark: z.strictObject({ vi: text.optional(), en: text.optional() }).optional(),
  pillars: z.array(z.strictObject({ code: text, name })).min(1, "names no pillar"),
  targets: text,
});

export interface WrittenPlan extends Omit<z.infer<typeof FILE>, "targets"> {
  readonly targets: readonly WrittenTarget[];
}

/**
 * A plan as YAML, with its targets in a CSV file beside it.
 * @throws AppError BAD_USER_INPUT with every fault of the file that it found
 */
export async function readPlanFile(path: string): Promise<WrittenPlan> {
  const read = FILE.safeParse(await readYaml(path));
  if (!read.success)
    refuse(
      path,
      read.error.issues.map((issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`),
    );
  const { targets, ...plan } = read.data!;
  const twice = repeated(plan.pillars.map(({ code }) => code));
  if (twice !== undefined) refuse(path, [`pillars: ${twice} is there twice`]);
  const firstDay = plan.decision?.issuedOn ?? `${plan.year}-01-01`;
  return { ...plan, targets: await readTargets(resolve(dirname(path), targets), firstDay) };
}

/** @throws AppError BAD_USER_INPUT where there is a fault */
export function refuse(path: string, faults: readonly string[]): void {
  if (faults.length > 0)
    throw new AppError("BAD_USER_INPUT", `${path} holds faults, nothing was loaded: ${faults.join("; ")}`);
}

function repeated(codes: readonly string[]): string | undefined {
  return codes.find((code, i) => codes.indexOf(code) !== i);
}

async function readYaml(path: string): Promise<unknown> {
  try {
    return parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new AppError("BAD_USER_INPUT", `Can't read ${path}: ${(error as Error).message}`);
  }
}
