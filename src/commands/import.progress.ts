import { SingleBar } from "cli-progress";
import type { ImportStep } from "../ingestion/import.service.js";
import { printFault } from "./output.js";

const MEGABYTE = 1_000_000;

/** A bar on stderr while the file is read, and a word about the step after it; nothing where no person watches. */
export class ImportProgress {
  readonly #bar: SingleBar | null;
  #started = false;

  constructor(stream: NodeJS.WriteStream) {
    const format = "{step} [{bar}] {percentage}% of {megabytes} MB";
    this.#bar = stream.isTTY ? new SingleBar({ stream, format, hideCursor: true, clearOnComplete: true }) : null;
  }

  show(step: ImportStep): void {
    if (step.step === "waiting") printFault("kho: another import is running, waiting for its end");
    else if (step.step === "reading") this.#read(step);
    else this.#bar?.update({ step: step.step });
  }

  stop(): void {
    if (this.#started) this.#bar?.stop();
  }

  #read({ bytes, totalBytes }: { bytes: number; totalBytes: number }): void {
    if (!this.#started)
      this.#bar?.start(totalBytes, 0, { step: "reading", megabytes: (totalBytes / MEGABYTE).toFixed(1) });
    this.#started = true;
    this.#bar?.update(Math.min(bytes, totalBytes));
  }
}
