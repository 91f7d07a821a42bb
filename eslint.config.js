// ESLint reads GraphQL only: the schema as a product and the operations. oxlint reads TypeScript (.oxlintrc.json).
import graphql from "@graphql-eslint/eslint-plugin";

const language = {
  parser: graphql.parser,
  parserOptions: { graphQLConfig: { schema: "schema/schema.graphql", documents: "test/operations/**/*.graphql" } },
};

export default [
  { ignores: ["dist", "node_modules", "src/**", "web/**"] },
  {
    files: ["schema/*.graphql"],
    plugins: { "@graphql-eslint": graphql },
    languageOptions: language,
    rules: {
      ...graphql.configs["flat/schema-recommended"].rules,
      ...graphql.configs["flat/schema-relay"].rules,
      // A forward-only list, such as search, is a connection too.
      "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
      // Groups and ranks are computed, changes and revisions happened: node(id:) could find none of them again.
      "@graphql-eslint/relay-edge-types": [
        "error",
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      "@graphql-eslint/require-deprecation-reason": "error",
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          rootField: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      "@graphql-eslint/strict-id-in-types": "off",
    },
  },
  {
    files: ["test/operations/**/*.graphql"],
    plugins: { "@graphql-eslint": graphql },
    languageOptions: language,
    rules: {
      ...graphql.configs["flat/operations-recommended"].rules,
      "@graphql-eslint/require-selections": "off",
    },
  },
];
