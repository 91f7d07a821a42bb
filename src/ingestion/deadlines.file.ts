import { z } from "zod";
import { AppError } from "../shared/errors.js";
import { readCsvLines } from "./csv.lines.js";

/** The longest delay that the warehouse takes: ten years. */
const MOST_DAYS = 3_660;

const DAYS = `must be whole days from 0 to ${MOST_DAYS}, or empty for what is usual for its frequency`;

export const deliveryDays = z
  .union(
    [
      z.int(),
      z
        .string()
        .regex(/^\d{1,4}$/)
        .transform(Number),
    ],
    DAYS,
  )
  .refine((days) => days >= 0 && days <= MOST_DAYS, DAYS);

const row = z.strictObject({
  indicator: z.string().min(1, "is empty"),
  delivery_days: z.union([z.literal("").transform(() => null), deliveryDays], DAYS),
});

export interface WrittenDeadline {
  readonly line: number;
  readonly indicator: string;
  /** Null for the delay of its frequency. */
  readonly days: number | null;
}

/** @throws AppError BAD_USER_INPUT with every fault of the file, line by line */
export async function readDeadlinesFile(path: string): Promise<WrittenDeadline[]> {
  const lines = await readCsvLines(path);
  const faults: string[] = [];
  const firstLines = new Map<string, number>();
  const deadlines = lines.flatMap(({ line, cells }): WrittenDeadline[] => {
    const parsed = row.safeParse(cells);
    for (const { path: at, message } of parsed.error?.issues ?? [])
      faults.push(`line ${line}: ${[...at.map(String), message].join(" ")}`);
    if (!parsed.success) return [];
    const { indicator, delivery_days: days } = parsed.data;
    const first = firstLines.get(indicator);
    if (first !== undefined) faults.push(`line ${line}: ${indicator} stands on line ${first} already`);
    firstLines.set(indicator, first ?? line);
    return [{ line, indicator, days }];
  });
  refuseFaulty(path, faults);
  return deadlines;
}

/** @throws AppError BAD_USER_INPUT where there is a fault */
export function refuseFaulty(path: string, faults: readonly string[]): void {
  if (faults.length > 0)
    throw new AppError("BAD_USER_INPUT", `${path} holds faults, no deadline was set: ${faults.join("; ")}`);
}
