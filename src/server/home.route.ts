import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";

export interface HomeOptions {
  /** The schema's text; null when it is not public. */
  readonly sdl: string | null;
  readonly explorer: boolean;
}

/** / says what is here; /schema.graphql is the schema's text. */
export function homeRoutes(http: FastifyInstance, { sdl, explorer }: HomeOptions): void {
  const page = homePage({ sdl, explorer });
  http.get("/", (_request, reply) => reply.headers(PAGE_HEADERS).type("text/html; charset=utf-8").send(page));
  if (sdl === null) return;
  const etag = `"${createHash("sha256").update(sdl).digest("base64url").slice(0, 22)}"`;
  http.get("/schema.graphql", (request, reply) => {
    reply.headers({ etag, "cache-control": "public, max-age=60" });
    if (request.headers["if-none-match"] === etag) return reply.code(304).send();
    return reply.type("text/plain; charset=utf-8").send(sdl);
  });
}

const PAGE_HEADERS = {
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  "cache-control": "no-cache",
};

function homePage({ sdl, explorer }: HomeOptions): string {
  const links: [string, string, string][] = [
    ["/graphql", "Địa chỉ của API: gửi POST với JSON", "The API: send POST with JSON"],
    ["/healthz", "Tiến trình còn chạy không", "Is the process alive"],
    ["/readyz", "Có sẵn sàng nhận câu hỏi không", "Is it ready for requests"],
  ];
  if (sdl !== null) links.splice(1, 0, ["/schema.graphql", "Lược đồ, dạng văn bản", "The schema, as text"]);
  if (explorer)
    links.unshift(["/explorer", "Trình khám phá, có sẵn mười câu hỏi mẫu", "The explorer, with ten ready questions"]);
  const items = links.map(
    ([path, vi, en]) => `<li><a href="${path}">${path}</a><br>${vi}<br><span lang="en">${en}</span></li>`,
  );
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kho</title>
<style>
  body { max-width: 40rem; margin: 4rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #12263a; }
  li { margin-bottom: 1rem; } span { color: #5a6b7b; } a { color: #0b5cad; }
</style>
<h1>Kho</h1>
<p>Kho dữ liệu của tỉnh, qua một API GraphQL.<br><span lang="en">The province's data warehouse, as one GraphQL API.</span></p>
<ul>
${items.join("\n")}
</ul>
</html>
`;
}
