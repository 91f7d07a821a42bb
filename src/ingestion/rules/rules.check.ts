import type { ClientBase } from "pg";
import * as group from "./group.sql.js";
import * as neighbour from "./neighbour.sql.js";
import * as problems from "./problems.sql.js";
import * as row from "./row.sql.js";

interface Concern {
  readonly kind: "RANGE" | "DECIMALS" | "MONOTONE" | "JUMP" | "BREAKDOWN" | "TOTAL";
  readonly severity: "REJECT" | "QUARANTINE" | "WARN";
}

export interface Judged {
  /** Rows that were taken out: refused or held back. */
  readonly faults: number;
  /** Rows that are published with a warning. */
  readonly warned: number;
}

/** Judges the staged rows by the rules of their indicators. The staged series know their ids by now. */
export async function judgeByRules(client: ClientBase): Promise<Judged> {
  const { rows: concerns } = await client.query<Concern>(problems.CONCERNED_RULES);
  if (concerns.length === 0) return { faults: 0, warned: 0 };
  await client.query(problems.FIND_SUBJECTS);
  let [faults, warned] = [0, 0];
  for (const concern of concerns) {
    await find(client, concern);
    if (concern.severity === "WARN") warned += await counted(client, problems.FLAG);
    else faults += await counted(client, problems.TAKE_OUT);
    await client.query(problems.FORGET_PROBLEMS);
  }
  return { faults, warned };
}

async function find(client: ClientBase, { kind, severity }: Concern): Promise<void> {
  const values = [severity, kind];
  switch (kind) {
    case "RANGE":
      return void (await client.query(row.RANGE, values));
    case "DECIMALS":
      return void (await client.query(row.DECIMALS, values));
    case "JUMP":
      return walk(client, values, neighbour.jump(severity));
    case "MONOTONE":
      return walk(client, values, neighbour.monotone(severity));
    case "BREAKDOWN":
      return compare(client, values, group.BREAKDOWN);
    case "TOTAL":
      return compare(client, values, group.TOTAL);
  }
}

async function walk(client: ClientBase, values: readonly string[], judge: string): Promise<void> {
  await client.query(neighbour.LAY_PATHS, [...values]);
  await client.query(judge);
  await client.query(neighbour.FORGET_PATHS);
}

async function compare(client: ClientBase, values: readonly string[], judge: string): Promise<void> {
  await client.query(group.BY_DIMENSION, [...values]);
  await client.query(group.BY_AREA, [...values]);
  await client.query(group.FILL_CELLS);
  await client.query(judge);
  await client.query(group.FORGET_GROUPS);
}

async function counted(client: ClientBase, text: string): Promise<number> {
  return (await client.query(text)).rowCount ?? 0;
}
