import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { HttpFault } from "../http-fault.js";
import { ONLY_TRUSTED } from "../landing-page.js";
import { explorerFiles } from "./explorer-files.js";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".woff2": "font/woff2",
};

/** Everything comes from this server. The editor sets styles by script and draws with data: images and fonts. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The explorer: GraphiQL as `npm run build` bundled it, from this server alone. */
export function explorerRoutes(http: FastifyInstance, onlyTrusted: boolean): void {
  const files = explorerFiles();
  http.get("/explorer", (request, reply) =>
    onlyTrusted ? sendWithNote(files, reply) : sendFile(files, "index.html", request, reply),
  );
  http.get("/explorer/*", (request, reply) =>
    sendFile(files, (request.params as { "*": string })["*"], request, reply),
  );
}

/** The page, with a line that says why most of what one types is refused. */
async function sendWithNote(files: ReadonlyMap<string, string>, reply: FastifyReply) {
  const path = files.get("index.html");
  if (path === undefined) throw missing(files);
  const html = (await readFile(path, "utf8")).replace("<body>", () => `<body>${ONLY_TRUSTED}`);
  return reply
    .headers({ "content-security-policy": POLICY, "cache-control": "no-cache" })
    .type(TYPES[".html"]!)
    .send(html);
}

async function sendFile(
  files: ReadonlyMap<string, string>,
  name: string,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const path = files.get(name);
  if (path === undefined) throw missing(files);
  const packed = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "") ? files.get(`${name}.gz`) : undefined;
  if (packed !== undefined) reply.header("content-encoding", "gzip");
  return reply
    .headers({ "content-security-policy": POLICY, "cache-control": cacheControl(name), vary: "accept-encoding" })
    .type(TYPES[extname(name)] ?? "application/octet-stream")
    .send(await readFile(packed ?? path));
}

/** The names of assets hold a hash of their content. */
function cacheControl(name: string): string {
  return name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

function missing(files: ReadonlyMap<string, string>): HttpFault {
  if (files.size > 0) return new HttpFault(404, "NOT_FOUND", "The explorer has no such file.");
  return new HttpFault(404, "NOT_FOUND", "The explorer has not been built: run npm run build.");
}
