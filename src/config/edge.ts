import { isIP } from "node:net";
import { z } from "zod";

/** What stands in front of the server: browsers of other sites, and proxies. */
export interface EdgeSettings {
  /** Sites whose pages may ask: `https://dashboard.example.vn`, `https://*.example.vn`, or `*` for all. Empty: none. */
  readonly corsOrigins: readonly string[];
  /** Proxies that are believed when they say who asks: how many stand in a row, their networks, or nobody (null). */
  readonly trustProxy: number | readonly string[] | null;
  /** Seconds for which browsers are to come by TLS alone; 0: this is not said. */
  readonly hstsSeconds: number;
}

/** Names of networks, as Express and Fastify know them. */
const NAMED_NETWORKS = ["loopback", "linklocal", "uniquelocal"];

export const EDGE_VARIABLES = {
  KHO_CORS_ORIGINS: z.string().transform(toOrigins).default([]),
  KHO_TRUST_PROXY: z.string().transform(toTrust).default(null),
  KHO_HSTS_SECONDS: z
    .string()
    .regex(/^\d{1,8}$/, "must be a whole number of seconds, such as 31536000 (a year); 0 says nothing")
    .default("0")
    .transform(Number),
};

type Checked = z.output<z.ZodObject<typeof EDGE_VARIABLES>>;

export function toEdge(checked: Checked): EdgeSettings {
  return Object.freeze({
    corsOrigins: checked.KHO_CORS_ORIGINS,
    trustProxy: checked.KHO_TRUST_PROXY,
    hstsSeconds: checked.KHO_HSTS_SECONDS,
  });
}

function toOrigins(text: string, context: z.RefinementCtx): readonly string[] {
  if (text.trim() === "off") return [];
  const origins = text.split(",").map((one) => one.trim());
  if (!origins.every(isOrigin) || (origins.includes("*") && origins.length > 1))
    context.addIssue({
      code: "custom",
      message:
        "must be off, * alone, or a list such as https://dashboard.example.vn,https://*.example.vn,http://localhost:3000 (no path, no final slash)",
    });
  return origins;
}

/** An origin as browsers send it: in small letters, without a path, and without the port that the scheme has anyway. */
function isOrigin(text: string): boolean {
  if (text === "*") return true;
  const example = text.replace("://*.", "://any.");
  const url = URL.parse(example);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === example && !example.includes("*");
}

function toTrust(text: string, context: z.RefinementCtx): EdgeSettings["trustProxy"] {
  if (text.trim() === "off") return null;
  if (/^([1-9]|10)$/.test(text.trim())) return Number(text);
  const networks = text.split(",").map((one) => one.trim());
  if (!networks.every(isNetwork))
    context.addIssue({
      code: "custom",
      message: "must be off, how many proxies stand in a row (1 to 10), or networks such as 10.0.0.0/8,loopback",
    });
  return networks;
}

function isNetwork(text: string): boolean {
  if (NAMED_NETWORKS.includes(text)) return true;
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  // A network of all addresses would believe every caller: that is a slip.
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128))
  );
}
