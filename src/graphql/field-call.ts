/** What `buildSchema` needs to know to call a field's method directly: once for a level, or once for a row. */
export interface FieldCall {
  readonly kind: "batched" | "computed";
  readonly resolver: Function;
  readonly method: string;
  readonly needs: readonly string[] | undefined;
}
