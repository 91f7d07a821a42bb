import { HttpFault } from "./http-fault.js";

/** The answer, or a fault if it takes longer. What still runs then ends by the time limits of the database. */
export async function withinBudget<Answer>(answer: Promise<Answer>, milliseconds: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tookTooLong(milliseconds)), milliseconds);
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
