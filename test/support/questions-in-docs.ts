import { readFileSync } from "node:fs";

/** A question that a page asks under a numbered heading, and the answer it shows. */
export interface ToldQuestion {
  readonly title: string;
  readonly query: string;
  readonly answer: string;
}

const QUESTION = /##+ (\d+\. .+)\n[^]*?```graphql\n([^]*?)```\n\n```json\n([^]*?)```/g;

export function questionsIn(page: string): ToldQuestion[] {
  return Array.from(readFileSync(page, "utf8").matchAll(QUESTION), ([, title, query, answer]) => ({
    title: title!,
    query: query!,
    answer: answer!,
  }));
}
