import { checkWhole } from "./source-checks.js";
import { sourceKinds } from "./source-kinds.schema.js";
import type { WrittenSource } from "./source-kinds.schema.js";

/** Also when single keys have faults, so that all are told at once; a fault that follows from another is left out (source-folder.ts). */
export const sourceSchema = sourceKinds.superRefine(checkWhole, { when: () => true });

/** From the source's code to ours, read from its file. */
export interface CodeList {
  readonly map: ReadonlyMap<string, string>;
  readonly others: "refuse" | "keep" | "skip";
}

export interface CodeLists {
  readonly indicators: CodeList | null;
  readonly areas: CodeList | null;
  readonly periods: CodeList | null;
  readonly statuses: WrittenSource["codes"]["statuses"];
  readonly units: WrittenSource["codes"]["units"];
  readonly breakdowns: Readonly<Record<string, CodeList>>;
}

/** Distributes over the kinds, so that `kind` still tells them apart. */
type Complete<Written> = Written extends unknown ? Omit<Written, "codes"> & Located : never;

interface Located {
  readonly codes: CodeLists;
  /** The YAML file, for messages. */
  readonly file: string;
  /** Absolute path of its folder, from which other paths are told. */
  readonly directory: string;
}

/** A source, parsed and checked, with its code lists. */
export type SourceConfig = Complete<WrittenSource>;
export type SourceOfKind<Kind extends SourceConfig["kind"]> = Extract<SourceConfig, { kind: Kind }>;
