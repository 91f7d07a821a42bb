import { SourceFault } from "../source-fault.js";

/**
 * The part of an SDMX-JSON data message that is read here. 1.0 has one `structure`, at the top (as its drafts had it and
 * central banks still send it) or under `data`; 2.0 has `structures` under `data`, and each data set says which is its own.
 * https://github.com/sdmx-twg/sdmx-json/tree/master/data-message
 */
export interface SdmxComponent {
  readonly id: string;
  readonly values?: readonly SdmxValue[] | undefined;
  readonly keyPosition?: number;
  /** 1.0: the value where none is reported. */
  readonly default?: string | null;
}

export interface SdmxValue {
  readonly id?: string;
  readonly value?: unknown;
  readonly name?: string;
}

interface Levels {
  readonly dataSet?: readonly SdmxComponent[];
  readonly dimensionGroup?: readonly SdmxComponent[];
  readonly series?: readonly SdmxComponent[];
  readonly observation?: readonly SdmxComponent[];
}

export interface SdmxStructure {
  readonly dimensions: Levels;
  readonly attributes?: Levels;
  /** 2.0: the first entries of an observation are its measures. */
  readonly measures?: Levels;
}

export type SdmxIndexes = readonly unknown[];

interface SdmxSeries {
  readonly attributes?: SdmxIndexes;
  readonly observations?: Readonly<Record<string, SdmxIndexes | null>>;
}

export interface SdmxDataSet {
  readonly action?: string;
  /** 2.0: which of the message's structures is its own. */
  readonly structure?: number;
  readonly attributes?: SdmxIndexes;
  readonly dimensionGroupAttributes?: Readonly<Record<string, SdmxIndexes>>;
  readonly series?: Readonly<Record<string, SdmxSeries>>;
  readonly observations?: Readonly<Record<string, SdmxIndexes | null>>;
}

export interface SdmxMessage {
  readonly structures: readonly SdmxStructure[];
  readonly dataSets: readonly SdmxDataSet[];
}

type Tree = Readonly<Record<string, unknown>>;

/** @throws SourceFault BROKEN_MESSAGE when it is no data message */
export function sdmxMessage(body: unknown, what: string): SdmxMessage {
  const top = tree(body);
  const data = tree(top.data);
  const dataSets = (data.dataSets ?? top.dataSets) as readonly SdmxDataSet[] | undefined;
  const structures = (data.structures ?? top.structures) as readonly SdmxStructure[] | undefined;
  const structure = (data.structure ?? top.structure) as SdmxStructure | undefined;
  const all = structures ?? (structure === undefined ? [] : [structure]);
  if (!Array.isArray(dataSets) || all.length === 0 || all.some((each) => tree(each).dimensions === undefined))
    throw new SourceFault("BROKEN_MESSAGE", `${what} is no SDMX-JSON data message (dataSets and structure)`, false);
  return { structures: all, dataSets };
}

function tree(value: unknown): Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}
