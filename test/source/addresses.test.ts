import { describe, expect, it } from "vitest";
import { AddressGuard } from "../../src/source/http/address-guard.js";
import { SourceServer } from "../support/source-server.js";
import type { SourceSpeaker } from "../support/source-server.js";
import { deliverYaml, faultOf } from "./delivery.support.js";
import { always, rows, useLris } from "./lris.support.js";

const lris = useLris();

describe("addresses", () => {
  const redirect = (location: string): SourceSpeaker => always({ status: 302, headers: { location } });

  it("in a private network are refused unless they are allowed", async () => {
    expect(await lris.told(always({}), lris.yaml("", ""))).toBe(
      "ADDRESS_REFUSED for good: 127.0.0.1 lies in a private network: privateNetworks must name it if that is meant (asked 0 times)",
    );
  });

  it("are refused behind a name that resolves to one", async () => {
    const named = lris.yaml("", "").replace("127.0.0.1", "localhost");
    expect(await lris.told(always({}), named)).toMatch(
      /^ADDRESS_REFUSED for good: localhost \(.*\) lies in a private network.*asked 0 times/,
    );
  });

  it.each([
    ["http://169.254.169.254/latest/meta-data", "none of this source's hosts"],
    ["http://[::1]:5432/", "none of this source's hosts"],
    ["http://127.0.0.1:5432/", "none of this source's hosts"],
    ["http://evil.example/", "none of this source's hosts"],
    ["file:///etc/passwd", "none of this source's hosts"],
  ])("redirects to %s are refused", async (location, why) => {
    expect(await lris.told(redirect(location))).toMatch(
      new RegExp(`^REDIRECT_REFUSED for good: .*${why}.*asked 1 times`),
    );
  });

  it("redirects to an allowed host still refuse its private address", async () => {
    const fault = await lris.told(redirect("http://10.1.2.3/"), lris.yaml("allowedHosts: [10.1.2.3]"));
    expect(fault).toContain("ADDRESS_REFUSED for good: 10.1.2.3 lies in a private network");
  });

  it("redirects in a circle end", async () => {
    expect(await lris.told(redirect("/api"))).toContain("redirects more than 5 times (asked 6 times)");
  });

  it("of a next page lie with the source", async () => {
    const speaker = always({ body: { data: rows(1), next: "http://evil.example/page2" } });
    expect(await lris.told(speaker, lris.yaml("paging: { kind: cursor, next: next, nextIs: address }"))).toContain(
      "ADDRESS_REFUSED for good: http://evil.example is none of this source's hosts",
    );
  });

  it("a key does not follow to another host", async () => {
    const auth = 'auth: { kind: header, value: "Bearer ${env:KEY}" }\nallowedHosts: [localhost]';
    // The same machine by another name is another host.
    const near = await SourceServer.start(always({ body: { data: [] } }));
    lris.server.speaker = redirect(near.url.replace("127.0.0.1", "localhost"));
    await deliverYaml(lris.yaml(auth).replace("[127.0.0.0/8]", '[127.0.0.0/8, "::1/128"]'), {
      secrets: { KEY: "secret-1" },
    });
    expect(lris.server.requests[0]!.headers.authorization).toBe("Bearer secret-1");
    expect(near.requests[0]!.headers.authorization).toBeUndefined();
    await near.close();
  });

  it.each([
    ["8.8.8.8", true],
    ["2606:4700::1111", true],
    ["10.20.1.1", true], // named by the source below
    ["10.21.1.1", false],
    ["127.0.0.1", false],
    ["0.0.0.0", false],
    ["169.254.169.254", false],
    ["172.31.255.255", false],
    ["192.168.1.1", false],
    ["100.64.0.1", false],
    ["224.0.0.1", false],
    ["::", false],
    ["::1", false],
    ["::ffff:127.0.0.1", false],
    ["::ffff:8.8.8.8", true],
    ["fe80::1", false],
    ["fd00::1", false],
    ["64:ff9b::7f00:1", false],
    ["2002:7f00:1::", false],
  ])("%s is public or allowed: %j", (address, allowed) => {
    expect(new AddressGuard(["10.20.0.0/16"]).allows(address)).toBe(allowed);
  });

  it.each(["http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://[::ffff:7f00:1]/"])(
    "%s is 127.0.0.1 however it is written",
    (written) => {
      expect(() => new AddressGuard([]).check(new URL(written))).toThrow("lies in a private network");
    },
  );
});

describe("secrets", () => {
  it("that are not set are named before anything is asked", async () => {
    expect(await lris.told(always({}), lris.yaml('auth: { kind: header, value: "Bearer ${env:NO_KEY}" }'))).toBe(
      "SECRET_MISSING for good: the environment variable NO_KEY is not set (asked 0 times)",
    );
  });

  it("never stand in a fault, even when the source repeats them", async () => {
    lris.server.speaker = always({ status: 403, body: "key k3y-12345 is not good" });
    const source = lris.yaml('request: { query: { api_key: "${env:KEY}" } }');
    const fault = await faultOf(deliverYaml(source, { secrets: { KEY: "k3y-12345" } }));
    expect(fault).toContain("answers 403: key *** is not good");
  });
});
