import type { SyncStep } from "../ingestion/sync.service.js";

/** One line on stderr that tells where each running source is; nothing where no person watches. */
export class SyncProgress {
  readonly #steps = new Map<string, string>();

  constructor(private readonly stream: NodeJS.WriteStream) {}

  of(source: string): (step: SyncStep) => void {
    return (step) => {
      this.#steps.set(source, textOf(step));
      this.#show();
    };
  }

  forget(source: string): void {
    this.#steps.delete(source);
    this.#show();
  }

  #show(): void {
    if (!this.stream.isTTY) return;
    const line = [...this.#steps].map(([source, text]) => `${source}: ${text}`).join(" | ");
    this.stream.write(`\r\u001B[K${line.slice(0, this.stream.columns - 1)}`);
  }
}

function textOf(step: SyncStep): string {
  if (step.step !== "fetching") return step.step;
  return `page ${step.pages}, ${step.records.toLocaleString("en-US")} records`;
}
