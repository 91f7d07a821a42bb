import type { SourceConfig, SourceOfKind } from "../config/source.schema.js";
import type { DeliveryContext } from "../delivery-context.js";
import { SourceClient } from "../http/source-client.js";
import type { HttpAnswer } from "../http/source-client.js";
import type { HttpRequest } from "../http/redirect.js";
import { baseRequest } from "../http/base-request.js";
import { htmlFault } from "../html-page.js";
import { RecordMapper } from "../mapping/record-mapper.js";
import type { Page } from "../paging/page.js";
import { walkPages } from "../paging/page-walk.js";
import type { WalkRules } from "../paging/page-walk.js";
import { pagerOf } from "../paging/pager.js";
import { SourceFault } from "../source-fault.js";
import type { SourceRecord } from "../source-record.js";
import { SdmxProtocol } from "../sdmx/sdmx.protocol.js";
import { piecesOf } from "../window-pieces.js";
import { combinations } from "../template.js";
import type { Values } from "../template.js";
import { dhis2Period } from "./dhis2-period.js";
import { Dhis2Protocol } from "./dhis2.protocol.js";
import { unpacked } from "../packed.js";
import { parseJson, parseJsonLines } from "./exact-json.js";
import { JsonFields } from "./json-fields.js";
import { PlainProtocol } from "./plain.protocol.js";
import type { JsonProtocol } from "./protocol.js";
import { WorldBankProtocol } from "./world-bank.protocol.js";

export type JsonSource = SourceOfKind<"json" | "sdmx-json" | "world-bank" | "dhis2">;

/** All records of a source that speaks JSON, one combination of `each` after the other. */
export async function* jsonRecords(source: JsonSource, context: DeliveryContext): AsyncGenerator<SourceRecord> {
  const client = new SourceClient(source, source, context.secrets, context.signal);
  const presence = { facts: 0, absent: 0 };
  try {
    for (const piece of piecesOf(context.window, source.window))
      for (const each of combinations(source.each))
        yield* recordsOf(source, client, { ...piece, each }, context, presence);
    refuseRenamed(source, presence);
  } finally {
    await client.close();
  }
}

async function* recordsOf(
  source: JsonSource,
  client: SourceClient,
  values: Values,
  context: DeliveryContext,
  presence: Presence,
): AsyncGenerator<SourceRecord> {
  const protocol = protocolOf(source, values.each);
  const base = baseRequest(source, values, context.secrets);
  const fields = new JsonFields({ fields: protocol.fields, skip: source.skip }, source.constants, values);
  const mapper = new RecordMapper(source, source.kind === "dhis2" ? dhis2Period : undefined);
  const named = placeOf(source, values);
  const parts = {
    client,
    pager: () => pagerOf(protocol.paging, base),
    read: (answer: HttpAnswer, number: number) => readPage(source, protocol, { answer, number }, context),
    onAnswer: (answer: HttpAnswer, request: HttpRequest) => context.onAnswer(answer, request),
  };
  for await (const { number, records } of walkPages(parts, walkRules(source, protocol))) {
    context.count(records.length);
    const place = protocol.paging.kind === "none" ? named : `${named}page ${number}, `;
    const facts = await fields.facts(records);
    protocol.meet?.(facts.map(({ record }) => record));
    for (const { index, record: raw, fault: unclear } of facts) {
      const cells = await fields.cells(raw);
      const fault = unclear ?? cells.fault ?? protocol.refuse?.(raw);
      const record = mapper.map(`${place}record ${index + 1}`, raw, fault ? { ...cells, fault } : cells);
      if (record?.withdrawn === false) presence.facts++;
      if (record) yield record;
    }
  }
  presence.absent += fields.absent;
}

/** How many records are facts, and how many say nothing where the value should be. */
interface Presence {
  facts: number;
  absent: number;
}

/** A field that was renamed would make all values missing, and good ones with them. */
function refuseRenamed({ kind, fields: { value }, read }: JsonSource, { facts, absent }: Presence): void {
  if (kind !== "json" || facts === 0 || absent < facts || read.absent === "empty") return;
  const why = `none of ${facts} records has anything at ${value} (fields.value): read.absent: empty, if that means no values`;
  throw new SourceFault("FIELDS_MISSING", why, false);
}

/** Which of its requests a record came with, for people. */
function placeOf({ window: { pieces = "none" } }: JsonSource, { from, to, each }: Values): string {
  const piece = pieces === "none" ? [] : [`${from} to ${to}, `];
  return [...piece, ...Object.entries(each).map(([name, value]) => `${name} ${value}, `)].join("");
}

function protocolOf(source: JsonSource, each: Readonly<Record<string, string>>): JsonProtocol {
  switch (source.kind) {
    case "json":
      return new PlainProtocol(source, each);
    case "world-bank":
      return new WorldBankProtocol(source);
    case "dhis2":
      return new Dhis2Protocol(source);
    default:
      return new SdmxProtocol(source);
  }
}

function walkRules({ limits }: SourceConfig, { paging }: JsonProtocol): WalkRules {
  return {
    verify: verifyOf(paging),
    end: "end" in paging ? paging.end : "empty",
    size: "size" in paging ? (paging.size?.value ?? null) : null,
    limits,
  };
}

/** A cursor knows its place among rows that move; a number and an address do not. */
function verifyOf(paging: JsonProtocol["paging"]): WalkRules["verify"] {
  if (paging.kind === "none") return "never";
  return paging.kind === "cursor" && paging.nextIs === "cursor" && paging.verify === "auto" ? "never" : paging.verify;
}

async function readPage(
  source: JsonSource,
  protocol: JsonProtocol,
  { answer, number }: Pick<Page, "answer" | "number">,
  { shown }: DeliveryContext,
): Promise<Page> {
  const what = shown(answer.url);
  if (answer.status === 204) return { number, answer, body: [], records: [], total: null, pages: null };
  const bytes = await unpacked(answer.bytes, source.packed, source.limits.inflated, what);
  const lines = source.kind === "json" && source.format === "lines";
  const body = parseAnswer({ bytes, contentType: answer.contentType }, lines ? parseJsonLines : parseJson, what);
  return { number, answer, body, ...(await protocol.read(body, what, answer.headers)) };
}

/** Many servers call their JSON text/html; only what is none is a page for people. */
function parseAnswer(
  { bytes, contentType }: Pick<HttpAnswer, "bytes" | "contentType">,
  parse: (bytes: Buffer, what: string) => unknown,
  what: string,
): unknown {
  try {
    return parse(bytes, what);
  } catch (error) {
    const html = /^text\/html|^application\/xhtml/i.test(contentType ?? "");
    throw html && (error as SourceFault).code === "BROKEN_JSON" ? htmlFault(bytes.toString(), what) : error;
  }
}
