import { mkdirSync, writeFileSync } from "node:fs";
import { markdown } from "./table.js";

const RESULTS = new URL("../results/", import.meta.url);

/** `latest` is committed; the dated file beside it is for whoever compares runs. @returns the markdown. */
export function writeReport(report, name) {
  mkdirSync(RESULTS, { recursive: true });
  const text = markdown(report);
  const json = `${JSON.stringify(report, null, 1)}\n`;
  writeFileSync(new URL(`${name}.md`, RESULTS), text);
  writeFileSync(new URL(`${name}.json`, RESULTS), json);
  writeFileSync(new URL(`${report.machine.when.replace(/\W/g, "")}.json`, RESULTS), json);
  return text;
}
