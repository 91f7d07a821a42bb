import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";

/** The process's variables, completed from `.env` in the working folder. What is already set wins over the file. */
export function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync(".env")) loadEnvFile(".env");
  return process.env;
}
