import { registerEnumType } from "type-graphql";

/** What observations may be put together by. */
export enum GroupKey {
  INDICATOR = "INDICATOR",
  AGENCY = "AGENCY",
  TOPIC = "TOPIC",
  AREA = "AREA",
  AREA_LEVEL = "AREA_LEVEL",
  PERIOD = "PERIOD",
  YEAR = "YEAR",
  PILLAR = "PILLAR",
  STATUS = "STATUS",
  UNIT = "UNIT",
  FREQUENCY = "FREQUENCY",
}

/** How the values of a group become one. */
export enum AggregateMethod {
  SUM = "SUM",
  AVERAGE = "AVERAGE",
  LAST = "LAST",
  MAX = "MAX",
  MIN = "MIN",
  COUNT = "COUNT",
}

/** What groups may be ordered by. */
export enum AggregateOrderField {
  GROUP = "GROUP",
  VALUE = "VALUE",
  COUNT = "COUNT",
}

registerEnumType(GroupKey, {
  name: "GroupKey",
  description: "What observations may be put together by. Dimensions of a breakdown are named in `groupByDimensions`.",
  valuesConfig: {
    INDICATOR: { description: "Indicator." },
    AGENCY: { description: "Agency that owns the indicator." },
    TOPIC: { description: "The indicator's own topic; null for indicators without one." },
    AREA: { description: "Area." },
    AREA_LEVEL: { description: "Level of the area: 1 province, 2 district, 3 commune." },
    PERIOD: { description: "Period by its canonical code, in whatever reporting calendar." },
    YEAR: {
      description:
        "Year of the reporting calendar that the period lies in; weeks by their ISO year, ranges by the year they end in.",
    },
    PILLAR: {
      description:
        "Pillar of the plans' targets that the indicator measures, in their newest version. An indicator under several pillars counts under each of them; null for indicators without a target.",
    },
    STATUS: { description: "Status of the observation." },
    UNIT: { description: "Unit of the indicator." },
    FREQUENCY: { description: "Frequency of the series." },
  },
});
registerEnumType(AggregateMethod, {
  name: "AggregateMethod",
  description:
    "How the values of a group become one. All but COUNT refuse groups that mix units, frequencies, levels of areas, or totals with members.",
  valuesConfig: {
    SUM: {
      description:
        "Exact sum. Refused for indicators that don't add up: aggregation NONE, AVERAGE, MAX and MIN; and LAST over several periods, or in % or ‰.",
    },
    AVERAGE: { description: "Unweighted mean, with at least 16 significant digits." },
    LAST: { description: "The newest value; a group must hold one series only." },
    MAX: { description: "The largest value." },
    MIN: { description: "The smallest value." },
    COUNT: { description: "How many values there are; nothing has to be comparable." },
  },
});
registerEnumType(AggregateOrderField, {
  name: "AggregateOrderField",
  description: "What groups may be ordered by.",
  valuesConfig: {
    GROUP: { description: "What they are grouped by, in the order of `groupBy`, nodes by their code." },
    VALUE: { description: "Value; groups without one come last." },
    COUNT: { description: "Number of observations." },
  },
});
