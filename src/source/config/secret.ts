import { z } from "zod";
import { section, text } from "./words.js";

/**
 * A secret by reference: `${env:LRIS_KEY}`, with a scheme word before it where one is wanted (`Bearer ${env:LRIS_KEY}`).
 * The configuration holds the reference only; what it stands for is looked up when a request is made.
 */
const REFERENCE = /^(?:([A-Za-z][A-Za-z-]*) )?\$\{env:([A-Z_][A-Z0-9_]*)\}$/;

export interface SecretReference {
  /** The scheme word with its blank, or "". */
  readonly before: string;
  /** Name of the environment variable. */
  readonly variable: string;
}

export const secret = text.transform((written, context): SecretReference => {
  const [, word, variable] = REFERENCE.exec(written) ?? [];
  if (variable === undefined)
    context.addIssue({
      code: "custom",
      message: "must be a reference such as ${env:LRIS_KEY}: secrets never stand here",
    });
  else if (/^(?:KHO_|DATABASE_URL$)/.test(variable))
    context.addIssue({ code: "custom", message: `${variable} is a setting of Kho itself: choose another variable` });
  return { before: word === undefined ? "" : `${word} `, variable: variable ?? "" };
});

/** Names of headers and parameters whose values are secrets. */
const SECRET_NAME = /auth|token|secret|passw|cookie|credential|signature|api[-_]?key|^key$|access[-_]?key/i;

export function isSecretName(header: string): boolean {
  return SECRET_NAME.test(header);
}

const plainOrSecret = z.record(z.string(), text).transform((entries, context) => {
  const plain: Record<string, string> = {};
  const secrets: Record<string, SecretReference> = {};
  for (const [key, value] of Object.entries(entries)) {
    if (!value.includes("${env:") && !isSecretName(key)) plain[key] = value;
    else {
      const parsed = secret.safeParse(value);
      if (parsed.success) secrets[key] = parsed.data;
      else for (const { message } of parsed.error.issues) context.addIssue({ code: "custom", path: [key], message });
    }
  }
  return { plain, secrets };
});

/** Headers or parameters of a request, those with secrets apart. */
export const namedValues = plainOrSecret.prefault({});
export type NamedValues = z.output<typeof namedValues>;

const userName = text.regex(/^[^:]+$/, "must be a user name without a colon");
const tokenAddress = z.url({
  protocol: /^https?$/,
  error: "must be an address such as https://id.example.gov.vn/token",
});

const NONE = section({ kind: z.literal("none") });
const HEADER = section({
  kind: z.literal("header"),
  name: text.regex(/^[A-Za-z0-9-]+$/, "must be the name of a header").default("Authorization"),
  value: secret,
});
const BASIC = section({ kind: z.literal("basic"), user: userName, password: secret });
const OAUTH2 = section({
  kind: z.literal("oauth2"),
  tokenAddress,
  clientId: text,
  clientSecret: secret,
  scope: text.optional(),
  /** Where the token server wants the client's id and secret. */
  credentials: z.enum(["header", "body"], "must be one of header, body").default("header"),
});

/** How a source wants to know who asks: `none`, a key in a header, basic, or OAuth 2 client credentials. */
export const auth = z.preprocess(
  (written) => (written === "none" ? { kind: "none" } : written),
  z.discriminatedUnion("kind", [NONE, HEADER, BASIC, OAUTH2], {
    error: () => "must be one of none, header, basic, oauth2",
  }),
);
export type Auth = z.output<typeof auth>;
