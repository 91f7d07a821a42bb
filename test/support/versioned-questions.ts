/** Everything that a series, an observation and a target tell of themselves. */
const SERIES = `id key frequency provenance citation observationCount firstPeriod lastPeriod breakdown { dimension code }`;
const OBSERVATION = `id value valueFloat status comment isRevised period { code start end } publishedAt publication { version origin created } series { ${SERIES} }`;
const TARGET = `id code name comparator value upperValue dueDate decision validFrom validTo provenance citation series { ${SERIES} }
  baseline { date value } milestones { date value } indicator { code latest { ${OBSERVATION} } }`;
const PAGE = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor }`;

const GROUP = `agency { code } area { code } areaLevel indicator { code } topic { code } pillar { code } period year frequency status unit { code } method value count valueCount missingCount seriesCount coverage firstPeriod lastPeriod`;
const PLACE = `area { code } period rank value status previousPeriod previousValue previousRank rankChange reason`;
const COMPARED = `with base basePeriod current { value } previous { value } difference percent judgement status value reason target { code value } explanation en: explanation(lang: EN)`;
const PROGRESS = `status measure method on achievement actual { value publication { version } } actualValue baseline baselineDate coverage daysLeft expected gapClosed isMet isProvisional measuredUntil pace projected target targetUpper explanation en: explanation(lang: EN)`;
const STATISTICS = `count expectedCount mean median standardDeviation missingShare seasonalityStrength first { period value } last { period value } minimum { period value } maximum { period value } trend { slope rSquared unit } outliers { lower upper }`;

/** Questions about observations, series and targets. `#` stands where `asOf` may. */
export const QUESTIONS: Readonly<Record<string, string>> = {
  "observations by series": `{ observations(# filter: { keys: ["M.TC001.77._T", "A.TT007.77._T", "M.TC002.77._T"] }, first: 30) { ${PAGE} nodes { ${OBSERVATION} } } }`,
  "observations by value": `{ observations(# filter: { indicators: ["TC001"], period: { in: ["2023-11", "2023-12"] } }, orderBy: { field: VALUE, direction: DESC }, first: 7) { ${PAGE} nodes { ${OBSERVATION} } } }`,
  "observations by period, from the end": `{ observations(# filter: { indicators: ["TC001"], value: { gte: 1 } }, orderBy: { field: PERIOD }, last: 9) { ${PAGE} nodes { value area { code } } } }`,
  "only samples": `{ observations(# filter: { provenance: [SAMPLE], indicators: ["TC001", "TC002"] }) { totalCount } series(# filter: { provenance: [SAMPLE] }) { totalCount } }`,
  "the latest of every series of an agency": `{ observations(# filter: { agencies: ["000.00.05.H06"], areaLevels: [1], period: { relative: LATEST } }, first: 100) { ${PAGE} nodes { value status series { key } } } }`,
  "an observation that was not there": `{ observations(# filter: { keys: ["A.TT007.747._T"] }) { totalCount } }`,
  "time series": `{ timeSeries(# indicators: ["TC001", "TC002", "TT007"], last: 14) { series { ${SERIES} } periods starts values statuses } }`,
  "time series with gaps filled": `{ timeSeries(# indicators: ["TC001", "TC002"], areas: ["77", "747"], period: { from: "2023-06", to: "2024-06" }, fill: NULLS) { series { key } periods values statuses points { period status } } }`,
  "derived series": `{ timeSeries(# indicators: ["TC001", "TC002"], collapse: { frequency: QUARTERLY, minCoverage: 0.1 }, transform: CHANGE) { periods values statuses } indicator(code: "TT007") { timeline(# transform: CHANGE) { values } } }`,
  "series with coverage": `{ series(# filter: { agencies: ["000.00.05.H06"] }, orderBy: { field: OBSERVATION_COUNT }, first: 25) { ${PAGE} nodes { ${SERIES} indicator { code latest { ${OBSERVATION} } } } } }`,
  "series by last period": `{ series(# filter: { indicators: ["TC001", "TC002", "TC003"] }, orderBy: { field: LAST_PERIOD, direction: DESC }, first: 25) { ${PAGE} nodes { ${SERIES} } } }`,
  "below an indicator": `{ indicator(code: "TC001") { latest(#) { ${OBSERVATION} } timeline(# last: 5) { periods values series { ${SERIES} } } observations(# last: 3) { ${PAGE} nodes { ${OBSERVATION} } } series(# first: 3) { ${PAGE} nodes { ${SERIES} } } targets(#) { ${PAGE} nodes { ${TARGET} } } } }`,
  "below a list": `{ indicators(filter: { agencies: ["000.00.05.H06"] }, first: 100) { nodes { code latest(#) { value status publication { version } } } } }`,
  "a target": `{ target(# code: "CDS2023-CQ-02") { ${TARGET} } other: target(# code: "NEW-1") { ${TARGET} } }`,
  "a target on a day": `{ target(# code: "CDS2023-CQ-02", on: "2023-08-01") { ${TARGET} } }`,
  targets: `{ targets(# first: 100) { ${PAGE} nodes { ${TARGET} } } }`,
  "targets by value": `{ targets(# filter: { comparators: [AT_LEAST, LESS_THAN] }, orderBy: { field: VALUE, direction: DESC }, first: 10) { ${PAGE} nodes { code value name } } }`,
  "targets by name": `{ targets(# orderBy: { field: NAME }, first: 50) { ${PAGE} nodes { name } } }`,
  "targets below everything": `{ plan(code: "CDS2023") { targets(# first: 20) { ${PAGE} nodes { code value milestones { value } } } pillars { targets(#) { ${PAGE} } } } agencies(first: 30) { nodes { targets(#) { totalCount nodes { code value } } } } }`,
  "a target that was not there": `{ targets(# filter: { codes: ["NEW-1"] }) { totalCount } }`,
  search: `{ search(# text: "chuyen doi so", types: [TARGET], first: 20) { totalCount nodes { ... on Target { ${TARGET} } } } }`,
};

/** What is worked out of them. */
export const DERIVED: Readonly<Record<string, string>> = {
  "sums of agencies by year": `{ aggregate(# filter: { areas: ["77"], indicators: ["TC001", "TC003", "TT007"] }, groupBy: [AGENCY, YEAR, UNIT, FREQUENCY], first: 100) { ${PAGE} nodes { ${GROUP} } } }`,
  "counts by status, area and topic": `{ aggregate(# filter: { indicators: ["TC001", "TC002", "TC003", "TT007"] }, groupBy: [STATUS, AREA, TOPIC], method: COUNT, first: 100) { ${PAGE} nodes { ${GROUP} } } }`,
  "means by pillar and quarter": `{ aggregate(# filter: { indicators: ["TC001"], period: { from: "2023" } }, groupBy: [PILLAR, PERIOD, AREA_LEVEL, FREQUENCY], method: AVERAGE, first: 100) { nodes { ${GROUP} } } }`,
  "a ranking": `{ ranking(# indicator: "TC001", areaLevel: 2, period: "2023-12", comparedWith: "2023-11") { ${PAGE} nodes { ${PLACE} } } }`,
  "a ranking of the newest period": `{ ranking(# indicator: "TC001", areas: ["77", "747", "748"]) { nodes { ${PLACE} } } }`,
  comparisons: `{ indicator(code: "TC001") { before: comparison(# with: PREVIOUS_PERIOD) { ${COMPARED} } lastYear: comparison(# with: SAME_PERIOD_LAST_YEAR, area: "77") { ${COMPARED} } } indicators(filter: { agencies: ["000.00.05.H06"] }, first: 100) { nodes { comparison(# with: TARGET) { ${COMPARED} } } } other: indicator(code: "TT007") { comparison(# with: PREVIOUS_PERIOD) { ${COMPARED} } } }`,
  "progress of all targets": `{ targets(# first: 100) { nodes { code progress { ${PROGRESS} } } } }`,
  "progress of a target on a day": `{ target(code: "CDS2023-CQ-03") { progress(# on: "2023-09-30") { ${PROGRESS} } } }`,
  "a scorecard": `{ plan(code: "CDS2023") { scorecard(# since: "2023-06-30") { on total met metProvisionally byStatus { status count } byPillar { met total } byAgency { met total } summary en: summary(lang: EN) change { since met total changed { before after } } } } }`,
  "plans compared": `{ planComparison(# codes: ["CDS2023"]) { on summary plans { plan { code } scorecard { total met summary } } recurring { lineage name entries { target { value } progress { status actualValue } } } } }`,
  statistics: `{ indicator(code: "TC001") { statistics(#) { ${STATISTICS} } series(first: 2) { nodes { statistics(# transform: CHANGE) { ${STATISTICS} } } } } }`,
  "longer periods, cumulative and filled": `{ timeSeries(# indicators: ["TC001"], areas: ["77"], collapse: { frequency: YEARLY, minCoverage: 0.05 }, fill: NULLS) { periods values statuses } cumulative: timeSeries(# indicators: ["TC001"], areas: ["77"], transform: CUMULATIVE_YEAR) { values } series(filter: { keys: ["M.TC001.77._T"] }) { nodes { timeline(# transform: MOVING_AVERAGE, window: 3) { periods values } } } }`,
};
