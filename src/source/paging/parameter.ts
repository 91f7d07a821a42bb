import type { HttpRequest } from "../http/redirect.js";

/** A request with one parameter more, in its query or in its JSON body (where dots lead into objects). */
export function withParameter(
  request: HttpRequest,
  place: "query" | "body",
  name: string,
  value: string | number,
): HttpRequest {
  if (place === "body") return { ...request, body: JSON.stringify(inBody(request.body, name.split("."), value)) };
  const url = new URL(request.url);
  url.searchParams.set(name, `${value}`);
  return { ...request, url };
}

function inBody(body: string | undefined, path: readonly string[], value: string | number): unknown {
  const tree = (body === undefined || body.trim() === "" ? {} : JSON.parse(body)) as Record<string, unknown>;
  let at = tree;
  for (const key of path.slice(0, -1)) at = (at[key] ??= {}) as Record<string, unknown>;
  at[path.at(-1)!] = value;
  return tree;
}
