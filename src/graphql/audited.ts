import { Extensions } from "type-graphql";
import type { AuditEvent, AuditTrail, HiddenRow } from "../access/audit-trail.js";
import { Role } from "../access/viewer.js";
import { AppError } from "../shared/errors.js";
import type { Permission } from "./allows.js";
import type { Context } from "./context.js";

/** What was asked for when a root field answers null. */
export type Missed = (args: never) => readonly HiddenRow[];

/** Most look-ups of one request that are noted. */
const MOST_MISSES = 20;

/**
 * A root field that answers null both for what does not exist and for what the viewer may not see. The caller can't tell
 * the two apart; the audit log can.
 */
export function NotesMisses(missed: Missed): MethodDecorator {
  return Extensions({ missed });
}

export function missesOf(field: { readonly extensions: Readonly<Record<string, unknown>> }): Missed | undefined {
  return field.extensions["missed"] as Missed | undefined;
}

export function noteMisses(audit: AuditTrail, missed: Missed, args: unknown, value: unknown, context: Context): void {
  if (value == null) noteHidden(audit, missed(args as never), context);
  if (!Array.isArray(value)) return;
  // A list has one place for each id that was asked for.
  const { ids } = args as { readonly ids: readonly string[] };
  const lost = ids.filter((_id, i) => value[i] === null);
  if (lost.length > 0) noteHidden(audit, missed({ ids: lost } as never), context);
}

/** Codes that a filter named and the viewer was told do not exist. */
export function noteUnknown(audit: AuditTrail, unknown: unknown, context: Context): void {
  if (!Array.isArray(unknown)) return;
  const rows = (unknown as { field: string; code: string }[]).flatMap(({ field, code }): HiddenRow[] => {
    if (field === "indicators") return [{ table: "indicator", code }];
    return field === "series" ? [{ table: "series", key: code }] : [];
  });
  noteHidden(audit, rows, context);
}

function noteHidden(audit: AuditTrail, rows: readonly HiddenRow[], context: Context): void {
  for (const row of rows.slice(0, MOST_MISSES)) {
    const { table, ...name } = row;
    const subject = `${table} ${Object.values(name)[0]}`;
    audit.note({ ...from(context), kind: "READ", action: "readHidden", outcome: "REFUSED", subject, onlyIf: row });
  }
}

/** A protected question that was asked by someone who may not. */
export function noteDenied(audit: AuditTrail, code: string, field: unknown, context: Context): void {
  if (typeof field !== "string") return;
  audit.note({ ...from(context), kind: "READ", action: field, outcome: "REFUSED", subject: null, details: { code } });
}

export interface AuditedField {
  readonly name: string;
  readonly permission: Permission | undefined;
  readonly subject: ((result: never) => string | undefined) | undefined;
}

/** Runs a mutation and writes down what became of it before the caller learns it. */
export async function audited(
  audit: AuditTrail,
  { name, permission, subject }: AuditedField,
  args: unknown,
  context: Context,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const kind = permission === Role.ADMIN ? "ADMINISTRATION" : "WRITE";
  const event = { ...from(context), kind, action: name, subject: subjectOf(args) } as const;
  const details = args as AuditEvent["details"];
  try {
    const value = await run();
    const userErrors = userErrorsOf(value);
    const refused = { outcome: "REFUSED", details: { ...details, userErrors } } as const;
    const done = { outcome: "DONE", details, subject: subject?.(value as never) ?? event.subject } as const;
    await write(audit, { ...event, ...(userErrors.length > 0 ? refused : done) });
    return value;
  } catch (error) {
    const expected = error instanceof AppError && error.code !== "INTERNAL";
    const reason = { ...details, code: expected ? error.code : "INTERNAL" };
    await write(audit, { ...event, outcome: expected ? "REFUSED" : "FAILED", details: reason });
    throw error;
  }
}

/** What is done is done: if the entry can't be written now, it is written later. */
async function write(audit: AuditTrail, event: AuditEvent): Promise<void> {
  try {
    await audit.record(event);
  } catch {
    audit.note(event);
  }
}

function userErrorsOf(value: unknown): readonly unknown[] {
  const errors = (value as { userErrors?: unknown } | null)?.userErrors;
  return Array.isArray(errors)
    ? errors.map(({ field, code }: { field: unknown; code: unknown }) => ({ field, code }))
    : [];
}

function from({ viewer, address, requestId }: Context): Pick<AuditEvent, "viewer" | "address" | "requestId"> {
  return { viewer, address, requestId };
}

/** What a mutation is about, by what inputs call it. */
function subjectOf(args: unknown): string | null {
  const input = (args as { input?: Record<string, unknown> }).input ?? (args as Record<string, unknown>);
  const name = ["id", "clientId", "key", "code", "name"].find((one) => typeof input[one] === "string");
  return name ? (input[name] as string) : null;
}
