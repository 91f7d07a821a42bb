/** Relay's PageInfo without its cursors, which the connection knows. */
interface Neighbours {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

class Edge<Row extends object> {
  readonly #cursorOf: (row: Row) => string;

  constructor(
    readonly node: Row,
    cursorOf: (row: Row) => string,
  ) {
    this.#cursorOf = cursorOf;
  }

  get cursor(): string {
    return this.#cursorOf(this.node);
  }
}

/** One page of rows with its edges, as Relay's cursor connections want them; edges and cursors are only made when asked for. */
export class Connection<Row extends object> {
  #edges: Edge<Row>[] | undefined;

  constructor(
    readonly nodes: readonly Row[],
    readonly cursorOf: (row: Row) => string,
    readonly neighbours: Neighbours,
    /** Rows of the whole list; only counted when selected. */
    readonly totalCount?: number,
  ) {}

  get edges(): Edge<Row>[] {
    return (this.#edges ??= this.nodes.map((row) => new Edge(row, this.cursorOf)));
  }

  get pageInfo(): Neighbours & { startCursor: string | null; endCursor: string | null } {
    const first = this.nodes[0];
    const last = this.nodes.at(-1);
    return {
      ...this.neighbours,
      startCursor: first ? this.cursorOf(first) : null,
      endCursor: last ? this.cursorOf(last) : null,
    };
  }
}
