import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, longest first: begun last, one of them would keep one worker busy while the other idles. */
const LONGEST = [
  "lifecycle",
  "formulas",
  "access/matrix",
  "explorer",
  "sync-killed",
  "import-rejected",
  "sync-broken",
  "as-of-answers",
  "sync-queue",
  "access/client-command",
  "derived-properties",
  "http/malformed",
  "embedded-postgres",
  "sync-command",
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
