import pg from "pg";
import { BoundedCache } from "../shared/bounded-cache.js";
import type { RowRun } from "./row-stream.js";

/** A column of a statement's rows, as the backend describes it. */
export interface RowField {
  readonly name: string;
  readonly dataTypeID: number;
}

/** Adds the rows of a run to others. */
export type RowReader = (run: RowRun, rows: object[]) => void;

type Parse = (text: string) => unknown;

/** Types by their numbers in pg_type; what is none of these is read as the driver reads it. */
const READ_BY: Readonly<Record<number, string>> = {
  16: "bool",
  // Whole numbers of two and four bytes; those of eight are texts.
  21: "int",
  23: "int",
  26: "int",
  // bigint, date, numeric
  20: "plain",
  1082: "plain",
  1700: "plain",
  // "char", name, text, bpchar, varchar
  18: "text",
  19: "text",
  25: "text",
  1042: "text",
  1043: "text",
};
/** Kind, length and number of columns of a row. */
const ROW_HEADER = 7;
/** Shorter texts are copied out of the run's; a longer one would hold on to the whole of it. */
const SHORT = 13;
const TRUE = 0x74;
const [MINUS, ZERO] = [0x2d, 0x30];

/** All connections have the same statements. */
const known = new BoundedCache<RowReader>(1_000);

export function rowReaderOf(fields: readonly RowField[]): RowReader {
  const columns = JSON.stringify(fields.map(({ name, dataTypeID }) => [name, dataTypeID]));
  const reader = known.get(columns);
  if (reader) return reader;
  const written = writeReader(fields);
  known.set(columns, written);
  return written;
}

/**
 * Writes code that makes plain objects of rows with these columns. The code holds names of columns, as JSON; everything else comes to it
 * as a value.
 * DANGER: no text of a caller may name a column.
 */
function writeReader(fields: readonly RowField[]): RowReader {
  const parsers = fields.map(({ dataTypeID }) => parserOf(dataTypeID));
  const reads = fields.map(({ dataTypeID }, i) => {
    const how = READ_BY[dataTypeID];
    const value = how ? `${how}(bytes, latin1, at, n, from)` : `parsers[${i}](bytes.toString("utf8", at, at + n))`;
    return `n = bytes.readInt32BE(at); at += 4; let v${i} = null; if (n >= 0) { v${i} = ${value}; at += n; }`;
  });
  const row = fields.map(({ name }, i) => `${JSON.stringify(name)}: v${i}`);
  const body = `"use strict";
    return ({ bytes, from, to }, rows) => {
      const latin1 = bytes.toString("latin1", from, to);
      for (let at = from; at < to;) {
        let n; at += ${ROW_HEADER};
        ${reads.join("\n")}
        rows.push({ ${row.join(", ")} });
      }
    }`;
  // oxlint-disable-next-line no-implied-eval
  const make = new Function("parsers", ...Object.keys(READERS), body) as (...values: unknown[]) => RowReader;
  return make(parsers, ...Object.values(READERS));
}

function parserOf(type: number): Parse {
  return pg.types.getTypeParser(type, "text") as Parse;
}

type Read = (bytes: Buffer, latin1: string, at: number, length: number, from: number) => unknown;

/** `latin1` is the run as a text of bytes, whose first byte stands at `from`. */
const READERS: Readonly<Record<string, Read>> = {
  bool: (bytes, _latin1, at) => bytes[at] === TRUE,
  int(bytes, _latin1, at, length) {
    const isNegative = bytes[at] === MINUS;
    let value = 0;
    for (let i = isNegative ? at + 1 : at; i < at + length; i++) value = value * 10 + bytes[i]! - ZERO;
    return isNegative ? -value : value;
  },
  // Holds nothing but ASCII.
  plain: (bytes, latin1, at, length, from) =>
    length < SHORT ? latin1.substring(at - from, at - from + length) : bytes.toString("latin1", at, at + length),
  text(bytes, latin1, at, length, from) {
    if (length >= SHORT) return bytes.toString("utf8", at, at + length);
    for (let i = at; i < at + length; i++) if (bytes[i]! >= 0x80) return bytes.toString("utf8", at, at + length);
    return latin1.substring(at - from, at - from + length);
  },
};
