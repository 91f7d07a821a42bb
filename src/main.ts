#!/usr/bin/env node
import cluster from "node:cluster";
import { Command } from "commander";
import type { App } from "./commands/app-door.js";
import { addClientCommand } from "./commands/client.command.js";
import { addDeadlinesCommand } from "./commands/deadlines.command.js";
import { addDemoCommand } from "./commands/demo.command.js";
import { addFormulaCommand } from "./commands/formula.command.js";
import { addIndexCommand } from "./commands/index.command.js";
import { addImportCommand } from "./commands/import.command.js";
import { addMigrateCommand } from "./commands/migrate.command.js";
import { addPlanCommand } from "./commands/plan.command.js";
import { survivePipes } from "./commands/output.js";
import { addRejectedCommand } from "./commands/rejected.command.js";
import { addRulesCommand } from "./commands/rules.command.js";
import { addSchemaCommand } from "./commands/schema.command.js";
import { addServeCommand } from "./commands/serve.command.js";
import { addSourcesCommand } from "./commands/sources.command.js";
import { addSyncCommand } from "./commands/sync.command.js";
import { addWorkerCommand } from "./commands/worker.command.js";

const app = (): Promise<App> => import("./app.js");

survivePipes();

const program = new Command("kho")
  .description("A province's data warehouse as one typed GraphQL API")
  .addHelpText("after", "\nExample:\n  kho serve\n\nThe settings are environment variables: see .env.example.")
  .showSuggestionAfterError();

addServeCommand(program, app);
addMigrateCommand(program, app);
addDemoCommand(program, app);
addFormulaCommand(program, app);
addIndexCommand(program, app);
addImportCommand(program);
addClientCommand(program, app);
addSyncCommand(program);
addWorkerCommand(program);
addRejectedCommand(program);
addRulesCommand(program);
addDeadlinesCommand(program);
addPlanCommand(program);
addSourcesCommand(program);
addSchemaCommand(program, app);

// A worker of `kho serve` has no command line of its own.
if (cluster.isWorker) await (await import("./app-workers.js")).runWorker();
else await program.parseAsync();
