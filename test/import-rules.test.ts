import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** Who imports what, and the rule that this breaks; each line becomes a file in a project of its own. */
const FORBIDDEN: [importer: string, imported: string, rule: string][] = [
  ["src/shared/one.ts", "src/area/area.type.ts", "shared-imports-only-itself"],
  ["src/graphql/one.ts", "src/plan/plan.type.ts", "graphql-imports-only-access-shared"],
  ["src/server/one.ts", "src/indicator/indicator.reads.ts", "server-imports-only-access-config-graphql-shared"],
  ["src/server/two.ts", "src/database/database.ts", "server-imports-only-access-config-graphql-shared"],
  ["src/area/area.reads.ts", "src/plan/plan.reads.ts", "area-imports-only-database-graphql-access-shared"],
  [
    "src/indicator/one.ts",
    "src/observation/series.reads.ts",
    "indicator-imports-only-area-agency-database-graphql-access-shared",
  ],
  ["src/plan/plan.entity.ts", "src/server/server.ts", "entity-knows-storage-only"],
  ["src/plan/pillar.entity.ts", "type-graphql", "entity-knows-storage-only"],
  ["src/plan/plan.resolver.ts", "pg", "resolver-asks-reads"],
  ["src/plan/pillar.resolver.ts", "typeorm", "resolver-asks-reads"],
  ["src/plan/target.resolver.ts", "src/database/database.ts", "resolver-asks-reads"],
  ["src/plan/target.reads.ts", "src/plan/other.resolver.ts", "reads-know-no-resolver"],
  ["src/search/one.ts", "src/indicator/indicator.resolver.ts", "across-features-no-resolver-no-service"],
  ["src/observation/one.ts", "src/agency/agency.service.ts", "across-features-no-resolver-no-service"],
  ["src/search/two.ts", "src/publication/publication.service.ts", "only-ingestion-publishes"],
  ["src/area/area.resolver.ts", "src/main.ts", "nobody-imports-main"],
  ["src/area/one.ts", "src/app.ts", "only-main-and-tests-import-app"],
  ["src/area/two.ts", "src/app-schema.ts", "only-main-and-tests-import-app"],
  ["src/main.ts", "src/plan/plan.reads.ts", "main-imports-only-commands-and-app"],
  ["src/database/one.ts", "src/area/area.entity.ts", "database-imports-only-access-config-shared"],
  ["src/database/data-source.ts", "src/area/area.reads.ts", "only-data-source-knows-entities-and-migrations"],
  ["src/database/two.ts", "test/support/postgres.ts", "nobody-imports-tests"],
  ["src/area/three.ts", "src/commands/serve.command.ts", "commands-reach-the-app-through-main"],
  ["src/access/one.ts", "fastify", "only-server-knows-http"],
  ["src/access/two.ts", "vitest", "src-runs-without-dev-dependencies"],
  ["src/newfolder/one.ts", "src/shared/errors.ts", "every-folder-has-a-line-above"],
];

const ALLOWED: [importer: string, imported: string][] = [
  ["src/app.ts", "src/search/search.resolver.ts"],
  ["src/indicator/indicator.resolver.ts", "src/indicator/indicator.reads.ts"],
  ["src/plan/plan.reads.ts", "src/observation/series.reads.ts"],
  ["src/ingestion/publish.ts", "src/publication/publication.service.ts"],
  ["src/database/data-source.ts", "src/indicator/indicator.entity.ts"],
];

const BAD_LINES: [fault: string, file: string, text: string, rule: string][] = [
  ["any", "src/area/any.ts", "export const x = (y: any): void => void y;", "typescript(no-explicit-any)"],
  ["a default export", "src/area/default.ts", "export default 1;", "import(no-default-export)"],
  ["a barrel", "src/area/barrel.ts", 'export * from "./any.js";', "oxc(no-barrel-file)"],
  ["process.env outside config", "src/area/env.ts", "export const x = process.env;", "node(no-process-env)"],
  ["env outside config", "src/area/env-too.ts", 'export { env } from "node:process";', "eslint(no-restricted-imports)"],
  ["the console", "src/area/log.ts", 'console.log("x");', "eslint(no-console)"],
  ["an unused variable", "src/area/unused.ts", "const x = 1;\nexport const y = 2;", "eslint(no-unused-vars)"],
  [
    "a value import of a type",
    "src/area/import.ts",
    'import { X } from "./x.js";\nexport type Y = X;',
    "typescript(consistent-type-imports)",
  ],
  [
    "a forgotten await",
    "src/area/await.ts",
    "async function f() {}\nexport function g(): void {\n  f();\n}",
    "typescript(no-floating-promises)",
  ],
  ["251 lines", "src/area/long.ts", `export const x = 1;${"\n// more".repeat(250)}`, "eslint(max-lines)"],
  ["a cycle", "src/area/cycle.ts", 'import type { B } from "./cycle-back.js";\nexport type A = B;', "import(no-cycle)"],
];

let folder: string;
let imports: string;
let lint: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kho-rules-"));
  for (const file of [".dependency-cruiser.js", ".oxlintrc.json", "package.json", "tsconfig.json"])
    cpSync(file, join(folder, file));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  for (const [importer, imported] of [...FORBIDDEN, ...ALLOWED]) addImport(importer, imported);
  for (const [, file, text] of BAD_LINES) write(file, text);
  write("src/area/cycle-back.ts", 'import type { A } from "./cycle.js";\nexport type B = A;');
  write("src/area/x.ts", "export interface X {}");
  imports = run("depcruise", ["--config", ".dependency-cruiser.js", "src"]);
  lint = run("oxlint", ["-f", "unix", "src"]);
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string, flag = "w"): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text, { flag });
}

function addImport(importer: string, imported: string): void {
  const isFile = imported.includes("/");
  const path = relative(dirname(importer), imported).replace(/\.ts$/, ".js");
  const specifier = isFile ? (path.startsWith(".") ? path : `./${path}`) : imported;
  if (isFile) write(imported, "", "a");
  write(importer, `import type {} from "${specifier}";\n`, "a");
}

function run(tool: string, words: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [resolve("node_modules/.bin", tool), ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBeGreaterThan(0);
  return stdout;
}

/** What is said about an import, of files or of a package. */
function complaints(importer: string, imported: string): string[] {
  const to = imported.includes("/") ? imported : `node_modules/${imported}/`;
  return imports.split("\n").filter((line) => line.includes(`${importer} → `) && line.split(" → ")[1]!.includes(to));
}

describe("the import rules", () => {
  it.each(FORBIDDEN)("refuse that %s imports %s", (importer, imported, rule) => {
    expect(complaints(importer, imported).join("\n")).toContain(`error ${rule}: `);
  });

  it.each(ALLOWED)("let %s import %s", (importer, imported) => {
    expect(complaints(importer, imported)).toEqual([]);
  });
});

describe("the lint rules", () => {
  it.each(BAD_LINES)("refuse %s", (_, file, __, rule) => {
    expect(lint.split("\n").find((line) => line.startsWith(`${file}:`) && line.includes(rule))).toBeDefined();
  });
});
