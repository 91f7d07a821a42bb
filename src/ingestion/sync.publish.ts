import type { ClientBase } from "pg";
import { publishStaged } from "../publication/publishing.service.js";
import type { Published } from "../publication/publishing.service.js";
import { closeRejected, countProblems, keepRejected } from "./rejected.store.js";
import type { ProblemCount } from "./rejected.store.js";
import type { RunCounts } from "./run.record.js";
import { judgeByRules } from "./rules/rules.check.js";
import { createSeries, findSeries } from "./staged-series.js";
import { refuseByWarehouse, refuseReal, refuseRepeats } from "./staged.rules.js";
import type { Unread } from "./record.staging.js";
import { ownSeries, withdrawAbsent, withdrawTold } from "./withdrawals.js";
import type { Complete } from "./withdrawals.js";

/** A delivery that is in the staging tables, series included. */
export interface StagedDelivery {
  readonly sourceId: number;
  readonly runId: number | null;
  readonly origin: string;
  /** The days for which it is everything there is; null for a delta. */
  readonly complete: Complete | null;
  readonly provenance: "DELIVERED" | "SAMPLE";
  readonly received: number;
  readonly unread: Unread;
}

export interface Outcome {
  readonly counts: RunCounts;
  readonly problems: readonly ProblemCount[];
  readonly publication: number | null;
}

/** Judges a staged delivery and publishes what stands, inside the caller's transaction, which holds the publishing lock. */
export async function publishDelivery(client: ClientBase, delivery: StagedDelivery): Promise<Outcome> {
  const { sourceId, runId, origin, complete, unread, provenance } = delivery;
  await findSeries(client);
  await refuseRepeats(client, "value", "record");
  const told = await withdrawTold(client);
  if (complete) await withdrawAbsent(client, sourceId, complete, unread);
  await refuseByWarehouse(client, { replaceSample: true, periodColumn: "period" });
  if (provenance === "SAMPLE") await refuseReal(client);
  await judgeByRules(client);
  const problems = await countProblems(client);
  await createSeries(client, { all: false, provenance });
  const published = await publishStaged(client, { origin, withComments: true, provenance });
  await ownSeries(client, sourceId);
  if (runId !== null) await keepProblems(client, { runId, sourceId }, complete);
  return {
    counts: countsOf(delivery.received, problems, published, told),
    problems,
    publication: published.publicationId,
  };
}

async function keepProblems(
  client: ClientBase,
  origin: { readonly runId: number; readonly sourceId: number },
  complete: Complete | null,
): Promise<void> {
  await keepRejected(client, origin);
  await closeRejected(client, origin, complete);
}

/** A record that tells a withdrawal is an update where there was something to withdraw. */
function countsOf(
  received: number,
  problems: readonly ProblemCount[],
  { created, updated, withdrawn }: Published,
  told: number,
): RunCounts {
  const rowsOf = (severity: ProblemCount["severity"]): number =>
    problems.filter((each) => each.severity === severity).reduce((sum, { rows }) => sum + rows, 0);
  const [rejected, quarantined, warned] = [rowsOf("REJECT"), rowsOf("QUARANTINE"), rowsOf("WARN")];
  const changed = created + updated + told;
  const unchanged = received - rejected - quarantined - changed;
  return { received, created, updated: updated + told, unchanged, rejected, quarantined, warned, withdrawn };
}
