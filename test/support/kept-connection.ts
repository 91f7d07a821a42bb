import { type Agent, get } from "node:http";

/** The statuses of one request after the other on a kept connection, until an answer says that it will be closed. */
export async function askUntilTold(url: string, agent: Agent): Promise<unknown[]> {
  const { status, isLast } = await askOnce(url, agent);
  return isLast ? [status] : [status, ...(await askUntilTold(url, agent))];
}

function askOnce(url: string, agent: Agent): Promise<{ status: unknown; isLast: boolean }> {
  return new Promise((resolve) => {
    const request = get(url, { agent }, (response) => {
      const told = { status: response.statusCode, isLast: response.headers.connection === "close" };
      response.resume().on("end", () => resolve(told));
    });
    request.on("error", (error: NodeJS.ErrnoException) => resolve({ status: error.code, isLast: true }));
  });
}
