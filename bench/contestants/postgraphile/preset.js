import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { SmartTags } from "./smart-tags.js";

/** As its documentation sets it up for production: no explain, no explorer, no watching, no mutations; plain lists beside connections. */
export function presetFor({ url, port, poolSize }) {
  return {
    extends: [PostGraphileAmberPreset],
    plugins: [SmartTags],
    schema: { defaultBehavior: "+connection +list -insert -update -delete" },
    pgServices: [makePgService({ connectionString: url, schemas: ["public", "bench"], poolConfig: { max: poolSize } })],
    grafast: { explain: false },
    // The answer goes out as the text that Grafast has made, without an object tree in between.
    grafserv: { port, host: "127.0.0.1", graphiql: false, websockets: false, watch: false, outputDataAsString: true },
  };
}
