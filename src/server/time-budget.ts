import type { Caller } from "../shared/errand.js";
import { HttpFault } from "./http-fault.js";

/** The answer, or a fault if it takes longer. Then nobody waits any more, and what still runs is cancelled. */
export async function withinBudget<Answer>(
  answer: Promise<Answer>,
  milliseconds: number,
  caller: Caller,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(tookTooLong(milliseconds));
      caller.leave();
    }, milliseconds);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function tookTooLong(milliseconds: number): HttpFault {
  const message = `The answer took longer than ${milliseconds / 1000} s. Please ask for less.`;
  return new HttpFault(504, "TOO_EXPENSIVE", message, {}, { limit: milliseconds });
}
