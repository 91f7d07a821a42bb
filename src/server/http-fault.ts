/** A request that can't be answered, with its HTTP status and a code that stays the same. */
export class HttpFault extends Error {
  override readonly name = "HttpFault";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

export function badRequest(message: string): HttpFault {
  return new HttpFault(400, "BAD_REQUEST", message);
}
