import type { Logger } from "pino";
import type { Config } from "../config/config.js";
import { readEnvironment } from "../config/environment.js";
import { AppError } from "../shared/errors.js";
import { todayIn } from "../shared/local-date.js";
import { openSources, SIMULATED } from "../simulated/simulated-sources.js";
import type { SourcePlace } from "../simulated/simulated-sources.js";
import { faultLine, readSourceFolder } from "../source/config/source-folder.js";
import type { SourceConfig } from "../source/config/source.schema.js";
import { checkSource } from "../source/source-check.js";
import type { SourceCheck } from "../source/source-check.js";
import type { SourceRecord } from "../source/source-record.js";
import { print, printFault } from "./output.js";

export interface SourcesOptions {
  /** Code of the only source that is meant. */
  readonly source?: string;
  readonly offline?: boolean;
}

/**
 * Prints what is right and wrong with the sources.
 * @returns false when something is wrong
 */
export async function checkSources(config: Config, log: Logger, options: SourcesOptions): Promise<boolean> {
  const place = await openSources(config, readEnvironment());
  try {
    if (place.isSimulated) printFault(SIMULATED);
    return await checkThose(place, config.timeZone, log, options);
  } finally {
    await place.close();
  }
}

async function checkThose(
  { sourcesDir, secret }: SourcePlace,
  timeZone: string,
  log: Logger,
  { source: only, offline }: SourcesOptions,
): Promise<boolean> {
  const { sources, faults } = await readSourceFolder(sourcesDir);
  printFault(...faults.map(faultLine));
  const wanted = sources.filter(({ code }) => only === undefined || code === only);
  if (only !== undefined && wanted.length === 0) throw unknownSource(only, sources, faults.length);
  const count = `${sources.length} of ${sources.length + new Set(faults.map(({ file }) => file)).size}`;
  print(`${sourcesDir}: ${count} configurations are right`);
  let right = faults.length === 0;
  for (const source of offline === true ? [] : wanted) {
    if (!source.enabled) print(`off    ${source.code}: enabled is false, nobody was asked`);
    else {
      const check = await checkSource(source, todayIn(timeZone, new Date()), { secret, log });
      print(...linesOf(check));
      right &&= isRight(check);
    }
  }
  return right;
}

function unknownSource(code: string, sources: readonly SourceConfig[], faults: number): AppError {
  const known = sources.map((source) => source.code).join(", ") || "none";
  const faulty = faults > 0 ? ", and some files have faults" : "";
  return new AppError("NOT_FOUND", `There is no source ${code}: there are ${known}${faulty}`);
}

function isRight({ fault, records }: SourceCheck): boolean {
  return fault === null && (records.length === 0 || records.some((record) => record.fault === null));
}

function linesOf(check: SourceCheck): string[] {
  const { code, kind, fault, request, bytes, records } = check;
  if (fault !== null) return [`FAULT  ${code} (${kind}): ${fault.code}: ${fault.message}`];
  const refused = records.filter((record) => record.fault !== null);
  const asked = `       ${request ?? "nothing was asked"}, ${(bytes / 1_000).toFixed(1)} kB`;
  const good = records.find((record) => record.fault === null);
  return [
    `${isRight(check) ? "ok    " : "FAULT "} ${code} (${kind}): ${counted(records.length, refused.length)}`,
    asked,
    ...(good === undefined ? [] : [`       ${good.place}: ${factOf(good)}`]),
    ...firstOfEachRule(refused).map(refusalOf),
  ];
}

function counted(read: number, refused: number): string {
  if (read === 0) return "it answers, and has no record for the last days";
  return `${read} records read, ${refused} refused`;
}

function factOf({ indicator, area, period, breakdown, value, status }: SourceRecord): string {
  const parts = Object.entries(breakdown).map(([dimension, part]) => `${dimension}=${part}`);
  return [indicator, area, period, ...parts, value ?? "no value", `(${status})`].join(" ");
}

function firstOfEachRule(refused: readonly SourceRecord[]): SourceRecord[] {
  return [
    ...new Map(refused.toReversed().map((record) => [`${record.fault!.rule} ${record.fault!.field}`, record])).values(),
  ].toReversed();
}

function refusalOf({ place, fault }: SourceRecord): string {
  return `       ${place}: ${fault!.rule}, ${fault!.field}: ${fault!.message}`;
}
