import { z } from "zod";
import { expression } from "./expression.schema.js";
import { namedValues, secret } from "./secret.js";
import { duration, kinds, name, oneOf, oneOrMore, section, size, text, whole } from "./words.js";

/** How a source is reached: its address or folder, its pages, and how much of it is borne. */

export const address = text.superRefine((written, context) => {
  const url = URL.parse(written);
  if (url === null || !/^https?:$/.test(url.protocol))
    context.addIssue({ code: "custom", message: "must be an address such as https://lris.example.gov.vn/api/data" });
  else if (url.username !== "" || url.password !== "")
    context.addIssue({ code: "custom", message: "must hold no user name or password: use auth" });
});

export const request = section({
  method: oneOf(["GET", "POST"]).default("GET"),
  headers: namedValues,
  query: namedValues,
  /** Text of the body of a POST: JSON, or a form where its header says so. */
  body: text.superRefine(checkReferences).optional(),
});

const parameter = text.regex(/^[^\s&=?#]+$/, "must be the name of a parameter");
/** auto: several pages are read twice, since no count tells that a row slipped from one to another; but not by a cursor, which knows its place. */
const verify = oneOf(["auto", "always", "never"]).default("auto");
/** path: a place in the address, such as {page}. */
const placeOfParameter = oneOf(["query", "path", "body"]).default("query");
/** The last page is one without records, one that is not full, or one that does not exist (404). */
const end = oneOf(["empty", "short", "not-found"]).default("empty");
const pageSize = section({ parameter, value: whole(1, 100_000) });

export const paging = z.preprocess(
  (written) => (typeof written === "string" ? { kind: written } : written),
  kinds(
    ["none", "page", "offset", "cursor", "link"],
    [
      section({ kind: z.literal("none") }),
      section({
        kind: z.literal("page"),
        parameter: parameter.default("page"),
        first: whole(0, 1).default(1),
        size: pageSize.optional(),
        in: placeOfParameter,
        /** Expression: how many records there are in all. */
        total: expression.optional(),
        /** Expression: how many pages there are. */
        pages: expression.optional(),
        end,
        verify,
      }),
      section({
        kind: z.literal("offset"),
        parameter: parameter.default("offset"),
        size: pageSize.optional(),
        in: placeOfParameter,
        total: expression.optional(),
        end,
        verify,
      }),
      section({
        kind: z.literal("cursor"),
        parameter: parameter.optional(),
        /** Expression: the next cursor, or the address of the next page; nothing or empty ends. */
        next: expression,
        nextIs: oneOf(["cursor", "address"]).default("cursor"),
        size: pageSize.optional(),
        in: placeOfParameter,
        total: expression.optional(),
        verify,
      }).refine((given) => given.nextIs === "address" || given.parameter !== undefined, {
        path: ["parameter"],
        message: "must name the parameter that takes the cursor",
      }),
      section({
        kind: z.literal("link"),
        size: pageSize.optional(),
        total: expression.optional(),
        verify,
      }),
    ],
  ),
);
export type Paging = z.output<typeof paging>;

export const folder = section({
  /** Told from the configuration's folder. */
  path: name,
  /** Names of files; * stands for any letters. */
  files: text.default("*"),
  /** newest: the last one by name; new: those that no good run has read yet. */
  take: oneOf(["all", "newest", "new"]).default("all"),
  /** A file that changed less than this ago may still be written to: it waits for the next run. */
  settle: duration("1h").prefault("5s"),
});

const network = text.regex(/^[0-9a-fA-F:.]+\/\d{1,3}$/, "must be a network such as 10.20.0.0/16");

export const reach = {
  /** gzip: what comes is a file that was packed, such as data.csv.gz. What HTTP packs by itself needs no word. */
  packed: oneOf(["none", "gzip"]).default("none"),
  /** Hosts that redirects may lead to, beside the address's own. */
  allowedHosts: z.array(text.toLowerCase()).default([]),
  /** Private networks that this source may lie in; every other private address is refused. */
  privateNetworks: z.array(network).default([]),
  pace: section({ pause: duration("10m").prefault("0ms") }).prefault({}),
  timeouts: section({
    connect: duration("5m").prefault("10s"),
    /** Until the answer begins. */
    headers: duration("30m").prefault("30s"),
    /** Until one answer is complete, however slowly it drips. */
    request: duration("2h").prefault("2m"),
    delivery: duration("24h").prefault("1h"),
  }).prefault({}),
  retries: section({
    /** Tries of one request, the first one among them. */
    attempts: whole(1, 20).default(4),
    first: duration("10m").prefault("1s"),
    longest: duration("1h").prefault("1m"),
  }).prefault({}),
  limits: section({
    /** Of one payload, after decompression. */
    payload: size.prefault("50 MB"),
    /** Of a workbook's parts, inflated. */
    inflated: size.prefault("100 MB"),
    pages: whole(1, 1_000_000).default(2_000),
    records: whole(1, 100_000_000).default(5_000_000),
  }).prefault({}),
};

/** The delivery is asked for once for each of these values; `{name}` stands for it in address, query, body and constants. */
export const each = z
  .record(text.regex(/^[a-zA-Z][a-zA-Z0-9]*$/, "must be a name of letters and digits"), oneOrMore(name))
  .default({});

/** An expression that is true when an answer is an error although it came with 200; `none` switches the usual look off. */
export const failure = expression.optional();

function checkReferences(body: string, context: z.core.$RefinementCtx<string>): void {
  for (const [reference] of body.matchAll(/\$\{[^}]*\}/g)) {
    const parsed = secret.safeParse(reference);
    for (const { message } of parsed.error?.issues ?? []) context.addIssue({ code: "custom", message });
  }
}
