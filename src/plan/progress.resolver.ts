import { Resolver } from "type-graphql";
import { align } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { Lang, LangArgs } from "../graphql/lang.js";
import type { Selection } from "../graphql/selection.js";
import type { AsOf } from "../observation/as-of.js";
import { AppError } from "../shared/errors.js";
import type { LocalDate } from "../shared/local-date.js";
import { TargetType } from "./plan.type.js";
import type { Progress } from "./progress.js";
import { progressOf } from "./progress.js";
import { ProgressArgs } from "./progress.inputs.js";
import type { ProgressReads } from "./progress.reads.js";
import { explain } from "./progress-sentence.js";
import { ProgressType } from "./progress.type.js";
import type { TargetRow } from "./target.reads.js";

@Resolver(() => TargetType)
export class TargetProgressResolver {
  constructor(
    private readonly reads: ProgressReads,
    private readonly today: () => LocalDate,
  ) {}

  @BatchedField(() => ProgressType, {
    description:
      "How it stands on a day, as it reads here: ask `target(on:)` or `targets(on:)` for the wording of the day.",
    args: () => ProgressArgs,
    needs: ["code"],
  })
  async progress(targets: readonly TargetRow[], args: ProgressArgs, { viewer, asOf }: Context, selection: Selection) {
    const ids = targets.map((target) => target.id);
    const moment = { on: args.on ?? this.today(), asOf };
    const parts = selection.has("explanation") ? "SENTENCES" : selection.has("actual") ? "OBSERVATION" : "NUMBERS";
    const rows = await this.reads.ofTargets(viewer, ids, moment, parts);
    const standings = align(
      ids,
      rows.map((row) => progressOf(row, moment.on)),
      ({ row }) => row.id,
    );
    const [missing] = targets.filter((_target, i) => standings[i] == null);
    if (missing) throw notYetThere(missing, asOf);
    return standings;
  }
}

/** The list that it was found in was asked as of a later version than how it stands. */
function notYetThere({ code }: TargetRow, asOf: AsOf): AppError {
  return new AppError("BAD_USER_INPUT", `Target ${code} is not in data version ${asOf ?? "of now"}.`, {
    argument: "asOf",
  });
}

@Resolver(() => ProgressType)
export class ProgressResolver {
  @ComputedField(() => String, {
    description:
      "The standing as one sentence for a report, with numbers and dates as the language writes them. It says what is provisional and what is a sample.",
    args: () => LangArgs,
  })
  explanation({ row, assessment, on }: Progress, { lang }: LangArgs): string {
    return explain(row, assessment, on, lang === Lang.EN ? "en" : "vi");
  }
}
