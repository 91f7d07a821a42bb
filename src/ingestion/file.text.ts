import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { errorLine } from "../database/startup.error.js";
import type { Encoding } from "../shared/encodings.js";
import { AppError } from "../shared/errors.js";
import { decodeText } from "../source/table/text-decoder.js";

const CHUNK_BYTES = 64 * 1024;

/**
 * The text of a file, piece by piece, without its byte order mark.
 * @param onRead called with the bytes read so far
 * @throws AppError BAD_USER_INPUT for a file that is not text in this encoding, or that can't be read
 */
export function textOf(file: string, encoding: Encoding, onRead: (bytes: number) => void): AsyncGenerator<string> {
  return decodeText(chunksOf(file, onRead), encoding, broken);
}

async function* chunksOf(file: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
      yield chunk;
      bytes += chunk.length;
      onRead(bytes);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("BAD_USER_INPUT", `Can't read the file: ${errorLine(error)}`);
  }
}

/** For faults of the file as a whole: nothing of it is taken. */
export function broken(why: string): AppError {
  return new AppError("BAD_USER_INPUT", `The file is broken, nothing was imported: ${why}`);
}

/** @throws AppError BAD_USER_INPUT for a file that can't be read */
export async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw new AppError("BAD_USER_INPUT", `Can't read the file: ${errorLine(error)}`);
  }
}
