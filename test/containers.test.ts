import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../src/config/config.js";

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
  readonly healthcheck?: unknown;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
}

const text = readFileSync(fileURLToPath(new URL("../docker-compose.yml", import.meta.url)), "utf8");
const { services } = parse(text) as { services: Readonly<Record<"postgres" | "api" | "worker", Service>> };

/** The settings of a service, as compose fills them in where only the password is set. */
function settingsOf({ environment }: Service) {
  const filled = Object.entries(environment).map(([name, value]) => [
    name,
    value.replaceAll(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (_, variable: string, otherwise: string) =>
      variable === "POSTGRES_PASSWORD" ? "s3cret" : otherwise,
    ),
  ]);
  return loadConfig(Object.fromEntries(filled));
}

describe("in containers", () => {
  it("the API serves and leaves the clock to the worker, which is on the same database", () => {
    const api = settingsOf(services.api);
    const worker = settingsOf(services.worker);
    expect(api).toMatchObject({ scheduler: false, demo: true, province: "77" });
    expect(worker.scheduler).toBe(true);
    expect([api.databaseUrl, worker.databaseUrl]).toEqual(Array(2).fill("postgres://kho:s3cret@postgres:5432/kho"));
  });

  it("the worker begins when tables and demo are there, reads the sources beside the file, and waits for the first one", () => {
    const { image, command, depends_on, volumes, healthcheck } = services.worker;
    expect(image).toBe(services.api.image);
    expect(command).toEqual(["node", "dist/src/main.js", "worker", "--wait"]);
    expect(depends_on).toEqual({ api: { condition: "service_healthy" } });
    expect(volumes).toEqual(["./sources:/kho/sources:ro"]);
    expect(healthcheck).toEqual({ disable: true });
  });

  it.each(["api", "worker"] as const)("the %s has no rights that it does not need", (name) => {
    expect(services[name]).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
    });
  });

  it("nothing starts with a password of the project's own", () => {
    const uses = text.match(/\$\{POSTGRES_PASSWORD[^}]*\}/g);
    expect(uses).toEqual(Array(3).fill("${POSTGRES_PASSWORD:?set it in .env}"));
  });
});
