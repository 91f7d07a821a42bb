import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, inject, it } from "vitest";
import { checkPostgres } from "../src/database/postgres-checks.js";

const url = new URL(inject("postgresUrl"));
const { host } = url;

function changed(change: Partial<URL>): string {
  return Object.assign(new URL(url), change).href;
}

describe("the check of DATABASE_URL", () => {
  it("lets a Postgres pass that answers", async () => {
    await expect(checkPostgres(url.href)).resolves.toBeUndefined();
  });

  it("names the server that can't be reached, without the password", async () => {
    await expect(checkPostgres("postgres://kho:secret@127.0.0.1:1/kho")).rejects.toThrow(
      /^Postgres at 127\.0\.0\.1:1 can't be reached \(ECONNREFUSED\): check DATABASE_URL$/,
    );
  });

  it("gives up on a server that never answers", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    await expect(checkPostgres(`postgres://kho@127.0.0.1:${port}/kho`)).rejects.toThrow(
      "can't be reached (timeout expired)",
    );
    silent.close();
  });

  it("names the user whose password is wrong", async () => {
    await expect(checkPostgres(changed({ password: "guess" }))).rejects.toThrow(
      `Postgres at ${host} refuses the login of kho: check user and password in DATABASE_URL`,
    );
  });

  it("says that a password is wanted", async () => {
    await expect(checkPostgres(changed({ password: "" }))).rejects.toThrow(`Postgres at ${host} wants a password`);
  });

  it("names the database that does not exist", async () => {
    await expect(checkPostgres(changed({ pathname: "/nowhere" }))).rejects.toThrow(
      `Postgres at ${host} has no database nowhere: create it or change DATABASE_URL`,
    );
  });
});
