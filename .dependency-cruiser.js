/**
 * Who may import whom (docs/decisions tells why). Everything not named in ALLOWED is refused, so a new folder
 * imports nothing until it has a line here. Type-only imports count like any other.
 */

/** What a folder of src may import from other folders; "database", "graphql", "access" and "shared" go without saying for a feature. */
const FEATURES = {
  area: [],
  agency: [],
  indicator: ["area", "agency"],
  observation: ["area", "agency", "indicator"],
  plan: ["area", "agency", "indicator", "observation"],
  aggregation: ["area", "agency", "indicator", "observation", "plan"],
  composite: ["area", "agency", "indicator", "observation"],
  formula: ["area", "agency", "indicator", "observation"],
  publication: ["area", "agency", "indicator", "observation", "formula"],
  freshness: ["area", "agency", "indicator", "observation"],
  ingestion: ["area", "agency", "indicator", "observation", "plan", "publication", "source"],
  search: ["area", "agency", "indicator", "observation", "plan", "publication"],
  administration: ["agency", "indicator", "observation", "publication"],
  node: ["area", "agency", "indicator", "observation", "plan", "publication"],
};

/** Folders that are no feature. `config` is for the types of its slices only. */
const FOUNDATIONS = {
  shared: [],
  config: ["shared"],
  access: ["config", "database", "shared"],
  graphql: ["access", "shared"],
  database: ["access", "config", "shared"],
  server: ["access", "config", "graphql", "shared"],
  commands: ["config", "database", "ingestion", "shared", "simulated", "source"], // and types of anything: other values come through the app's door
  demo: ["database", "formula", "observation", "shared"],
  simulated: ["demo", "shared"],
  source: ["config", "shared"], // protocols and formats; nothing of our tables
};

const features = Object.keys(FEATURES);
const anyOf = (names) => `(?:${names.join("|")})`;
const folder = (names) => `^src/${anyOf(names)}/`;

function onlyImports(name, allowed) {
  const exceptions = name === "database" ? { pathNot: "^src/database/data-source\\.ts$" } : {};
  const typesAreFree = name === "commands" ? { dependencyTypesNot: ["type-only"] } : {};
  return {
    name: `${name}-imports-only-${allowed.join("-") || "itself"}`,
    severity: "error",
    from: { path: `^src/${name}/`, ...exceptions },
    to: { path: "^(?:src|migrations|test)/", pathNot: folder([name, ...allowed]), ...typesAreFree },
  };
}

const folderRules = [
  ...Object.entries(FOUNDATIONS).map(([name, allowed]) => onlyImports(name, allowed)),
  ...Object.entries(FEATURES).map(([name, below]) =>
    onlyImports(name, [...below, "database", "graphql", "access", "shared"]),
  ),
];

const rules = [
  {
    name: "every-folder-has-a-line-above",
    severity: "error",
    from: { path: "^src/[^/]+/", pathNot: folder([...features, ...Object.keys(FOUNDATIONS)]) },
    to: {},
  },
  {
    name: "across-features-no-resolver-no-service",
    comment:
      "Another feature shows its reads, types, entities, inputs and plain nouns; its commands and resolvers stay inside.",
    severity: "error",
    from: { path: `^src/(${anyOf(features)})/` },
    to: {
      path: `^src/${anyOf(features)}/[^/]+\\.[a-z]+\\.ts$`,
      pathNot: ["^src/$1/", "\\.(?:reads|type|entity|inputs)\\.ts$", "^src/publication/[^/]+\\.service\\.ts$"],
    },
  },
  {
    name: "only-ingestion-publishes",
    severity: "error",
    from: { path: "^src/", pathNot: ["^src/(?:ingestion|publication)/", "^src/app[^/]*\\.ts$"] },
    to: { path: "^src/publication/[^/]+\\.service\\.ts$" },
  },
  {
    name: "only-data-source-knows-entities-and-migrations",
    severity: "error",
    from: { path: "^src/database/data-source\\.ts$" },
    to: { path: "^src/", pathNot: ["^src/(?:database|shared)/", "\\.entity\\.ts$"] },
  },
  {
    name: "nobody-imports-main",
    severity: "error",
    from: {},
    to: { path: "^src/main\\.ts$" },
  },
  {
    name: "only-main-and-tests-import-app",
    severity: "error",
    from: { path: "^(?:src|migrations)/", pathNot: "^src/(?:main|app[^/]*)\\.ts$" },
    to: { path: "^src/app[^/]*\\.ts$" },
  },
  {
    name: "main-imports-only-commands-and-app",
    severity: "error",
    from: { path: "^src/main\\.ts$" },
    to: { path: "^src/", pathNot: "^src/(?:commands/|app[^/]*\\.ts$)" },
  },
  {
    name: "commands-reach-the-app-through-main",
    severity: "error",
    from: { path: "^(?:src|migrations)/", pathNot: "^src/(?:app[^/]*\\.ts$|main\\.ts$|commands/)" },
    to: { path: "^src/commands/" },
  },
  {
    name: "nobody-imports-tests",
    severity: "error",
    from: { path: "^(?:src|migrations)/" },
    to: { path: "^test/" },
  },
  {
    name: "resolver-asks-reads",
    comment: "A resolver has one call; it knows no table, no driver and no SQL.",
    severity: "error",
    from: { path: "\\.resolver\\.ts$" },
    to: {
      path: ["node_modules/(?:pg|typeorm|sql-template-tag)/", "^src/database/", "\\.entity\\.ts$"],
      pathNot: ["^src/database/align\\.ts$", "\\.entity\\.ts$"],
    },
  },
  {
    name: "entity-knows-storage-only",
    severity: "error",
    from: { path: "\\.entity\\.ts$" },
    to: {
      path: [
        "^src/(?:server|graphql)/",
        "\\.(?:type|inputs|reads|resolver|service)\\.ts$",
        "node_modules/(?:graphql|type-graphql)/",
      ],
    },
  },
  {
    name: "reads-know-no-resolver",
    severity: "error",
    from: { path: "\\.(?:reads|type|inputs|service)\\.ts$" },
    to: { path: "\\.resolver\\.ts$" },
  },
  {
    name: "only-storage-knows-typeorm",
    severity: "error",
    from: { path: "^src/", pathNot: ["\\.entity\\.ts$", "^src/database/"] },
    to: { path: "node_modules/typeorm/" },
  },
  {
    name: "only-storage-knows-pg",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/(?:database|demo|formula|publication|ingestion)/" },
    to: { path: "node_modules/(?:pg|pg-copy-streams)/" },
  },
  {
    name: "only-server-knows-http",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/server/" },
    to: { path: "node_modules/(?:fastify|ws|graphql-ws|@apollo/server|@as-integrations/[^/]+|@fastify/[^/]+)/" },
  },
  {
    name: "no-cycle",
    severity: "error",
    from: { path: "^(?:src|test|migrations)/" },
    to: { circular: true },
  },
  {
    name: "no-orphan",
    comment: "A file that nobody imports and that starts nothing.",
    severity: "error",
    from: { orphan: true, path: "^(?:src|test)/", pathNot: ["\\.test\\.ts$", "\\.d\\.ts$"] },
    to: {},
  },
  {
    name: "no-unresolvable",
    severity: "error",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "src-runs-without-dev-dependencies",
    severity: "error",
    from: { path: "^(?:src|migrations)/" },
    to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
  },
];

export default {
  forbidden: [...folderRules, ...rules],
  options: {
    parser: "swc", // TypeScript 7 has no JavaScript API for the default parser to use
    exclude: { path: "^test/generated/" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".js"],
    },
  },
};
