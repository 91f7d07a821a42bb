import { makeJSONPgSmartTagsPlugin } from "postgraphile/utils";

/**
 * What PostGraphile can't read from the database: the observation tables have no foreign keys (a trigger keeps that promise).
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
