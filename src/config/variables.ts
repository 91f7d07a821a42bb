/** Every environment variable Kho reads. `.env.example` names exactly these; a test keeps the two together. */
export const VARIABLES = [
  "PORT",
  "HOST",
  "DATABASE_URL",
  "KHO_PUBLIC_DATABASE_URL",
  "KHO_READER_DATABASE_URL",
  "KHO_WRITER_DATABASE_URL",
  "KHO_PUBLISHER_DATABASE_URL",
  "KHO_SINGLE_LOGIN",
  "KHO_DATA_DIR",
  "KHO_DEMO",
  "KHO_LOG_LEVEL",
  "KHO_INTROSPECTION",
  "KHO_EXPLORER",
  "KHO_TIME_ZONE",
  "KHO_PROVINCE",
  "KHO_WORKERS",
  "KHO_POOL_SIZE",
  "KHO_ANSWER_CACHE_MB",
  "KHO_STATEMENT_TIMEOUT_MS",
  "KHO_SOURCES",
  "KHO_OIDC_ISSUER",
  "KHO_OIDC_AUDIENCE",
  "KHO_OIDC_JWKS_URL",
  "KHO_OIDC_ALGORITHMS",
  "KHO_OIDC_CLOCK_TOLERANCE_S",
  "KHO_OIDC_NAME_CLAIM",
  "KHO_OIDC_AGENCY_CLAIM",
  "KHO_OIDC_ROLE_CLAIM",
  "KHO_OIDC_ROLES",
  "KHO_AUDIT_DAYS",
  "KHO_SCHEDULER",
  "KHO_RAW_DAYS",
  "KHO_COST_LIMIT",
  "KHO_RATE_LIMIT",
  "KHO_RATE_STORE",
  "KHO_TRUSTED_DOCUMENTS",
  "KHO_TRUSTED_DOCUMENTS_FILE",
  "KHO_MOST_WAITING",
  "KHO_MOST_LOOP_DELAY_MS",
  "KHO_CORS_ORIGINS",
  "KHO_TRUST_PROXY",
  "KHO_HSTS_SECONDS",
] as const;

export type Variable = (typeof VARIABLES)[number];

/** One sentence for every KHO_* name that is set but not known: a typing error must not silently mean "default". */
export function unknownVariables(env: NodeJS.ProcessEnv): string[] {
  const known: readonly string[] = VARIABLES;
  return Object.keys(env)
    .filter((name) => name.startsWith("KHO_") && !known.includes(name))
    .sort()
    .map((name) => `${name} is not a variable of Kho: did you mean ${nearestVariable(name)}?`);
}

/** The known name that takes the fewest typed changes; the shared prefix does not count (KHO_PORT is nearest to PORT). */
export function nearestVariable(name: string): Variable {
  const distances = VARIABLES.map((known) => editDistance(withoutPrefix(name), withoutPrefix(known)));
  return VARIABLES[distances.indexOf(Math.min(...distances))] ?? "PORT";
}

function withoutPrefix(name: string): string {
  return name.replace(/^KHO_/, "");
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
