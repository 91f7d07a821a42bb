import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, longest first: begun last, one of them would keep one worker busy while the other idles. */
const LONGEST = [
  "lifecycle",
  "sync-killed",
  "access/matrix",
  "as-of-answers",
  "formula-command",
  "injection",
  "sync-command",
  "access/client-command",
  "migrations",
  "schema",
  "faults/database",
  "import-repeated",
  "explorer",
  "sync-queue",
  "http/rate-limits",
  "sync-broken",
  "search-memory",
  "paging",
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

/** First of all those with a process of their own: begun between others, they would end a worker that has loaded Kho. */
function place({ moduleId, project }: TestSpecification): number {
  if (project.config.isolate) return -1;
  const at = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return at < 0 ? LONGEST.length : at;
}
