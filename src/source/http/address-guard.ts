import { lookup } from "node:dns";
import type { LookupAddress } from "node:dns";
import { BlockList, isIP } from "node:net";
import type { LookupFunction } from "node:net";
import { SourceFault } from "../source-fault.js";

/**
 * Which addresses a source may lie at. A source, or whoever answers for its name, must not lead Kho to services of its
 * own network: the address is checked as it is written, after names were resolved, and at every redirect. The connection
 * goes to the very address that was checked, so a name that changes its mind in between gains nothing.
 */

/** Networks of the registries IANA keeps for special use: nothing public lies there. */
const SPECIAL: readonly (readonly [network: string, prefix: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["::", 96], // unspecified, loopback, IPv4 in its old clothes
  ["64:ff9b::", 96], // IPv4 behind a translator
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16], // IPv4 in a tunnel
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
];

const special = blockList(SPECIAL.map(([network, prefix]) => `${network}/${prefix}`));

export class AddressGuard {
  readonly #private: BlockList;

  /** @param privateNetworks networks such as 10.20.0.0/16 that are allowed although they are private */
  constructor(privateNetworks: readonly string[]) {
    this.#private = blockList(privateNetworks);
  }

  allows(address: string): boolean {
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    return !special.check(address, family) || this.#private.check(address, family);
  }

  /** @throws SourceFault ADDRESS_REFUSED for an address that is written as a number and not allowed */
  check(url: URL): void {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) !== 0 && !this.allows(host)) throw refused(host, host);
  }

  /** Resolves names for connections, and knows no private addresses but the allowed ones. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const allowed = addresses.filter(({ address }) => this.allows(address));
      if (allowed.length === 0) return callback(refused(hostname, addresses[0]?.address ?? "nothing"), "", 0);
      return options.all ? callback(null, allowed) : answerOne(allowed[0]!, callback);
    });
  };
}

function answerOne({ address, family }: LookupAddress, callback: Parameters<LookupFunction>[2]): void {
  callback(null, address, family);
}

function refused(host: string, address: string): SourceFault {
  const where = host === address ? address : `${host} (${address})`;
  const message = `${where} lies in a private network: privateNetworks must name it if that is meant`;
  return new SourceFault("ADDRESS_REFUSED", message, false);
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? "ipv6" : "ipv4");
  }
  return list;
}
