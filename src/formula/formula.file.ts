import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import { AppError } from "../shared/errors.js";

const NEW_INDICATOR = z.strictObject({
  name: z.string().min(1),
  nameEn: z.string().min(1).optional(),
  unit: z.string(),
  decimals: z.int().optional(),
  direction: z.string().optional(),
  agency: z.string().optional(),
  topic: z.string().optional(),
  access: z.string().optional(),
});

const FILE = z.strictObject({
  formulas: z
    .array(z.strictObject({ code: z.string().min(1), formula: z.string().min(1), create: NEW_INDICATOR.optional() }))
    .min(1)
    .max(1_000),
});

type FormulaFile = z.infer<typeof FILE>;

/** @throws AppError BAD_USER_INPUT that names the place in the file */
export async function readFormulaFile(path: string): Promise<FormulaFile["formulas"]> {
  const read = FILE.safeParse(await readYaml(path));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw bad(path, `${issue!.path.join(".") || "the file"}: ${issue!.message}`);
  }
  const codes = read.data.formulas.map(({ code }) => code);
  const twice = codes.find((code, i) => codes.indexOf(code) !== i);
  if (twice !== undefined) throw bad(path, `${twice} has two formulas`);
  return read.data.formulas;
}

async function readYaml(path: string): Promise<unknown> {
  try {
    return parse(await readFile(path, "utf8"));
  } catch (error) {
    throw bad(path, (error as Error).message);
  }
}

function bad(path: string, what: string): AppError {
  return new AppError("BAD_USER_INPUT", `Can't take formulas from ${path}: ${what}`);
}
