/** The environment can't be used. `problems` holds one sentence per faulty variable, with no secret in it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
