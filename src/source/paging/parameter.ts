import type { HttpRequest } from "../http/redirect.js";
import { SourceFault } from "../source-fault.js";

export type PlaceOfParameter = "query" | "path" | "body";

/**
 * A request with one parameter more: in its query, in a place of its address such as {page}, or in its body, which is
 * JSON (where dots lead into objects) or a form.
 */
export function withParameter(
  request: HttpRequest,
  place: PlaceOfParameter,
  name: string,
  value: string | number,
): HttpRequest {
  if (place === "body") return { ...request, body: inBody(request, name, value) };
  if (place === "path") return { ...request, url: inPath(request.url, name, `${value}`) };
  const url = new URL(request.url);
  url.searchParams.set(name, `${value}`);
  return { ...request, url };
}

/** In a path, URLs write braces as %7B and %7D. */
function inPath(url: URL, name: string, value: string): URL {
  const written = encodeURIComponent(value);
  return new URL(url.href.replaceAll(`{${name}}`, written).replaceAll(`%7B${name}%7D`, written));
}

function inBody({ headers, body = "" }: HttpRequest, name: string, value: string | number): string {
  if (!headers["content-type"]?.includes("x-www-form-urlencoded"))
    return JSON.stringify(inTree(body, name.split("."), value));
  const form = new URLSearchParams(body);
  form.set(name, `${value}`);
  return form.toString();
}

function inTree(body: string, path: readonly string[], value: string | number): unknown {
  const tree = parsed(body);
  let at = tree;
  for (const key of path.slice(0, -1)) at = (at[key] ??= {}) as Record<string, unknown>;
  at[path.at(-1)!] = value;
  return tree;
}

function parsed(body: string): Record<string, unknown> {
  try {
    return (body.trim() === "" ? {} : JSON.parse(body)) as Record<string, unknown>;
  } catch {
    throw new SourceFault("BROKEN_JSON", "request.body is no JSON, so no page can be put into it", false);
  }
}
