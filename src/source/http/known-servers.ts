/** The servers that a source may be asked at: its own, by name and port, and every port of the hosts that are allowed. */
export class KnownServers {
  readonly #own: readonly URL[];

  constructor(
    own: readonly string[],
    private readonly allowedHosts: readonly string[],
  ) {
    this.#own = own.map((address) => new URL(address));
  }

  /** Without a port on both sides, https may follow http. */
  has({ protocol, hostname, host, port }: URL): boolean {
    if (protocol !== "http:" && protocol !== "https:") return false;
    if (this.allowedHosts.includes(hostname) || this.allowedHosts.includes(host)) return true;
    return this.#own.some((own) => own.hostname === hostname && own.port === port);
  }
}
