import type { ClientBase } from "pg";
import { OpenPublication } from "../publication/open-publication.js";
import { lockPublishing } from "../publication/publishing.service.js";
import { readPlanFile, refuse } from "./plan.file.js";
import type { WrittenPlan } from "./plan.file.js";
import { savePlan } from "./plan.saving.js";
import { changesOf, KnownTargets } from "./target.changes.js";
import type { TargetChange } from "./target.changes.js";
import { saveTargets } from "./target.saving.js";
import { inTransaction } from "./transaction.js";

export interface LoadedPlan {
  readonly code: string;
  readonly created: number;
  readonly amended: number;
  /** Wordings that were mended: they read so from their first day. */
  readonly corrected: number;
  readonly unchanged: number;
  /** The data version that shows it; null when nothing changed. */
  readonly version: number | null;
}

class DryRun extends Error {
  constructor(readonly outcome: LoadedPlan) {
    super("dry run");
  }
}

/**
 * Writes a plan with its pillars and targets, all or nothing, as one data version. A row with a code that is there and a later
 * first day amends the target: the older wording keeps its place until that day. The same file again changes nothing; targets that
 * the file does not name stay as they are.
 * @throws AppError BAD_USER_INPUT with every fault of the file
 */
export async function loadPlan(databaseUrl: string, path: string, { dryRun = false } = {}): Promise<LoadedPlan> {
  const plan = await readPlanFile(path);
  try {
    return await inTransaction(databaseUrl, "kho plan", async (client) => {
      await lockPublishing(client, () => {});
      const outcome = await write(client, path, plan);
      if (dryRun) throw new DryRun({ ...outcome, version: null });
      return outcome;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.outcome;
    throw error;
  }
}

async function write(client: ClientBase, path: string, plan: WrittenPlan): Promise<LoadedPlan> {
  const publication = new OpenPublication(client, { origin: `plan ${plan.code}` });
  const known = await KnownTargets.read(client, plan.targets);
  const { changes, faults } = changesOf(plan, known);
  refuse(path, faults);
  if (changes.some(({ kind }) => kind !== "UNCHANGED")) await publication.id();
  const planId = await savePlan(client, plan);
  await saveTargets(client, planId, changes);
  await publication.close({ created: 0, updated: 0, withdrawn: 0 });
  const count = (kind: TargetChange["kind"]): number => changes.filter((change) => change.kind === kind).length;
  return {
    code: plan.code,
    created: count("NEW"),
    amended: count("AMENDMENT"),
    corrected: count("CORRECTION"),
    unchanged: count("UNCHANGED"),
    version: publication.opened,
  };
}
