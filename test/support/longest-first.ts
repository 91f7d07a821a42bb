import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, longest first: begun last, one of them would keep one worker busy while the other idles. */
const LONGEST = [
  "lifecycle",
  "access/matrix",
  "sync-killed",
  "explorer",
  "injection",
  "sync-queue",
  "as-of-answers",
  "faults/database",
  "import-repeated",
  "sync-command",
  "access/client-command",
  "http/rate-limits",
  "sync-broken",
  "search-memory",
  "http/malformed",
  "import-rejected",
];

/** Vitest orders by what it remembers of the last run; a clean clone remembers nothing, so there this list counts. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}

function place({ moduleId }: TestSpecification): number {
  const at = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return at < 0 ? LONGEST.length : at;
}
