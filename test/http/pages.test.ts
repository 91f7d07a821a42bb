import { buildSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "./support.js";

let server: TestServer;
beforeAll(async () => (server = await startTestServer()) && undefined);
afterAll(() => server.close());

const page = (path: string, headers: Record<string, string> = { accept: "text/html,*/*;q=0.8" }) =>
  fetch(`${server.url}${path}`, { headers });

describe("pages", () => {
  it("/ says what is here, in both languages", async () => {
    const html = await (await page("/")).text();
    expect(html).toContain("Kho dữ liệu của tỉnh");
    expect(html.match(/href="[^"]+"/g)).toEqual([
      'href="/explorer"',
      'href="/graphql"',
      'href="/schema.graphql"',
      'href="/healthz"',
      'href="/readyz"',
    ]);
  });

  it("/graphql shows browsers the Sandbox, and where the offline explorer is", async () => {
    const response = await page("/graphql");
    const html = await response.text();
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(html).toContain("EmbeddedSandbox");
    expect(html).toContain('<a href="/explorer">/explorer</a>');
  });

  it("/schema.graphql is the schema, and is not sent twice to who has it", async () => {
    const response = await page("/schema.graphql");
    expect(buildSchema(await response.text()).getQueryType()?.name).toBe("Query");
    const again = await page("/schema.graphql", { "if-none-match": response.headers.get("etag")! });
    expect(again.status).toBe(304);
  });

  it("nothing may be shown inside another site's page", async () => {
    for (const path of ["/", "/graphql", "/explorer", "/healthz", "/nowhere"]) {
      const { headers } = await page(path);
      expect([path, headers.get("content-security-policy")]).toEqual([
        path,
        expect.stringContaining("frame-ancestors 'none'"),
      ]);
      expect([path, headers.get("x-content-type-options")]).toEqual([path, "nosniff"]);
    }
  });

  it("without explorer there is neither it nor the Sandbox", async () => {
    const plain = await startTestServer({
      config: { host: "127.0.0.1", port: 0, introspection: true, explorer: false },
    });
    const statuses = await Promise.all(
      ["/explorer", "/graphql"].map(
        async (path) => (await fetch(`${plain.url}${path}`, { headers: { accept: "text/html" } })).status,
      ),
    );
    await plain.close();
    expect(statuses).toEqual([404, 400]);
  });
});
