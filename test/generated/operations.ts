/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Who may read an indicator. */
export type AccessClass =
  /** Everyone (dữ liệu mở). */
  | 'OPEN'
  /** Its own agency and stewards (dữ liệu chuyên ngành). */
  | 'RESTRICTED'
  /** Every signed-in agency (dữ liệu dùng chung). */
  | 'SHARED';

/** Which groups are wanted. Fields are joined by AND. */
export type AggregateHaving = {
  /** With at least this coverage, 0 to 1; groups of unknown coverage are left out. */
  minCoverage?: string | null | undefined;
  /** With at least so many values. */
  minValues?: number | null | undefined;
  /** With a value in this range. */
  value?: DecimalRange | null | undefined;
};

/** How the values of a group become one. All but COUNT refuse groups that mix units, frequencies, levels of areas, or totals with members. */
export type AggregateMethod =
  /** Unweighted mean, with at least 16 significant digits. */
  | 'AVERAGE'
  /** How many values there are; nothing has to be comparable. */
  | 'COUNT'
  /** The newest value; a group must hold one series only. */
  | 'LAST'
  /** The largest value. */
  | 'MAX'
  /** The smallest value. */
  | 'MIN'
  /** Exact sum. Refused for indicators that don't add up: aggregation NONE, AVERAGE, MAX and MIN; and LAST over several periods, or in % or ‰. */
  | 'SUM';

/** How groups are ordered. */
export type AggregateOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** What the list is ordered by; items without it come last in both directions. */
  field: AggregateOrderField;
};

/** What groups may be ordered by. */
export type AggregateOrderField =
  /** Number of observations. */
  | 'COUNT'
  /** What they are grouped by, in the order of `groupBy`, nodes by their code. */
  | 'GROUP'
  /** Value; groups without one come last. */
  | 'VALUE';

/** How values of short periods combine into a longer one. */
export type Aggregation =
  /** Their mean: rates and prices. */
  | 'AVERAGE'
  /** The last one stands: stocks. */
  | 'LAST'
  /** The largest. */
  | 'MAX'
  /** The smallest. */
  | 'MIN'
  /** They must not be combined: ranks, scores. */
  | 'NONE'
  /** They add up: flows. */
  | 'SUM';

/** Whether the key of an API client works. */
export type ApiClientStatus =
  /** It works. */
  | 'ACTIVE'
  /** Its time is over; rotating it with a later expiry makes a new key. */
  | 'EXPIRED'
  /** It was revoked, for good. */
  | 'REVOKED';

/** Which entries of the audit log. Fields are joined by AND; null and empty lists are errors. */
export type AuditFilter = {
  /** One of these actions, such as createApiClient. */
  actions?: Array<string> | null | undefined;
  /** By one of these kinds of caller. */
  actorKinds?: Array<ViewerKind> | null | undefined;
  /** By one of these clients' ids or persons' subjects. */
  actors?: Array<string> | null | undefined;
  /** From one of these network addresses. */
  addresses?: Array<string> | null | undefined;
  /** What matches every one of these filters; an empty list or a null in it is BAD_USER_INPUT. */
  and?: Array<AuditFilter> | null | undefined;
  /** About one of these. */
  kinds?: Array<AuditKind> | null | undefined;
  /** What does not match this filter; null or empty is BAD_USER_INPUT. */
  not?: AuditFilter | null | undefined;
  /** What matches at least one of these filters; an empty list or a null in it is BAD_USER_INPUT. */
  or?: Array<AuditFilter> | null | undefined;
  /** That ended in one of these ways. */
  outcomes?: Array<AuditOutcome> | null | undefined;
  /** In one of these requests. */
  requestIds?: Array<string> | null | undefined;
  /** At this moment or later. */
  since?: string | null | undefined;
  /** About one of these subjects. */
  subjects?: Array<string> | null | undefined;
  /** Before this moment. */
  until?: string | null | undefined;
};

/** What an entry of the audit log is about. */
export type AuditKind =
  /** A change of who may what. */
  | 'ADMINISTRATION'
  /** A question that was refused, also one for rows that the caller may not know of. */
  | 'READ'
  /** A credential that was refused. */
  | 'SIGN_IN'
  /** A change of data. */
  | 'WRITE';

/** How it ended. */
export type AuditOutcome =
  /** It was done. */
  | 'DONE'
  /** It failed, and nobody foresaw it. */
  | 'FAILED'
  /** It was refused, and the caller was told why. */
  | 'REFUSED';

/** Members of one dimension. */
export type BreakdownFilter = {
  /** Codes of its members; `_T` is the total. */
  codes: Array<string>;
  /** Code of the dimension, such as SEX. */
  dimension: string;
};

/** Which changes. Fields are joined by AND; null and empty lists are errors; unknown codes are NOT_FOUND. */
export type ChangeFilter = {
  /** Of indicators owned by one of these agencies. */
  agencies?: Array<string> | null | undefined;
  /** In one of these areas. */
  areas?: Array<string> | null | undefined;
  /** Of one of these indicators. */
  indicators?: Array<string> | null | undefined;
  /** Of series with one of these keys. */
  keys?: Array<string> | null | undefined;
  /** Of one of these kinds. */
  kinds?: Array<ChangeKind> | null | undefined;
};

/** What a publication did to an observation. */
export type ChangeKind =
  /** The period had no observation, and now it has one. */
  | 'INSERTED'
  /** Another value, status, comment or end of the period stands from now on. */
  | 'UPDATED'
  /** The observation stands no longer, and no other one took its place. */
  | 'WITHDRAWN';

/** Whose usage, and when. Fields are joined by AND; null and empty lists are errors; unknown agencies are NOT_FOUND. */
export type ClientUsageFilter = {
  /** Of one of these clients' ids or persons' subjects. */
  actors?: Array<string> | null | undefined;
  /** Of callers of an agency with one of these codes. */
  agencies?: Array<string> | null | undefined;
  /** What matches every one of these filters; an empty list or a null in it is BAD_USER_INPUT. */
  and?: Array<ClientUsageFilter> | null | undefined;
  /** On this day or later. */
  from?: string | null | undefined;
  /** Of one of these kinds of caller. */
  kinds?: Array<ViewerKind> | null | undefined;
  /** What does not match this filter; null or empty is BAD_USER_INPUT. */
  not?: ClientUsageFilter | null | undefined;
  /** What matches at least one of these filters; an empty list or a null in it is BAD_USER_INPUT. */
  or?: Array<ClientUsageFilter> | null | undefined;
  /** On this day or earlier. */
  to?: string | null | undefined;
};

/** Values of short periods combined into longer ones. */
export type CollapseInput = {
  /** The longer periods: of the indicator's own reporting calendar. OTHER means the first nine months of each year. Days combine into all others, months and quarters into longer ones, half-years into years, weeks into none (they cross the ends of months and years). */
  frequency: Frequency;
  /** How they combine; the indicator's own aggregation when left out. Refused with BAD_USER_INPUT: anything for an indicator whose aggregation is NONE, and SUM for one that does not add up (stocks, ranks, percentages, averages). */
  method?: Aggregation | null | undefined;
  /** The smallest share of short periods with a value, more than 0 and at most 1, at which a longer one gets its value; 1 when left out, so that no incomplete year is summed. Below it the point is null, MISSING, with the reason INCOMPLETE. */
  minCoverage?: string | null | undefined;
};

/** What an observation is compared with. */
export type Comparator =
  /** The period directly before it (so với kỳ trước). */
  | 'PREVIOUS_PERIOD'
  /** The same period of the year before (so với cùng kỳ). */
  | 'SAME_PERIOD_LAST_YEAR'
  /** What a plan promises: of the targets that this series measures and that are valid on the day, the one that is due next, or was due last. */
  | 'TARGET';

/** A new API client. */
export type CreateApiClientInput = {
  /** Code of the agency that it belongs to. The role AGENCY needs one. */
  agency?: string | null | undefined;
  /** When its keys end; a year from now when left out. */
  expiresAt?: string | null | undefined;
  /** What it is called, up to 100 characters. */
  name: string;
  /** What it is here for. */
  role?: Role;
  /** What its key may be used for. */
  scopes?: Array<Scope>;
};

/** Rows that were held back, and are decided on. */
export type DecideRejectedRowsInput = {
  /** Numbers of rows, as `rejectedRows` gives them in `id`; 1 to 1,000. All of them are decided, or none. */
  ids: Array<string | number>;
};

/** A range of exact values; each bound may be left out. */
export type DecimalRange = {
  /** More than this. */
  gt?: string | null | undefined;
  /** At least this. */
  gte?: string | null | undefined;
  /** Less than this. */
  lt?: string | null | undefined;
  /** At most this. */
  lte?: string | null | undefined;
};

/** How often a series is observed (SDMX CL_FREQ). */
export type Frequency =
  /** Every day (D). */
  | 'DAILY'
  /** Every half-year (S). */
  | 'HALF_YEARLY'
  /** Every month (M). */
  | 'MONTHLY'
  /** No regular step: nine-month cumulations, seasons, school years, pooled years. */
  | 'OTHER'
  /** Every quarter (Q). */
  | 'QUARTERLY'
  /** Every ISO week (W). */
  | 'WEEKLY'
  /** Every year (A). */
  | 'YEARLY';

/** What observations may be put together by. Dimensions of a breakdown are named in `groupByDimensions`. */
export type GroupKey =
  /** Agency that owns the indicator. */
  | 'AGENCY'
  /** Area. */
  | 'AREA'
  /** Level of the area: 1 province, 2 district, 3 commune. */
  | 'AREA_LEVEL'
  /** Frequency of the series. */
  | 'FREQUENCY'
  /** Indicator. */
  | 'INDICATOR'
  /** Period by its canonical code, in whatever reporting calendar. */
  | 'PERIOD'
  /** Pillar of the plans' targets that the indicator measures, in their newest version. An indicator under several pillars counts under each of them; null for indicators without a target. */
  | 'PILLAR'
  /** Status of the observation. */
  | 'STATUS'
  /** The indicator's own topic; null for indicators without one. */
  | 'TOPIC'
  /** Unit of the indicator. */
  | 'UNIT'
  /** Year of the reporting calendar that the period lies in; weeks by their ISO year, ranges by the year they end in. */
  | 'YEAR';

/** Where an indicator stands in its life, today. */
export type IndicatorStatus =
  /** In use. */
  | 'ACTIVE'
  /** Begins later. */
  | 'PLANNED'
  /** Ended; `replacedBy` names the one that took over. */
  | 'REPLACED'
  /** Ended without a replacement. */
  | 'RETIRED';

/** What a difference means for an indicator of its direction, or for a target. */
export type Judgement =
  /** The way the indicator should go; more than the target asks. */
  | 'BETTER'
  /** A difference of an indicator for which neither way is better. */
  | 'NEUTRAL'
  /** No difference; exactly what the target asks. */
  | 'SAME'
  /** The other way; the target is not met. */
  | 'WORSE';

/** Why a derived point has no value, beside its status. */
export type NoValueReason =
  /** The series has a break between the two compared periods; status NOT_APPLICABLE. */
  | 'BREAK'
  /** What it is divided by is zero; status NOT_APPLICABLE. */
  | 'DIVISION_BY_ZERO'
  /** Too few of the periods that it is made from have a value; status MISSING. */
  | 'INCOMPLETE'
  /** What it is compared with has no value or does not exist; status MISSING, or SUPPRESSED. */
  | 'NO_BASE';

/** Which observations. Fields are joined by AND; null and empty lists are errors; unknown codes are NOT_FOUND. */
export type ObservationFilter = {
  /** Of indicators owned by one of these agencies. */
  agencies?: Array<string> | null | undefined;
  /** Of indicators that are combined over time in one of these ways. */
  aggregations?: Array<Aggregation> | null | undefined;
  /** What matches every one of these filters; an empty list or a null in it is BAD_USER_INPUT. */
  and?: Array<ObservationFilter> | null | undefined;
  /** In areas of one of these levels: 1 province, 2 district, 3 commune. */
  areaLevels?: Array<number> | null | undefined;
  /** In one of these areas. */
  areas?: Array<string> | null | undefined;
  /** With these members; dimensions that are not named are free. */
  breakdown?: Array<BreakdownFilter> | null | undefined;
  /** At one of these frequencies. */
  frequencies?: Array<Frequency> | null | undefined;
  /** Of one of these indicators. */
  indicators?: Array<string> | null | undefined;
  /** One of these keys. */
  keys?: Array<string> | null | undefined;
  /** What does not match this filter; null or empty is BAD_USER_INPUT. */
  not?: ObservationFilter | null | undefined;
  /** What matches at least one of these filters; an empty list or a null in it is BAD_USER_INPUT. */
  or?: Array<ObservationFilter> | null | undefined;
  /** In these periods. */
  period?: PeriodInput | null | undefined;
  /** Of one of these provenances. */
  provenance?: Array<Provenance> | null | undefined;
  /** With one of these statuses. */
  statuses?: Array<ObservationStatus> | null | undefined;
  /** Of indicators under one of these topics, or a topic below them. */
  topics?: Array<string> | null | undefined;
  /** Of indicators in one of these units. */
  units?: Array<string> | null | undefined;
  /** With a value in this range. */
  value?: DecimalRange | null | undefined;
};

/** What a value is worth, or why there is none (SDMX CL_OBS_STATUS, its letter in brackets). */
export type ObservationStatus =
  /** Break in the series: not comparable with earlier values (B). */
  | 'BREAK'
  /** Estimated value, ước tính (E). */
  | 'ESTIMATED'
  /** Forecast (F). */
  | 'FORECAST'
  /** No value: a holiday (H). */
  | 'HOLIDAY'
  /** Imputed value (I). */
  | 'IMPUTED'
  /** Value of low reliability (U). */
  | 'LOW_RELIABILITY'
  /** No value, for an unknown reason (O). */
  | 'MISSING'
  /** Official value (A). */
  | 'NORMAL'
  /** No value: it can't exist (M). */
  | 'NOT_APPLICABLE'
  /** No value: it was not collected (L). */
  | 'NOT_COLLECTED'
  /** Provisional value, sơ bộ (P). */
  | 'PROVISIONAL'
  /** No value: it is withheld (Q). */
  | 'SUPPRESSED'
  /** Published, but a rule raised a doubt about it (V). */
  | 'UNVALIDATED';

/** Direction of an ordering; missing values come last in both. */
export type OrderDirection =
  /** Smallest first. */
  | 'ASC'
  /** Largest first. */
  | 'DESC';

/** Which periods: those that lie wholly between `from` and `to`, exactly those `in` a list, or `relative` to a day. Codes stand for the dates of each indicator's own reporting calendar. */
export type PeriodInput = {
  /** First period, included: 2023 means from the first day of 2023. */
  from?: string | null | undefined;
  /** Exactly these periods, up to 250. */
  in?: Array<string> | null | undefined;
  /** A period told from `relativeTo`. */
  relative?: RelativePeriod | null | undefined;
  /** The day that `relative` is told from; today in the province's time zone when left out. */
  relativeTo?: string | null | undefined;
  /** Last period, included: 2023 means to the last day of 2023. */
  to?: string | null | undefined;
};

/** Which value is compared with what was promised. */
export type ProgressMeasure =
  /** The newest value whose period has ended by the day. */
  | 'LATEST_VALUE'
  /** The sum of the values since the beginning of the due date's year (lũy kế từ đầu năm). */
  | 'YEAR_TO_DATE';

/** How it is told what was expected on a day. */
export type ProgressMethod =
  /** The baseline kept the promise already: it is to be held, every day. */
  | 'HOLD'
  /** On the lines from point to point: baseline, milestones, due date. */
  | 'MILESTONES'
  /** On the straight line from the baseline to the promised value on the due date. */
  | 'STRAIGHT_LINE'
  /** Nothing was expected before the due date: the plan gives no baseline, no milestones. */
  | 'TARGET_ONLY';

/** How a target stands on a day (docs/progress.md has the rule). */
export type ProgressStatus =
  /** Met: the value is what was promised. After the due date: it was met by then. */
  | 'ACHIEVED'
  /** A little behind: at least 75 % of the expected improvement, or at least 90 % of the value. */
  | 'AT_RISK'
  /** The due date has passed, and it was not met by then. */
  | 'MISSED'
  /** The day lies on or before the day of the baseline, or before the plan's year. */
  | 'NOT_STARTED'
  /** An indicator measures it, but there is no value that counts on the day. */
  | 'NO_DATA'
  /** No indicator measures it yet. */
  | 'NO_INDICATOR'
  /** Far behind what was expected, or over an upper end of a running total. */
  | 'OFF_TRACK'
  /** Not met yet, and at or ahead of what was expected by the day. */
  | 'ON_TRACK'
  /** Worse than where it began. */
  | 'REGRESSING';

/** Where the figures of a series or target come from. */
export type Provenance =
  /** Delivered to this warehouse by a source or a file. */
  | 'DELIVERED'
  /** Published by an authority; `citation` says where. */
  | 'PUBLISHED'
  /** A sample made up for demonstration. Not a fact. */
  | 'SAMPLE';

/** Why somebody has no rank. */
export type RankingGap =
  /** It is measured there, but there is nothing for this period. */
  | 'NOT_REPORTED'
  /** The indicator is not measured there. */
  | 'NO_SERIES'
  /** There is an observation without a value; `status` says why. */
  | 'NO_VALUE';

/** Periods told from a day. “This” holds the day; “last” is complete and leaves it out. */
export type RelativePeriod =
  /** The 4 quarters before the one that holds the day. */
  | 'LAST_4_QUARTERS'
  /** The 5 years before the one that holds the day. */
  | 'LAST_5_YEARS'
  /** The 7 days before the day. */
  | 'LAST_7_DAYS'
  /** The 10 years before the one that holds the day. */
  | 'LAST_10_YEARS'
  /** The 12 months before the one that holds the day. */
  | 'LAST_12_MONTHS'
  /** The 30 days before the day. */
  | 'LAST_30_DAYS'
  /** The month before it. */
  | 'LAST_MONTH'
  /** The quarter before it. */
  | 'LAST_QUARTER'
  /** The year before it. */
  | 'LAST_YEAR'
  /** The last period of each series that has a value. */
  | 'LATEST'
  /** The month that holds the day. */
  | 'THIS_MONTH'
  /** The quarter that holds the day. */
  | 'THIS_QUARTER'
  /** The year that holds the day. */
  | 'THIS_YEAR'
  /** The day itself. */
  | 'TODAY'
  /** From the first day of the year to the day. */
  | 'YEAR_TO_DATE'
  /** The day before. */
  | 'YESTERDAY';

/** Why a value stands no longer. */
export type RevisionReason =
  /** Another one took its place. */
  | 'REVISED'
  /** It was taken back. */
  | 'WITHDRAWN';

/** What someone who signed in is here for. Each role may what the ones before it may. */
export type Role =
  /** Everything, API clients and the audit log included. */
  | 'ADMIN'
  /** Reads OPEN and SHARED data and all of its own agency's, and writes the latter. */
  | 'AGENCY'
  /** Reads OPEN data; SHARED data too, if he belongs to an agency. */
  | 'READER'
  /** Reads and writes the data of all agencies. */
  | 'STEWARD';

/** What a credential was given out for. */
export type Scope =
  /** Queries. */
  | 'READ'
  /** Mutations. */
  | 'WRITE';

/** Which runs. Fields are joined by AND; null and empty lists are errors. */
export type SyncRunFilter = {
  /** Of sources of one of these agencies. */
  agencies?: Array<string> | null | undefined;
  /** Of sources with one of these codes; an unknown one has no runs. */
  sources?: Array<string> | null | undefined;
  /** In one of these states. */
  states?: Array<SyncState> | null | undefined;
};

/** How a run stands. */
export type SyncState =
  /** Nothing was published; `errorCode` says why. */
  | 'FAILED'
  /** It was stopped; nothing was published. */
  | 'INTERRUPTED'
  /** It made a data version. */
  | 'PUBLISHED'
  /** It runs. */
  | 'RUNNING'
  /** It brought nothing new. */
  | 'UNCHANGED';

/** How a value is compared with what was promised. */
export type TargetComparator =
  /** The value or more (từ … trở lên). */
  | 'AT_LEAST'
  /** The value or less, such as a rank within the top 15 (không quá …). */
  | 'AT_MOST'
  /** From the value to the upper value, both included. */
  | 'BETWEEN'
  /** Exactly the value. */
  | 'EQUAL'
  /** Strictly less than the value (dưới …). */
  | 'LESS_THAN'
  /** Strictly more than the value (trên …). */
  | 'MORE_THAN';

/** What is made from the values, point by point, exactly in decimals. Sums and differences keep all digits; quotients are rounded half to even to 20 significant digits. A gap is never bridged: what needs a missing value is null. `docs/api.md` has the formulas. */
export type Transform =
  /** Difference from the previous period, in the indicator's unit (so với kỳ trước). */
  | 'CHANGE'
  /** Difference from the same period of the year before, in the indicator's unit (so với cùng kỳ). */
  | 'CHANGE_ON_YEAR'
  /** Sum from the first period of the year (of the reporting calendar) to this one (lũy kế); only for indicators that add up. */
  | 'CUMULATIVE_YEAR'
  /** 100 times the value divided by that of the `base` period. */
  | 'INDEX'
  /** Mean of this and the periods before it, `window` in all. */
  | 'MOVING_AVERAGE'
  /** The same in percent of the previous period's value without its sign, so that a rise is positive from negative values too. */
  | 'PERCENT_CHANGE'
  /** The same in percent of the value of the year before, without its sign. */
  | 'PERCENT_CHANGE_ON_YEAR'
  /** The values themselves. */
  | 'VALUE';

/** What kind of caller asks. */
export type ViewerKind =
  /** Anyone who sends no credential. */
  | 'ANONYMOUS'
  /** A programme with an API key. */
  | 'CLIENT'
  /** A person with a token of the sign-in service. */
  | 'PERSON'
  /** Kho itself, on its command line. */
  | 'SYSTEM';

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { viewer: { kind: ViewerKind, name: string | null, role: Role | null, scopes: Array<Scope>, classes: Array<AccessClass>, allowed: Array<string>, agency: { code: string, name: string } | null } };

export type CreateApiClientMutationVariables = Exact<{
  input: CreateApiClientInput;
}>;


export type CreateApiClientMutation = { createApiClient: { key: string | null, client: { clientId: string, name: string, role: Role, status: ApiClientStatus, expiresAt: string } | null, userErrors: Array<{ field: Array<string>, code: string, message: string }> } };

export type AuditLogQueryVariables = Exact<{
  filter?: AuditFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditLogQuery = { auditLog: { nodes: Array<{ at: string, kind: AuditKind, action: string, outcome: AuditOutcome, actorKind: ViewerKind, actorId: string | null, address: string | null, subject: string | null, details: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ClientUsageQueryVariables = Exact<{
  filter?: ClientUsageFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ClientUsageQuery = { clientUsage: { nodes: Array<{ day: string, kind: ViewerKind, actorId: string | null, name: string | null, operations: number, errors: number, cost: string, bytes: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ReleaseRejectedRowsMutationVariables = Exact<{
  input: DecideRejectedRowsInput;
}>;


export type ReleaseRejectedRowsMutation = { releaseRejectedRows: { released: number, version: string | null, userErrors: Array<{ field: Array<string>, code: string, message: string }> } };

export type DismissRejectedRowsMutationVariables = Exact<{
  input: DecideRejectedRowsInput;
}>;


export type DismissRejectedRowsMutation = { dismissRejectedRows: { dismissed: number, userErrors: Array<{ field: Array<string>, code: string, message: string }> } };

export type AggregateQueryVariables = Exact<{
  filter: ObservationFilter;
  groupBy: Array<GroupKey> | GroupKey;
  groupByDimensions?: Array<string> | string | null | undefined;
  method?: AggregateMethod | null | undefined;
  having?: AggregateHaving | null | undefined;
  orderBy?: AggregateOrder | null | undefined;
}>;


export type AggregateQuery = { aggregate: { totalCount: number, nodes: Array<{ period: string | null, year: number | null, value: string | null, method: AggregateMethod, count: number, valueCount: number, missingCount: number, seriesCount: number, coverage: string | null, firstPeriod: string, lastPeriod: string, agency: { code: string } | null, indicator: { code: string } | null, breakdown: Array<{ dimension: string, code: string }> }> } };

export type LineageQueryVariables = Exact<{
  code: string;
}>;


export type LineageQuery = { indicator: { formula: string | null, derivedFrom: Array<{ code: string }>, usedBy: Array<{ code: string }> } | null };

export type RankingQueryVariables = Exact<{
  indicator: string;
  period?: string | null | undefined;
  areaLevel?: number | null | undefined;
}>;


export type RankingQuery = { ranking: { nodes: Array<{ rank: number | null, value: string | null, status: ObservationStatus | null, gap: RankingGap | null, previousRank: number | null, rankChange: number | null, area: { code: string } }> } };

export type CompositeIndexQueryVariables = Exact<{
  code: string;
  version?: string | null | undefined;
  period?: PeriodInput | null | undefined;
  areaLevel?: number | null | undefined;
}>;


export type CompositeIndexQuery = { compositeIndex: { version: string, components: Array<{ weight: string, share: string }>, values: { nodes: Array<{ value: string | null, rank: number | null, contributions: Array<{ value: string | null, part: string | null }> }> } } | null };

export type AgenciesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type AgenciesQuery = { agencies: { totalCount: number, nodes: Array<{ code: string, nameVi: string, nameEn: string, indicators: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type IndicatorQueryVariables = Exact<{
  code: string;
}>;


export type IndicatorQuery = { indicator: { definition: string | null, status: IndicatorStatus, id: string, code: string, name: string, frequency: Frequency, latest: { value: string | null, period: { code: string } } | null, unit: { code: string }, agency: { code: string } } | null };

export type SearchQueryVariables = Exact<{
  text: string;
  first: number;
}>;


export type SearchQuery = { search: { nodes: Array<
      | { __typename: 'Agency' }
      | { __typename: 'Area' }
      | { __typename: 'Indicator', id: string, code: string, name: string, frequency: Frequency, unit: { code: string }, agency: { code: string } }
      | { __typename: 'Plan' }
      | { __typename: 'Target', code: string }
      | { __typename: 'Topic' }
    > } };

export type IndicatorCardFragment = { id: string, code: string, name: string, frequency: Frequency, unit: { code: string }, agency: { code: string } };

export type TimeSeriesQueryVariables = Exact<{
  indicators: Array<string> | string;
  areas?: Array<string> | string | null | undefined;
  period?: PeriodInput | null | undefined;
}>;


export type TimeSeriesQuery = { timeSeries: Array<{ periods: Array<string>, starts: Array<string>, values: Array<string | null>, statuses: Array<ObservationStatus>, series: { key: string } }> };

export type ObservationsQueryVariables = Exact<{
  filter: ObservationFilter;
  first: number;
  after?: string | null | undefined;
}>;


export type ObservationsQuery = { observations: { totalCount: number, nodes: Array<{ id: string, value: string | null, status: ObservationStatus, isRevised: boolean, period: { code: string, label: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TargetProgressQueryVariables = Exact<{
  first: number;
  on?: string | null | undefined;
}>;


export type TargetProgressQuery = { targets: { totalCount: number, nodes: Array<{ code: string, name: string, comparator: TargetComparator, value: string | null, dueDate: string, pillar: { code: string }, progress: { status: ProgressStatus, isMet: boolean, isProvisional: boolean, method: ProgressMethod, measure: ProgressMeasure, actualValue: string | null, expected: string | null, target: string | null, baseline: string | null, achievement: string | null, gapClosed: string | null, pace: string | null, projected: string | null, explanation: string, actual: { value: string | null, period: { code: string } } | null }, indicator: { code: string, latest: { value: string | null } | null } | null }> } };

export type ScorecardQueryVariables = Exact<{
  plan: string;
  on?: string | null | undefined;
  since?: string | null | undefined;
}>;


export type ScorecardQuery = { plan: { code: string, year: number, scorecard: { total: number, met: number, summary: string, byStatus: Array<{ status: ProgressStatus, count: number }>, byPillar: Array<{ total: number, met: number, pillar: { code: string } }>, change: { met: number, changed: Array<{ code: string, before: ProgressStatus | null, after: ProgressStatus | null }> } | null } } | null };

export type PlansOverYearsQueryVariables = Exact<{
  codes: Array<string> | string;
}>;


export type PlansOverYearsQuery = { planComparison: { summary: string, plans: Array<{ plan: { year: number }, scorecard: { met: number, total: number } }>, recurring: Array<{ lineage: string, entries: Array<{ progress: { status: ProgressStatus } }> }> } };

export type WarehouseQueryVariables = Exact<{ [key: string]: never; }>;


export type WarehouseQuery = { warehouse: { version: string, today: string, counts: { indicators: number, observations: number } } };

export type DerivedSeriesQueryVariables = Exact<{
  indicators: Array<string> | string;
  collapse?: CollapseInput | null | undefined;
  transform: Transform;
}>;


export type DerivedSeriesQuery = { timeSeries: Array<{ frequency: Frequency, periods: Array<string>, values: Array<string | null>, statuses: Array<ObservationStatus>, coverage: Array<string | null>, reasons: Array<NoValueReason | null> }> };

export type StatisticsQueryVariables = Exact<{
  codes: Array<string> | string;
}>;


export type StatisticsQuery = { indicators: { nodes: Array<{ code: string, statistics: { count: number, expectedCount: number, missingShare: string | null, mean: string | null, median: string | null, standardDeviation: string | null, seasonalityStrength: string | null, minimum: { period: string, value: string | null } | null, maximum: { period: string, value: string | null } | null, trend: { slope: string, unit: string, slopePerYear: string, yearlyUnit: string } | null, outliers: { lower: string, upper: string, points: Array<{ period: string, value: string | null, score: string }> } | null } | null }> } };

export type ComparisonsQueryVariables = Exact<{
  codes: Array<string> | string;
  with: Comparator;
}>;


export type ComparisonsQuery = { indicators: { nodes: Array<{ code: string, comparison: { difference: string | null, percent: string | null, judgement: Judgement | null, explanation: string, current: { value: string | null }, previous: { value: string | null } | null, target: { code: string } | null } | null }> } };

export type WhoIsLateQueryVariables = Exact<{
  period: PeriodInput;
  agencies?: Array<string> | string | null | undefined;
  on?: string | null | undefined;
}>;


export type WhoIsLateQuery = { completeness: Array<{ expected: number, received: number, onTime: number, late: number, missing: number, pending: number, agency: { code: string }, missingDeliveries: Array<{ dueBy: string, daysLate: number, indicator: { code: string, freshness: { lastPublishedAt: string | null, dueBy: string | null, isLate: boolean, lastPeriod: { code: string } | null } }, period: { code: string } }> }> };

export type AsOfQueryVariables = Exact<{
  version: string | number;
  keys: Array<string> | string;
}>;


export type AsOfQuery = { observations: { nodes: Array<{ id: string, value: string | null, isRevised: boolean, publication: { version: number } }> }, targets: { nodes: Array<{ id: string, code: string, value: string | null }> } };

export type RevisionsQueryVariables = Exact<{
  keys: Array<string> | string;
}>;


export type RevisionsQuery = { observations: { nodes: Array<{ id: string, revisions: { nodes: Array<{ value: string | null, status: ObservationStatus, reason: RevisionReason | null, from: { id: string, version: number }, to: { id: string, version: number } | null }> } }> } };

export type ChangesQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: ChangeFilter | null | undefined;
}>;


export type ChangesQuery = { changes: { version: string, nodes: Array<{ kind: ChangeKind, version: number, observationId: string, value: string | null, status: ObservationStatus | null, previousValue: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PublishedSubscriptionVariables = Exact<{
  after?: string | number | null | undefined;
}>;


export type PublishedSubscription = { published: { version: string, at: string, counts: { created: number, updated: number, withdrawn: number }, indicators: { totalCount: number, nodes: Array<{ id: string, code: string }> } } };

export type SyncRunsQueryVariables = Exact<{
  filter?: SyncRunFilter | null | undefined;
}>;


export type SyncRunsQuery = { syncRuns: { nodes: Array<{ id: string, state: SyncState, startedAt: string, duration: number | null, received: number | null, rejected: number | null, versionAfter: string | null, problems: Array<{ rule: string, count: number }> | null }> } };

export const IndicatorCardFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IndicatorCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Indicator"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"frequency"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]} as unknown as DocumentNode<IndicatorCardFragment, unknown>;
export const WhoAmIDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhoAmI"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"classes"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}}]}}]} as unknown as DocumentNode<WhoAmIQuery, WhoAmIQueryVariables>;
export const CreateApiClientDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateApiClient"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateApiClientInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createApiClient"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"client"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clientId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CreateApiClientMutation, CreateApiClientMutationVariables>;
export const AuditLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AuditFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"actorKind"}},{"kind":"Field","name":{"kind":"Name","value":"actorId"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"details"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<AuditLogQuery, AuditLogQueryVariables>;
export const ClientUsageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClientUsage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ClientUsageFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clientUsage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"day"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"actorId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"operations"}},{"kind":"Field","name":{"kind":"Name","value":"errors"}},{"kind":"Field","name":{"kind":"Name","value":"cost"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ClientUsageQuery, ClientUsageQueryVariables>;
export const ReleaseRejectedRowsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReleaseRejectedRows"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DecideRejectedRowsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"releaseRejectedRows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"released"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ReleaseRejectedRowsMutation, ReleaseRejectedRowsMutationVariables>;
export const DismissRejectedRowsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DismissRejectedRows"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DecideRejectedRowsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dismissRejectedRows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dismissed"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<DismissRejectedRowsMutation, DismissRejectedRowsMutationVariables>;
export const AggregateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Aggregate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ObservationFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GroupKey"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupByDimensions"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"method"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AggregateMethod"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"having"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AggregateHaving"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AggregateOrder"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"aggregate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"groupBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"groupByDimensions"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupByDimensions"}}},{"kind":"Argument","name":{"kind":"Name","value":"method"},"value":{"kind":"Variable","name":{"kind":"Name","value":"method"}}},{"kind":"Argument","name":{"kind":"Name","value":"having"},"value":{"kind":"Variable","name":{"kind":"Name","value":"having"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"indicator"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"breakdown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dimension"}},{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"valueCount"}},{"kind":"Field","name":{"kind":"Name","value":"missingCount"}},{"kind":"Field","name":{"kind":"Name","value":"seriesCount"}},{"kind":"Field","name":{"kind":"Name","value":"coverage"}},{"kind":"Field","name":{"kind":"Name","value":"firstPeriod"}},{"kind":"Field","name":{"kind":"Name","value":"lastPeriod"}}]}}]}}]}}]} as unknown as DocumentNode<AggregateQuery, AggregateQueryVariables>;
export const LineageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Lineage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicator"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"formula"}},{"kind":"Field","name":{"kind":"Name","value":"derivedFrom"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"usedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<LineageQuery, LineageQueryVariables>;
export const RankingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Ranking"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"indicator"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"period"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Period"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"areaLevel"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ranking"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"indicator"},"value":{"kind":"Variable","name":{"kind":"Name","value":"indicator"}}},{"kind":"Argument","name":{"kind":"Name","value":"period"},"value":{"kind":"Variable","name":{"kind":"Name","value":"period"}}},{"kind":"Argument","name":{"kind":"Name","value":"areaLevel"},"value":{"kind":"Variable","name":{"kind":"Name","value":"areaLevel"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"area"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"gap"}},{"kind":"Field","name":{"kind":"Name","value":"previousRank"}},{"kind":"Field","name":{"kind":"Name","value":"rankChange"}}]}}]}}]}}]} as unknown as DocumentNode<RankingQuery, RankingQueryVariables>;
export const CompositeIndexDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CompositeIndex"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"version"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"period"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"PeriodInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"areaLevel"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"compositeIndex"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}},{"kind":"Argument","name":{"kind":"Name","value":"version"},"value":{"kind":"Variable","name":{"kind":"Name","value":"version"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"components"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"share"}}]}},{"kind":"Field","name":{"kind":"Name","value":"values"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"period"},"value":{"kind":"Variable","name":{"kind":"Name","value":"period"}}},{"kind":"Argument","name":{"kind":"Name","value":"areaLevel"},"value":{"kind":"Variable","name":{"kind":"Name","value":"areaLevel"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"contributions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"part"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CompositeIndexQuery, CompositeIndexQueryVariables>;
export const AgenciesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Agencies"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agencies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","alias":{"kind":"Name","value":"nameVi"},"name":{"kind":"Name","value":"name"}},{"kind":"Field","alias":{"kind":"Name","value":"nameEn"},"name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"lang"},"value":{"kind":"EnumValue","value":"EN"}}]},{"kind":"Field","name":{"kind":"Name","value":"indicators"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<AgenciesQuery, AgenciesQueryVariables>;
export const IndicatorDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Indicator"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicator"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"IndicatorCard"}},{"kind":"Field","name":{"kind":"Name","value":"definition"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"latest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"period"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IndicatorCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Indicator"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"frequency"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]} as unknown as DocumentNode<IndicatorQuery, IndicatorQueryVariables>;
export const SearchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Search"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"search"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Indicator"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"IndicatorCard"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Target"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IndicatorCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Indicator"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"frequency"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]} as unknown as DocumentNode<SearchQuery, SearchQueryVariables>;
export const TimeSeriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TimeSeries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"indicators"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"areas"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"period"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"PeriodInput"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"timeSeries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"indicators"},"value":{"kind":"Variable","name":{"kind":"Name","value":"indicators"}}},{"kind":"Argument","name":{"kind":"Name","value":"areas"},"value":{"kind":"Variable","name":{"kind":"Name","value":"areas"}}},{"kind":"Argument","name":{"kind":"Name","value":"period"},"value":{"kind":"Variable","name":{"kind":"Name","value":"period"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"series"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}}]}},{"kind":"Field","name":{"kind":"Name","value":"periods"}},{"kind":"Field","name":{"kind":"Name","value":"starts"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"statuses"}}]}}]}}]} as unknown as DocumentNode<TimeSeriesQuery, TimeSeriesQueryVariables>;
export const ObservationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Observations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ObservationFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"observations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"isRevised"}},{"kind":"Field","name":{"kind":"Name","value":"period"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ObservationsQuery, ObservationsQueryVariables>;
export const TargetProgressDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TargetProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"on"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LocalDate"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"targets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"on"},"value":{"kind":"Variable","name":{"kind":"Name","value":"on"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"comparator"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"dueDate"}},{"kind":"Field","name":{"kind":"Name","value":"pillar"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"on"},"value":{"kind":"Variable","name":{"kind":"Name","value":"on"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"isMet"}},{"kind":"Field","name":{"kind":"Name","value":"isProvisional"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"measure"}},{"kind":"Field","name":{"kind":"Name","value":"actualValue"}},{"kind":"Field","name":{"kind":"Name","value":"expected"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"baseline"}},{"kind":"Field","name":{"kind":"Name","value":"achievement"}},{"kind":"Field","name":{"kind":"Name","value":"gapClosed"}},{"kind":"Field","name":{"kind":"Name","value":"pace"}},{"kind":"Field","name":{"kind":"Name","value":"projected"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"actual"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"period"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"indicator"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"latest"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<TargetProgressQuery, TargetProgressQueryVariables>;
export const ScorecardDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Scorecard"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"plan"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"on"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LocalDate"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LocalDate"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"plan"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"scorecard"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"on"},"value":{"kind":"Variable","name":{"kind":"Name","value":"on"}}},{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"met"}},{"kind":"Field","name":{"kind":"Name","value":"byStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"byPillar"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pillar"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"met"}}]}},{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"met"}},{"kind":"Field","name":{"kind":"Name","value":"changed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"summary"}}]}}]}}]}}]} as unknown as DocumentNode<ScorecardQuery, ScorecardQueryVariables>;
export const PlansOverYearsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PlansOverYears"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"codes"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"planComparison"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"codes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"codes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"year"}}]}},{"kind":"Field","name":{"kind":"Name","value":"scorecard"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"met"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"recurring"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lineage"}},{"kind":"Field","name":{"kind":"Name","value":"entries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"summary"}}]}}]}}]} as unknown as DocumentNode<PlansOverYearsQuery, PlansOverYearsQueryVariables>;
export const WarehouseDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Warehouse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"warehouse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"today"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicators"}},{"kind":"Field","name":{"kind":"Name","value":"observations"}}]}}]}}]}}]} as unknown as DocumentNode<WarehouseQuery, WarehouseQueryVariables>;
export const DerivedSeriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DerivedSeries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"indicators"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"collapse"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CollapseInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"transform"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Transform"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"timeSeries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"indicators"},"value":{"kind":"Variable","name":{"kind":"Name","value":"indicators"}}},{"kind":"Argument","name":{"kind":"Name","value":"collapse"},"value":{"kind":"Variable","name":{"kind":"Name","value":"collapse"}}},{"kind":"Argument","name":{"kind":"Name","value":"transform"},"value":{"kind":"Variable","name":{"kind":"Name","value":"transform"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"frequency"}},{"kind":"Field","name":{"kind":"Name","value":"periods"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"statuses"}},{"kind":"Field","name":{"kind":"Name","value":"coverage"}},{"kind":"Field","name":{"kind":"Name","value":"reasons"}}]}}]}}]} as unknown as DocumentNode<DerivedSeriesQuery, DerivedSeriesQueryVariables>;
export const StatisticsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Statistics"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"codes"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicators"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"codes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"codes"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"statistics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"expectedCount"}},{"kind":"Field","name":{"kind":"Name","value":"missingShare"}},{"kind":"Field","name":{"kind":"Name","value":"mean"}},{"kind":"Field","name":{"kind":"Name","value":"median"}},{"kind":"Field","name":{"kind":"Name","value":"standardDeviation"}},{"kind":"Field","name":{"kind":"Name","value":"minimum"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maximum"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"trend"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slope"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"slopePerYear"}},{"kind":"Field","name":{"kind":"Name","value":"yearlyUnit"}}]}},{"kind":"Field","name":{"kind":"Name","value":"seasonalityStrength"}},{"kind":"Field","name":{"kind":"Name","value":"outliers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lower"}},{"kind":"Field","name":{"kind":"Name","value":"upper"}},{"kind":"Field","name":{"kind":"Name","value":"points"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"score"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<StatisticsQuery, StatisticsQueryVariables>;
export const ComparisonsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Comparisons"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"codes"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"with"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Comparator"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicators"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"codes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"codes"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"comparison"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"with"},"value":{"kind":"Variable","name":{"kind":"Name","value":"with"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"current"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"previous"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"target"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"difference"}},{"kind":"Field","name":{"kind":"Name","value":"percent"}},{"kind":"Field","name":{"kind":"Name","value":"judgement"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ComparisonsQuery, ComparisonsQueryVariables>;
export const WhoIsLateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WhoIsLate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"period"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PeriodInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agencies"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"on"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LocalDate"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"completeness"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"period"},"value":{"kind":"Variable","name":{"kind":"Name","value":"period"}}},{"kind":"Argument","name":{"kind":"Name","value":"agencies"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agencies"}}},{"kind":"Argument","name":{"kind":"Name","value":"on"},"value":{"kind":"Variable","name":{"kind":"Name","value":"on"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agency"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"expected"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"onTime"}},{"kind":"Field","name":{"kind":"Name","value":"late"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}},{"kind":"Field","name":{"kind":"Name","value":"pending"}},{"kind":"Field","name":{"kind":"Name","value":"missingDeliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicator"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"freshness"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"on"},"value":{"kind":"Variable","name":{"kind":"Name","value":"on"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lastPeriod"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastPublishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueBy"}},{"kind":"Field","name":{"kind":"Name","value":"isLate"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"period"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dueBy"}},{"kind":"Field","name":{"kind":"Name","value":"daysLate"}}]}}]}}]}}]} as unknown as DocumentNode<WhoIsLateQuery, WhoIsLateQueryVariables>;
export const AsOfDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AsOf"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"version"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"keys"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"observations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"version"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"keys"},"value":{"kind":"Variable","name":{"kind":"Name","value":"keys"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isRevised"}},{"kind":"Field","name":{"kind":"Name","value":"publication"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"targets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"version"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]} as unknown as DocumentNode<AsOfQuery, AsOfQueryVariables>;
export const RevisionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Revisions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"keys"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"observations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"keys"},"value":{"kind":"Variable","name":{"kind":"Name","value":"keys"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revisions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"from"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}},{"kind":"Field","name":{"kind":"Name","value":"to"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RevisionsQuery, RevisionsQueryVariables>;
export const ChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Changes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"observationId"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"previousValue"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ChangesQuery, ChangesQueryVariables>;
export const PublishedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Published"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"published"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"updated"}},{"kind":"Field","name":{"kind":"Name","value":"withdrawn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"indicators"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PublishedSubscription, PublishedSubscriptionVariables>;
export const SyncRunsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SyncRuns"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SyncRunFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncRuns"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"versionAfter"}}]}}]}}]}}]} as unknown as DocumentNode<SyncRunsQuery, SyncRunsQueryVariables>;