import { type Command, InvalidArgumentError } from "commander";
import { AppError } from "../shared/errors.js";
import type { AppDoor, FormulaFlags, FormulaSpec } from "./app-door.js";
import { print } from "./output.js";
import { withSession } from "./session.js";

const EXAMPLES = `
Examples:
  kho formula set TL002 'round(TC002 / TC001 * 100, 2)' --create --name 'Tỷ trọng thu nội địa' --unit PCT
  kho formula set YT038 'round(YT040 / TK032 * 10000, 1)' --replace
  kho formula load formulas.yaml --dry-run
  kho formula remove TL002

A formula has numbers, codes of indicators ("GDP-2010" between quotes), + - * /, brackets, and abs, round, min, max, ifMissing.
Results are computed at once for all there is, and from then on with every publication of an input. docs/derived-indicators.md
tells the rest.`;

interface SetOptions extends FormulaFlags {
  readonly create?: boolean;
  readonly name?: string;
  readonly nameEn?: string;
  readonly unit?: string;
  readonly decimals?: number;
  readonly direction?: string;
  readonly agency?: string;
  readonly topic?: string;
  readonly access?: string;
}

export function addFormulaCommand(program: Command, app: AppDoor): void {
  const formula = program
    .command("formula")
    .description("indicators that are computed from others")
    .addHelpText("after", EXAMPLES);
  addSet(formula, app);
  withFlags(
    formula.command("load").argument("<file>", "YAML file").description("set the formulas of a file, all or none"),
  ).action((file: string, flags: FormulaFlags) =>
    withSession(async (session) => print(...(await (await app()).loadFormulaFile(session, file, flags)))),
  );
  formula
    .command("remove")
    .argument("<code>", "code of the indicator")
    .description("take a formula away and withdraw what it computed")
    .option("--dry-run", "say what would happen and change nothing")
    .action((code: string, flags: FormulaFlags) =>
      withSession(async (session) => print(...(await (await app()).dropFormula(session, code, flags)))),
    );
  formula
    .command("list")
    .description("print the formulas")
    .action(() => withSession(async (session) => print(...(await (await app()).listFormulas(session)))));
}

function addSet(formula: Command, app: AppDoor): void {
  withFlags(
    formula
      .command("set")
      .argument("<code>", "code of the indicator that is computed")
      .argument("<formula>", "how, such as 'A / B * 100'")
      .description("set how an indicator is computed, and compute it"),
  )
    .option("--create", "make the indicator if there is none; the options below say what it is")
    .option("--name <text>", "Vietnamese name")
    .option("--name-en <text>", "English name")
    .option("--unit <code>", "unit")
    .option("--decimals <n>", "decimals (default 2)", wholeNumber)
    .option("--direction <direction>", "INCREASE, DECREASE or NONE (default)")
    .option("--agency <code>", "agency that owns it (default: that of its most closed input)")
    .option("--topic <code>", "topic (default: that of its first input)")
    .option("--access <class>", "OPEN, SHARED or RESTRICTED (default: that of its most closed input)")
    .action((code: string, text: string, options: SetOptions) =>
      withSession(async (session) =>
        print(...(await (await app()).setFormula(session, specOf(code, text, options), options))),
      ),
    );
}

function withFlags(command: Command): Command {
  return command
    .option("--replace", "let results take the place of values that the indicator holds")
    .option("--dry-run", "say what would happen and change nothing");
}

function specOf(code: string, formula: string, options: SetOptions): FormulaSpec {
  if (!options.create) return { code, formula };
  const { name, unit, nameEn, decimals, direction, agency, topic, access } = options;
  if (name === undefined || unit === undefined)
    throw new AppError("BAD_USER_INPUT", "--create needs --name and --unit.");
  return { code, formula, create: { name, unit, nameEn, decimals, direction, agency, topic, access } };
}

function wholeNumber(text: string): number {
  if (!/^\d{1,2}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 0 to 20.");
  return Number(text);
}
