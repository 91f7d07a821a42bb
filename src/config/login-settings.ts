import { z } from "zod";
import { databaseUrlProblem } from "./database-url.js";

interface Given {
  readonly open: string;
  readonly reading: string;
  readonly writing: string;
  readonly publishing: string;
}

/** The logins by which requests are served. */
export interface LoginSettings {
  /** Connection strings of logins that the operator has made; null: Kho makes its own. */
  readonly given: Given | null;
  /** May requests be served with the login of DATABASE_URL where there are no others? */
  readonly ownerMayServe: boolean;
}

const GIVEN = {
  open: "KHO_PUBLIC_DATABASE_URL",
  reading: "KHO_READER_DATABASE_URL",
  writing: "KHO_WRITER_DATABASE_URL",
  publishing: "KHO_PUBLISHER_DATABASE_URL",
} as const;

const url = z
  .string()
  .superRefine((text, context) => {
    const message = databaseUrlProblem(text);
    if (message !== null) context.addIssue({ code: "custom", message });
  })
  .optional();

export const LOGIN_VARIABLES = {
  KHO_PUBLIC_DATABASE_URL: url,
  KHO_READER_DATABASE_URL: url,
  KHO_WRITER_DATABASE_URL: url,
  KHO_PUBLISHER_DATABASE_URL: url,
  KHO_SINGLE_LOGIN: z.enum(["auto", "on", "off"], "must be auto, on or off").default("auto"),
};

/** What is wrong with them together. */
export function loginProblems(given: NodeJS.ProcessEnv): string[] {
  const names = Object.values(GIVEN);
  const set = names.filter((name) => given[name] !== undefined);
  if (set.length === 0) return [];
  const missing = ["DATABASE_URL", ...names].filter((name) => given[name] === undefined);
  return missing.map((name) => `${name} is not set, but ${set[0]} is: each login of its own needs the others`);
}

/** In production (NODE_ENV=production, as in the image) the owner's login serves only where the operator has said so. */
export function toLoginSettings(
  checked: z.output<z.ZodObject<typeof LOGIN_VARIABLES>>,
  isProduction: boolean,
): LoginSettings {
  const [open, reading, writing, publishing] = Object.values(GIVEN).map((name) => checked[name]);
  const word = checked.KHO_SINGLE_LOGIN;
  return Object.freeze({
    given: open && reading && writing && publishing ? { open, reading, writing, publishing } : null,
    ownerMayServe: word === "auto" ? !isProduction : word === "on",
  });
}
