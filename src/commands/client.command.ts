import { type Command, InvalidArgumentError, Option } from "commander";
import type { AppDoor, ClientCreation, ClientRotation, ClientWork } from "./app-door.js";
import { print } from "./output.js";
import { withSession } from "./session.js";

const ROLES = ["READER", "AGENCY", "STEWARD", "ADMIN"] as const;

const EXAMPLES = `
Examples:
  kho client create "Sở Tài chính: budget export" --agency 000.00.05.H06
  kho client create "Nightly sync" --role STEWARD --scopes read,write --expires 2026-12-31
  kho client list
  kho client rotate k7m2p9xw3qra --overlap 48
  kho client revoke k7m2p9xw3qra

A key is printed once, when it is made; only a hash of it is kept. Whoever has it sends it as Authorization: Bearer <key>.`;

interface CreateOptions {
  readonly agency?: string;
  readonly role: ClientCreation["role"];
  readonly scopes: ClientCreation["scopes"];
  readonly expires?: string;
}

interface RotateOptions {
  readonly overlap: number;
  readonly expires?: string;
}

export function addClientCommand(program: Command, app: AppDoor): void {
  const client = program
    .command("client")
    .description("make, list and end the API keys of partners")
    .addHelpText("after", EXAMPLES);
  const atDesk = (work: ClientWork): Promise<void> =>
    withSession(async (session) => print(...(await (await app()).atClientDesk(session, work))));
  client
    .command("create")
    .argument("<name>", "what the client is called")
    .description("make a client and print its key, once")
    .option("--agency <code>", "agency that it belongs to; the role AGENCY needs one")
    .addOption(new Option("--role <role>", "what it is here for").choices(ROLES).default("AGENCY").argParser(role))
    .option("--scopes <scopes>", "read, write, or read,write", scopes, ["READ"])
    .option("--expires <day>", "last day of its keys, or a moment in ISO 8601 (default: in a year)", moment)
    .action((name: string, options: CreateOptions) => atDesk((desk) => desk.create({ name, ...options })));
  client
    .command("list")
    .description("list the clients; never their keys")
    .action(() => atDesk((desk) => desk.list()));
  client
    .command("rotate")
    .argument("<id>", "the client's id: what stands between kho_ and the next _ in its key")
    .description("give a client a new key and print it, once")
    .option("--overlap <hours>", "how long its old keys stay valid", hours, 24)
    .option("--expires <day>", "last day of its keys, or a moment in ISO 8601 (default: as before)", moment)
    .action((clientId: string, { overlap, expires }: RotateOptions) => {
      const rotation: ClientRotation = { clientId, overlapHours: overlap, ...(expires && { expires }) };
      return atDesk((desk) => desk.rotate(rotation));
    });
  client
    .command("revoke")
    .argument("<id>", "the client's id")
    .description("end all keys of a client, for good; every process knows within a minute")
    .action((clientId: string) => atDesk((desk) => desk.revoke(clientId)));
}

function role(text: string): string {
  const upper = text.toUpperCase();
  if (!(ROLES as readonly string[]).includes(upper))
    throw new InvalidArgumentError(`It must be one of ${ROLES.join(", ")}.`);
  return upper;
}

function scopes(text: string): string[] {
  const named = text.split(",").map((one) => one.trim().toUpperCase());
  if (named.every((one) => one === "READ" || one === "WRITE")) return named;
  throw new InvalidArgumentError("It must be read, write, or read,write.");
}

function hours(text: string): number {
  if (!/^\d{1,3}$/.test(text) || Number(text) > 720)
    throw new InvalidArgumentError("It must be whole hours from 0 to 720.");
  return Number(text);
}

function moment(text: string): string {
  const isMoment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  if (!isMoment || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError(
      "It must be a day, such as 2026-12-31, or a moment, such as 2026-12-31T17:00:00+07:00.",
    );
  return text;
}
