export const JSON_TYPE = "application/json";
export const GRAPHQL_TYPE = "application/graphql-response+json";
export const HTML_TYPE = "text/html";

/** What answers may be called. */
export const ANSWER_TYPES: readonly string[] = [JSON_TYPE, GRAPHQL_TYPE];

/**
 * The media type of `offered` that an Accept header likes best; the first one where it has no preference, and null where it
 * takes none of them (RFC 9110, section 12.5.1).
 */
export function preferredType(accept: string | undefined, offered: readonly string[]): string | null {
  if (!accept || accept === "*/*" || accept === offered[0]) return offered[0] ?? null;
  for (const range of ranges(accept)) {
    const type = offered.find((one) => matches(range, one));
    if (type !== undefined) return type;
  }
  return null;
}

/** The ranges of an Accept header, those it likes best first; equals keep their order. */
function ranges(accept: string): string[] {
  return accept
    .split(",")
    .map((part) => part.split(";").map((word) => word.trim().toLowerCase()))
    .map(([range = "", ...parameters]) => ({ range, quality: qualityOf(parameters) }))
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ range }) => range);
}

function qualityOf(parameters: readonly string[]): number {
  const quality = parameters.find((parameter) => parameter.startsWith("q="));
  return quality === undefined ? 1 : Number(quality.slice(2)) || 0;
}

function matches(range: string, type: string): boolean {
  return range === "*/*" || range === type || (range.endsWith("/*") && type.startsWith(range.slice(0, -1)));
}
