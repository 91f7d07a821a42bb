/** Why a delivery can't be trusted as a whole. Names are stable: runs, alerts and docs/sources.md rely on them. */
export type SourceFaultCode =
  | "SECRET_MISSING"
  | "ADDRESS_REFUSED"
  | "REDIRECT_REFUSED"
  | "UNREACHABLE"
  | "TIMEOUT"
  | "AUTH_REFUSED"
  | "RATE_LIMITED"
  | "SERVER_ERROR"
  | "HTTP_STATUS"
  | "HTML_ANSWER"
  | "ERROR_BODY"
  | "BROKEN_JSON"
  | "BROKEN_TABLE"
  | "BROKEN_WORKBOOK"
  | "BROKEN_ARCHIVE"
  | "BROKEN_MESSAGE"
  | "ENCODING"
  | "TOO_LARGE"
  | "TOO_MANY_PAGES"
  | "TOO_MANY_RECORDS"
  | "PAGE_REPEATED"
  | "PAGES_SHIFTED"
  | "PAGES_INCOMPLETE"
  | "RECORDS_MISSING"
  | "COLUMNS_MISSING"
  | "FIELDS_MISSING"
  | "FORM_CHANGED"
  | "FILES_MISSING"
  | "ABORTED";

/** The delivery as a whole is refused: nothing of it may be published, and no watermark moves. Holds no secret. */
export class SourceFault extends Error {
  override readonly name = "SourceFault";

  /**
   * @param retryable the same request may succeed later without anybody changing anything
   * @param retryAfterMs how long the source asks to be left alone, where it said so
   */
  constructor(
    readonly code: SourceFaultCode,
    message: string,
    readonly retryable: boolean,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}
