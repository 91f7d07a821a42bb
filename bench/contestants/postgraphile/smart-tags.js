import { makeJSONPgSmartTagsPlugin } from "postgraphile/utils";

/**
 * What PostGraphile can't read from the database: the observation tables have no foreign keys (a trigger keeps that promise),
 * and a series knows the start of its last observation with a value, so that one is a plain relation.
 */
export const SmartTags = makeJSONPgSmartTagsPlugin({
  version: 1,
  config: {
    class: {
      observation: {
        tags: {
          foreignKey:
            "(series_id) references series (id)|@fieldName series|@foreignFieldName observations|@foreignSimpleFieldName observationsList",
        },
      },
      series: {
        tags: {
          foreignKey:
            "(id, latest_start) references observation (series_id, period_start)|@fieldName latestObservation|@behavior -manyRelation:resource:list -manyRelation:resource:connection -singularRelation:resource:single:backward",
        },
        // The unique index begins with indicator_id; below an indicator the area is its second column, but alone it is told to be slow.
        attribute: { breakdown: { tags: { behavior: "+filterBy" } } },
      },
    },
    procedure: {
      "bench.observations_of": {
        tags: { behavior: "+queryField:resource:connection +orderBy +order", sortable: true },
      },
      "bench.search_indicators": { tags: { behavior: "+queryField:resource:list -queryField:resource:connection" } },
    },
  },
});
