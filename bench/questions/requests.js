import { QUESTIONS } from "./questions.js";

/** The question's variants with what every way of speaking may need, made once for a database. `short`: only some of those with large answers. */
export async function variantsOf(question, world, { short = false } = {}) {
  const all = await QUESTIONS[question].variants(world);
  const variants = short && QUESTIONS[question].isLarge ? all.filter((_, i) => i % 6 === 0) : all;
  return variants.map((variant) => ({ ...variant, provinceId: world.provinceId }));
}

/** The bodies that a contestant is asked with, one for each variant. */
export async function bodiesFor(contestant, question, variants) {
  const form = QUESTIONS[question][contestant.speaks];
  if (contestant.speaks === "limit")
    return variants.map((variant) => JSON.stringify({ question, values: form.values(variant) }));
  const ask = (query, variables) => askGraphql(contestant.url, query, variables);
  const bodies = [];
  for (const variant of variants) {
    const cursor = form.cursor && (await form.cursor(ask, variant));
    bodies.push(JSON.stringify({ query: form.query, variables: form.variables?.(variant, cursor) ?? {} }));
  }
  return bodies;
}

/** @throws Error on anything but a good answer. @returns the answer's text. */
export async function post(url, body) {
  const response = await fetch(url, { method: "POST", headers: HEADERS, body });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors":'))
    throw new Error(`${url} answers ${response.status}: ${text.slice(0, 500)}\nto ${body.slice(0, 500)}`);
  return text;
}

export const HEADERS = { "content-type": "application/json", accept: "application/json" };

async function askGraphql(url, query, variables) {
  return JSON.parse(await post(url, JSON.stringify({ query, variables }))).data;
}
