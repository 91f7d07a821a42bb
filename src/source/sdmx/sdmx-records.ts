import { SourceFault } from "../source-fault.js";
import type { SdmxComponent, SdmxDataSet, SdmxIndexes, SdmxMessage, SdmxStructure, SdmxValue } from "./sdmx-message.js";

/** One observation with the ids of its dimensions and attributes, and OBS_VALUE. */
export type SdmxRecord = Readonly<Record<string, unknown>>;

/**
 * Messages hold indexes only: the key "0:1" of a series is the first value of its first dimension and the second value
 * of its second one, and the key of an observation likewise. Here they get their names back.
 * @throws SourceFault BROKEN_MESSAGE when an index leads nowhere
 */
export function sdmxRecords(message: SdmxMessage, what: string): SdmxRecord[] {
  return message.dataSets.flatMap((dataSet) => new DataSetReader(message, dataSet, what).records());
}

const ACTIONS_WITH_DATA = new Set(["Information", "Append", "Replace", "Merge", "Insert", "Update"]);

class DataSetReader {
  readonly #structure: SdmxStructure;
  /** What all observations of the data set share. */
  readonly #shared: SdmxRecord;

  constructor(
    message: SdmxMessage,
    private readonly dataSet: SdmxDataSet,
    private readonly what: string,
  ) {
    const structure = message.structures[dataSet.structure ?? 0];
    if (structure === undefined)
      throw this.#broken(`a data set names structure ${dataSet.structure}, which is not there`);
    this.#structure = structure;
    const { dimensions, attributes } = structure;
    this.#shared = {
      ...this.#named(
        dimensions.dataSet,
        (dimensions.dataSet ?? []).map(() => 0),
      ),
      ...this.#attributes(attributes?.dataSet, dataSet.attributes),
    };
  }

  records(): SdmxRecord[] {
    const { action = "Information", series, observations } = this.dataSet;
    const withdrawn = action === "Delete";
    if (!withdrawn && !ACTIONS_WITH_DATA.has(action)) throw this.#broken(`the action ${action} is not known`);
    const records = [...this.#flat(observations), ...this.#inSeries(series)];
    return withdrawn ? records.map((record) => ({ ...record, DELETED: true })) : records;
  }

  *#flat(observations: SdmxDataSet["observations"]): Generator<SdmxRecord> {
    for (const [key, entry] of Object.entries(observations ?? {}))
      if (entry !== null) yield { ...this.#shared, ...this.#observation(key, entry) };
  }

  *#inSeries(series: SdmxDataSet["series"]): Generator<SdmxRecord> {
    const { dimensions, attributes } = this.#structure;
    for (const [key, { attributes: indexes, observations }] of Object.entries(series ?? {})) {
      const place = this.#key(dimensions.series, key);
      const group = this.dataSet.dimensionGroupAttributes?.[key];
      const shared = {
        ...this.#shared,
        ...this.#attributes(attributes?.dimensionGroup, group),
        ...place,
        ...this.#attributes(attributes?.series, indexes),
      };
      for (const [position, entry] of Object.entries(observations ?? {}))
        if (entry !== null) yield { ...shared, ...this.#observation(position, entry) };
    }
  }

  #observation(key: string, entry: SdmxIndexes): SdmxRecord {
    const { dimensions, attributes, measures } = this.#structure;
    if (!Array.isArray(entry)) throw this.#broken(`the observation ${key} is no list`);
    const named = measures?.observation ?? [];
    const count = Math.max(1, named.length);
    const more = Object.fromEntries(named.map(({ id }, i) => [id, entry[i] ?? null]));
    return {
      ...this.#key(dimensions.observation, key),
      ...this.#attributes(attributes?.observation, entry.slice(count)),
      ...more,
      OBS_VALUE: entry[0] ?? null,
    };
  }

  #key(components: readonly SdmxComponent[] | undefined, key: string): SdmxRecord {
    const indexes = key === "" ? [] : key.split(":").map(Number);
    if (indexes.length !== (components ?? []).length)
      throw this.#broken(
        `the key ${JSON.stringify(key)} has ${indexes.length} parts for ${(components ?? []).length} dimensions`,
      );
    return this.#named(components, indexes);
  }

  #named(components: readonly SdmxComponent[] | undefined, indexes: readonly number[]): SdmxRecord {
    const named = (components ?? []).map((component, i) => {
      const value = component.values?.[indexes[i]!];
      if (value === undefined) throw this.#broken(`${component.id} has no value number ${indexes[i]}`);
      return [component.id, idOf(value)] as const;
    });
    return Object.fromEntries(named);
  }

  /** An index into the attribute's values, or the value itself where the attribute has no list (2.0). */
  #attributes(components: readonly SdmxComponent[] | undefined, entries: SdmxIndexes | undefined): SdmxRecord {
    const named = (components ?? []).map((component, i) => {
      const entry = entries?.[i];
      if (entry === undefined || entry === null) return [component.id, component.default ?? null] as const;
      if (typeof entry !== "number" || (component.values ?? []).length === 0) return [component.id, entry] as const;
      const value = component.values![entry];
      if (value === undefined) throw this.#broken(`${component.id} has no value number ${entry}`);
      return [component.id, idOf(value)] as const;
    });
    return Object.fromEntries(named);
  }

  #broken(why: string): SourceFault {
    return new SourceFault("BROKEN_MESSAGE", `${this.what} contradicts itself: ${why}`, false);
  }
}

function idOf(value: SdmxValue | string): unknown {
  return typeof value === "string" ? value : (value.id ?? value.value ?? value.name ?? null);
}
