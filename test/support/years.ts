import pg from "pg";
import { renewYears } from "../../src/publication/renew-years.js";

/** Makes the yearly totals, as a server does in the background. @returns how many series were made anew */
export async function makeYears(url: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await renewYears(client);
  } finally {
    await client.end();
  }
}
