import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Float, ID, Info, Query, Resolver } from "type-graphql";
import type { AgencyReads } from "../agency/agency.reads.js";
import { AgencyType } from "../agency/agency.type.js";
import { align, loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { LangArgs, inLang } from "../graphql/lang.js";
import { Live } from "../graphql/live.js";
import { PageArgs } from "../graphql/page-args.js";
import { Selection } from "../graphql/selection.js";
import type { ObservationRow } from "../observation/observation.reads.js";
import { ObservationType } from "../observation/observation.type.js";
import { RejectedRowConnectionType, RejectedRowType } from "./rejected-row.type.js";
import { SourceSystemArgs, SourceSystemConnectionType, SourceSystemType } from "./source-system.type.js";
import { RejectedRowsArgs, SyncRunsArgs } from "./sync-run.inputs.js";
import type { RejectedRow, SourceSystemRow, SyncRunReads, SyncRunRow } from "./sync-run.reads.js";
import { RuleCountType, SyncRunConnectionType, SyncRunType } from "./sync-run.type.js";

@Resolver(() => SourceSystemType)
export class SourceSystemResolver {
  constructor(
    private readonly reads: SyncRunReads,
    private readonly agencies: AgencyReads,
  ) {}

  @Live()
  @Query(() => SourceSystemType, { nullable: true, description: "The source with a code, or null if there is none." })
  sourceSystem(@Args(() => SourceSystemArgs) { code }: SourceSystemArgs) {
    return this.reads.source(code);
  }

  @Live()
  @Query(() => SourceSystemConnectionType, { description: "Where data comes from, by code; 50 by default." })
  sourceSystems(@Args(() => PageArgs) args: PageArgs, @Info() info: GraphQLResolveInfo) {
    return this.reads.sources(args, Selection.of(info));
  }

  @ComputedField(() => String, {
    description: "Name of the source.",
    args: () => LangArgs,
    needs: ["nameVi", "nameEn"],
  })
  name(source: SourceSystemRow, lang: LangArgs) {
    return inLang(lang, source.nameVi, source.nameEn);
  }

  @BatchedField(() => AgencyType, { description: "The agency that answers for it.", needs: ["agencyId"] })
  agency(sources: readonly SourceSystemRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    return loadById(
      sources.map(({ agencyId }) => agencyId),
      (ids) => this.agencies.byIds(viewer, ids, needs),
    );
  }
}

@Resolver(() => SyncRunType)
export class SyncRunResolver {
  constructor(private readonly reads: SyncRunReads) {}

  @Live()
  @Query(() => SyncRunConnectionType, { description: "Runs of sources and imports, the newest first; 20 by default." })
  syncRuns(@Args(() => SyncRunsArgs) args: SyncRunsArgs, @Ctx() { viewer }: Context, @Info() info: GraphQLResolveInfo) {
    return this.reads.runs(viewer, args, Selection.of(info));
  }

  @BatchedField(() => SourceSystemType, {
    nullable: true,
    description: "The source; null for a file that was imported by hand.",
    needs: ["sourceId"],
  })
  source(runs: readonly SyncRunRow[], _args: unknown, _context: Context, { needs }: Selection) {
    return loadById(
      runs.map(({ sourceId }) => sourceId),
      (ids) => this.reads.sourcesByIds(ids, needs),
    );
  }

  @ComputedField(() => Float, {
    nullable: true,
    description: "Bytes of all payloads as they came.",
    needs: ["bytes"],
  })
  bytes({ bytes }: SyncRunRow): number | null {
    return bytes === null ? null : Number(bytes);
  }

  @ComputedField(() => [RuleCountType], {
    nullable: true,
    description: "Rows by the rule that they did not keep.",
    needs: ["problems"],
  })
  problems({ problems }: SyncRunRow) {
    if (problems === null) return null;
    return Object.entries(problems)
      .map(([rule, count]) => ({ rule, count }))
      .sort((a, b) => (a.rule < b.rule ? -1 : 1));
  }

  @ComputedField(() => ID, {
    nullable: true,
    description: "Data version when it took its turn to publish; null when it did not come so far.",
    needs: ["versionBefore"],
  })
  versionBefore({ versionBefore }: SyncRunRow): string | null {
    return versionBefore === null ? null : String(versionBefore);
  }

  @ComputedField(() => ID, {
    nullable: true,
    description: "The data version that it made; the one before when nothing changed.",
    needs: ["versionAfter"],
  })
  versionAfter({ versionAfter }: SyncRunRow): string | null {
    return versionAfter === null ? null : String(versionAfter);
  }

  @ComputedField(() => Float, {
    nullable: true,
    description: "Seconds from its begin to its end; null while it runs.",
    needs: ["startedAt", "endedAt"],
  })
  duration({ startedAt, endedAt }: SyncRunRow): number | null {
    return endedAt && (endedAt.getTime() - startedAt.getTime()) / 1_000;
  }
}

@Resolver(() => RejectedRowType)
export class RejectedRowResolver {
  constructor(private readonly reads: SyncRunReads) {}

  @Live()
  @Query(() => RejectedRowConnectionType, {
    description:
      "Rows that were not simply taken, the newest first; 20 by default. An agency sees its own, stewards all, and everybody else none.",
  })
  rejectedRows(
    @Args(() => RejectedRowsArgs) args: RejectedRowsArgs,
    @Ctx() { viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.reads.rejected(viewer, args, Selection.of(info));
  }

  @ComputedField(() => String, {
    description: "What is wrong with it, in words.",
    args: () => LangArgs,
    needs: ["messageVi", "messageEn"],
  })
  message(row: RejectedRow, lang: LangArgs) {
    return inLang(lang, row.messageVi, row.messageEn);
  }

  @ComputedField(() => String, { description: "The record as it came, as JSON.", needs: ["raw"] })
  raw({ raw }: RejectedRow): string {
    return JSON.stringify(raw);
  }

  @BatchedField(() => SyncRunType, { description: "The last run that brought it.", needs: ["lastRunId"] })
  run(rows: readonly RejectedRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    return loadById(
      rows.map(({ lastRunId }) => lastRunId),
      (ids) => this.reads.runsByIds(viewer, ids, needs),
    );
  }
}

@Resolver(() => ObservationType)
export class ObservationSourceResolver {
  constructor(private readonly reads: SyncRunReads) {}

  @Live()
  @BatchedField(() => SourceSystemType, {
    nullable: true,
    description: "The source that delivers its series; null where it comes from none, such as a file.",
    needs: [],
  })
  async source(observations: readonly ObservationRow[], _args: unknown, _context: Context, { needs }: Selection) {
    const ids = observations.map(({ seriesId }) => seriesId);
    return align(ids, await this.reads.sourcesOfSeries(ids, needs), ({ seriesId }) => seriesId);
  }
}
