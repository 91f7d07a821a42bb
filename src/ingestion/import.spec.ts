import { z } from "zod";
import { AreaKind } from "../area/area-kind.js";
import { ObservationStatus } from "../observation/observation-enums.js";
import { ENCODINGS } from "../shared/encodings.js";
import { AppError } from "../shared/errors.js";
import { Frequency } from "../shared/frequency.js";
import { PeriodKind } from "../shared/period-kind.js";
import { deliveryDays } from "./deadlines.file.js";

export const CREATABLE = ["indicators", "areas", "units", "dimensions", "agencies"] as const;
export type Creatable = (typeof CREATABLE)[number];

/** Places of codes in which a spreadsheet may have spoilt them. */
const CODED = ["indicators", "areas", "units", "periods", "breakdowns"] as const;
export type Coded = (typeof CODED)[number];

const text = z.coerce.string();
const name = text.min(1);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date such as 2020-01-01");
const status = z.enum(Object.keys(ObservationStatus) as [keyof typeof ObservationStatus]);
/** From what the file says to what the warehouse says. */
const codeMap = z.record(z.string(), text).default({});
const byDimension = z.record(name, name).default({});
const named = z.strictObject({ vi: name, en: name.optional(), symbolVi: name.optional(), symbolEn: name.optional() });
/** A name alone is the Vietnamese one. */
const names = z
  .record(z.string(), z.union([named, name.transform((vi): z.output<typeof named> => ({ vi }))]))
  .default({});

const columns = z.strictObject({
  indicator: name.optional(),
  area: name.optional(),
  period: name.optional(),
  /** Beside a period column that holds years: 1 to 12, or 1 to 4. */
  month: name.optional(),
  quarter: name.optional(),
  value: name.optional(),
  status: name.optional(),
  unit: name.optional(),
  comment: name.optional(),
  indicatorName: name.optional(),
  areaName: name.optional(),
  unitName: name.optional(),
  breakdowns: byDimension,
});

const constants = z.strictObject({
  indicator: name.optional(),
  area: name.optional(),
  period: name.optional(),
  status: name.optional(),
  unit: name.optional(),
  comment: name.optional(),
  breakdowns: byDimension,
});

const newIndicators = z.strictObject({
  agency: name.optional(),
  calendar: name.optional(),
  topic: name.optional(),
  frequency: z.enum(Frequency).optional(),
  decimals: z.coerce.number().int().min(0).max(20).optional(),
  deliveryDays: deliveryDays.optional(),
  direction: z.enum(["INCREASE", "DECREASE", "NONE"]).default("NONE"),
  aggregation: z.enum(["SUM", "AVERAGE", "LAST", "MAX", "MIN", "NONE"]).default("NONE"),
  access: z.enum(["OPEN", "SHARED", "RESTRICTED"]).default("OPEN"),
  validFrom: day.optional(),
});

const newAreas = z.strictObject({
  parent: name.optional(),
  level: z.coerce.number().int().min(0).max(9).optional(),
  kind: z.enum(AreaKind).default(AreaKind.OTHER),
  validFrom: day.optional(),
});

const newAgency = z.strictObject({
  nameVi: name.optional(),
  nameEn: name.optional(),
  kind: z.enum(["PROVINCIAL", "CENTRAL"]).optional(),
  validFrom: day.optional(),
});

const schema = z.strictObject({
  columns: columns.prefault({}),
  constants: constants.prefault({}),
  delimiter: z
    .enum([",", ";", "\t", "|", "tab"], "must be one of , ; | tab")
    .transform((mark) => (mark === "tab" ? "\t" : mark))
    .default(","),
  encoding: z.enum(ENCODINGS, `must be one of ${ENCODINGS.join(", ")}`).default("utf-8"),
  headerLine: z.coerce.number().int().min(1).max(1000).default(1),
  numbers: z.enum(["plain", "vi", "en"], "must be plain, vi or en").default("plain"),
  allowParentheses: z.boolean().default(false),
  empty: z.enum(["missing", "reject"], "must be missing or reject").default("missing"),
  signs: z.record(z.string(), status).default({}),
  periodKind: z.enum(PeriodKind).optional(),
  codes: z
    .strictObject({
      indicators: codeMap,
      areas: codeMap,
      units: codeMap,
      periods: codeMap,
      statuses: codeMap,
      breakdowns: z.record(name, codeMap).default({}),
    })
    .prefault({}),
  floatCodes: z
    .union([
      z.literal(true).transform(() => [...CODED]),
      z.literal(false).transform((): Coded[] => []),
      z.array(z.enum(CODED)),
    ])
    .default([]),
  codeWidths: z.partialRecord(z.enum(CODED), z.coerce.number().int().min(1).max(30)).default({}),
  create: z.union([z.literal("all").transform(() => [...CREATABLE]), z.array(z.enum(CREATABLE))]).default([]),
  newIndicators: newIndicators.prefault({}),
  newAreas: newAreas.prefault({}),
  newAgency: newAgency.prefault({}),
  names: z
    .strictObject({
      indicators: names,
      areas: names,
      units: names,
      dimensions: names,
      breakdowns: z.record(name, names).default({}),
    })
    .prefault({}),
});

/** How a file is to be read, with every default filled in. */
export type ImportSpec = z.output<typeof schema>;
/** The same as people write it, in a map file or by options; every part is optional. */
export type ImportMap = z.input<typeof schema>;
export type EntryName = z.output<typeof named>;

/** @throws AppError BAD_USER_INPUT with every fault of the map in one sentence each. */
export function readSpec(map: unknown): ImportSpec {
  const parsed = schema.safeParse(map);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "the map"}: ${issue.message}`);
  throw new AppError("BAD_USER_INPUT", `The column map is not right: ${faults.join("; ")}`);
}
