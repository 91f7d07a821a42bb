import type { NamedValues } from "../config/secret.js";
import { fill } from "../template.js";
import type { Values } from "../template.js";
import type { HttpRequest } from "./redirect.js";
import type { Secrets } from "./secrets.js";

interface Asked {
  readonly kind: string;
  readonly address: string;
  readonly request: {
    readonly method: "GET" | "POST";
    readonly headers: NamedValues;
    readonly query: NamedValues;
    readonly body?: string | undefined;
  };
}

/** The request of a source before its pages are numbered, with window, values and secrets filled in. */
export function baseRequest({ kind, address, request }: Asked, values: Values, secrets: Secrets): HttpRequest {
  const url = new URL(fill(address, values, encodeURIComponent));
  for (const [name, value] of Object.entries(secrets.all(request.query)))
    url.searchParams.set(name, fill(value, values));
  // The World Bank speaks XML otherwise.
  if (kind === "world-bank" && !url.searchParams.has("format")) url.searchParams.set("format", "json");
  const { plain, secrets: references } = request.headers;
  const looked = Object.entries(references).map(([name, reference]) => [
    name.toLowerCase(),
    secrets.valueOf(reference),
  ]);
  const lowered = Object.entries(plain).map(([name, value]) => [name.toLowerCase(), fill(value, values)]);
  const headers: Readonly<Record<string, string>> = {
    accept: "application/json, */*;q=0.5",
    ...(request.method === "POST" && { "content-type": "application/json" }),
    ...Object.fromEntries(lowered),
  };
  const body = withSecrets(fill(request.body ?? "", values), headers["content-type"] ?? "", secrets);
  return {
    method: request.method,
    url,
    headers,
    secretHeaders: Object.fromEntries(looked) as Record<string, string>,
    ...(request.method === "POST" && { body }),
  };
}

/** A login in a body, where a source wants it there. */
function withSecrets(text: string, contentType: string, secrets: Secrets): string {
  const isForm = contentType.includes("x-www-form-urlencoded");
  return text.replace(/\$\{env:([A-Z_][A-Z0-9_]*)\}/g, (_reference, variable: string) => {
    const value = secrets.valueOf({ before: "", variable });
    const written = isForm ? encodeURIComponent(value) : JSON.stringify(value).slice(1, -1);
    secrets.hide(written);
    return written;
  });
}
