import { afterAll, beforeAll, beforeEach } from "vitest";
import { SourceServer } from "../support/source-server.js";
import type { SourceReply, SourceSpeaker } from "../support/source-server.js";
import { deliverYaml, faultOf, NEAR } from "./delivery.support.js";

/** A source of rows such as {"ma":"CT1","ky":"2023-08","giaTri":1}, which says what a story makes it say. */
export interface Lris {
  readonly server: SourceServer;
  /** Its configuration; more keys may be given, and what a near server needs may be left out. */
  yaml(more?: string, near?: string): string;
  /** The fault of a delivery while the source speaks so, and how often it was asked. */
  told(speaker: SourceSpeaker, source?: string): Promise<string>;
  /** The queries that it was asked. */
  asked(): string[];
}

/** Starts the source for the stories of a file. */
export function useLris(): Lris {
  let server: SourceServer;
  beforeAll(async () => {
    server = await SourceServer.start(empty);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.requests.length = 0;
    server.speaker = empty;
  });
  const yaml = (more = "", near = NEAR): string => `
code: LRIS
agency: VPUB
kind: json
address: ${server.url}/api
delivery: snapshot
records: data
fields: { indicator: ma, period: ky, value: giaTri }
constants: { area: "77" }
read: { numbers: vi }
${more}${near}`;
  return {
    get server() {
      return server;
    },
    yaml,
    async told(speaker, source = yaml()) {
      server.speaker = speaker;
      const fault = await faultOf(deliverYaml(source));
      return `${fault.replaceAll(server.url, "http://source")} (asked ${server.requests.length} times)`;
    },
    asked: () => server.requests.map(({ url }) => url.search),
  };
}

export const always =
  (reply: SourceReply): SourceSpeaker =>
  () =>
    reply;

const empty = always({ body: { data: [] } });

export const row = (number: number): object => ({ ma: `CT${number}`, ky: "2023-08", giaTri: number });

export const rows = (count: number): object[] => Array.from({ length: count }, (_, i) => row(i + 1));
