import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, post, startTestServer, type TestServer } from "./support.js";

let server: TestServer;
beforeAll(async () => (server = await startTestServer()) && undefined);
afterAll(() => server.close());

/** What the specification advises for the old media type only; a refusal is a 4xx here, whatever was accepted. */
const REFUSALS_WITH_STATUS_200 = ["572B", "FDE2", "7B9B"];

describe("GraphQL over HTTP", () => {
  for (const audit of serverAudits({ url: () => `${server.url}/graphql` })) {
    if (REFUSALS_WITH_STATUS_200.includes(audit.id)) continue;
    it(`${audit.name} (${audit.id})`, async () => {
      const result = await audit.fn();
      expect(result.status === "ok" ? "ok" : result.reason).toBe("ok");
    });
  }

  it("answers a query sent with GET", async () => {
    const response = await fetch(`${server.url}/graphql?query={hello(name:"Vũng Tàu")}`);
    expect(await response.json()).toEqual({
      data: { hello: "Xin chào Vũng Tàu" },
      extensions: { cost: { requested: 1, limit: 5_000 } },
    });
  });

  it("refuses a mutation sent with GET and says how to send it", async () => {
    const response = await fetch(`${server.url}/graphql?query=mutation{change}`);
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  it("runs a mutation sent with POST", async () => {
    expect((await ask(server.url, "mutation { change }")).body).toEqual({ data: { change: "changed" } });
  });

  it("says which methods it takes", async () => {
    const response = await fetch(`${server.url}/graphql`, { method: "DELETE" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, POST"]);
  });

  it("answers with the media type that the caller likes best", async () => {
    const accept = "application/json;q=0.5, application/graphql-response+json";
    const { headers } = await ask(server.url, "{ hello }", {}, { accept });
    expect(headers.get("content-type")).toBe("application/graphql-response+json; charset=utf-8");
  });

  it("tells a caller that takes no JSON that there is nothing else", async () => {
    const { status, body } = await ask(server.url, "{ hello }", {}, { accept: "application/xml" });
    expect([status, body.errors?.[0]?.extensions["code"]]).toEqual([406, "NOT_ACCEPTABLE"]);
  });

  it("ignores a byte order mark", async () => {
    expect((await post(server.url, '\ufeff{"query":"{hello}"}')).body).toEqual({ data: { hello: "Xin chào Kho" } });
  });

  it("sends no cookie and no name of its software", async () => {
    const { headers } = await ask(server.url, "{ hello }");
    expect([headers.get("set-cookie"), headers.get("x-powered-by"), headers.get("server")]).toEqual([null, null, null]);
  });
});
