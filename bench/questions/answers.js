import { isDeepStrictEqual } from "node:util";
import { QUESTIONS } from "./questions.js";
import { bodiesFor, post } from "./requests.js";

/** The rows that the database itself gives for each variant. */
export async function expectedRows(client, question, variants) {
  const { expected } = QUESTIONS[question];
  const all = [];
  for (const variant of variants) {
    const { rows } = await client.query({ text: expected.text, values: expected.values(variant), rowMode: "array" });
    all.push(expected.then ? expected.then(rows) : rows);
  }
  return all;
}

/**
 * Asks a contestant every variant and compares its rows with the database's.
 * @throws Error at the first answer that differs: the speed of a wrong answer is of no interest.
 * @returns the requests' bodies, the answers, and their lengths in bytes.
 */
export async function checkedAnswers(contestant, question, variants, expected) {
  const bodies = await bodiesFor(contestant, question, variants);
  const { rows } = QUESTIONS[question][contestant.speaks];
  const answers = [];
  for (const [i, body] of bodies.entries()) {
    const text = await post(contestant.url, body);
    const answer = JSON.parse(text);
    compare(
      rows(answer.data, answer),
      expected[i],
      `${contestant.title}, ${question}, ${JSON.stringify(variants[i]).slice(0, 200)}`,
    );
    answers.push(text);
  }
  return { bodies, answers, bytes: answers.map((text) => Buffer.byteLength(text)) };
}

function compare(found, expected, about) {
  if (isDeepStrictEqual(found, expected)) return;
  const at = expected.findIndex((row, i) => !isDeepStrictEqual(row, found[i]));
  throw new Error(
    `A wrong answer. ${about}: ${found.length} rows, ${expected.length} expected; row ${at} is ` +
      `${JSON.stringify(found[at])}, expected ${JSON.stringify(expected[at])}`,
  );
}
