import { LIMITS } from "../shared/limits.js";
import type { Viewer } from "./viewer.js";
import { anonymous } from "./viewer.js";

/** What one caller may use. */
export interface Allowance {
  /** Most points that one operation may cost. */
  readonly maxCost: number;
  /** Points of each minute; null for no limit. */
  readonly pointsPerMinute: number | null;
}

/** By role, ANONYMOUS, LOCAL (anonymous callers on this machine), or the id of an API client; null for no limit. */
export interface AllowanceSettings {
  readonly maxCost: ReadonlyMap<string, number | null>;
  readonly pointsPerMinute: ReadonlyMap<string, number | null>;
}

const DEFAULT_MAX_COST: ReadonlyMap<string, number> = new Map([
  ["ANONYMOUS", LIMITS.maxCost],
  ["READER", 10_000],
  ["AGENCY", 20_000],
  ["STEWARD", 50_000],
  ["ADMIN", 50_000],
]);

/** Whose points nobody counts still has a bound for one operation. */
const UNBOUNDED = 1_000_000_000;

/** Who may use how much: what is set for a client goes before what is set for its role. */
export class Allowances {
  readonly #known = new WeakMap<Viewer, Allowance>();
  /** Of anonymous callers on this very machine. */
  readonly local: Allowance;

  constructor(
    private readonly settings: AllowanceSettings = { maxCost: DEFAULT_MAX_COST, pointsPerMinute: new Map() },
  ) {
    this.local = this.#allowance(anonymous, "LOCAL");
  }

  of(viewer: Viewer): Allowance {
    const known = this.#known.get(viewer);
    if (known) return known;
    const allowance = this.#allowance(viewer, viewer.id);
    this.#known.set(viewer, allowance);
    return allowance;
  }

  /** @param own a name that goes before the role's */
  #allowance({ role }: Viewer, own: string | null): Allowance {
    const { maxCost, pointsPerMinute } = this.settings;
    const points = chosen(pointsPerMinute, own, role) ?? null;
    const most = chosen(maxCost, own, role) ?? UNBOUNDED;
    // Who may use less in a minute than in one operation could never send that one.
    return { maxCost: Math.min(most, points ?? most), pointsPerMinute: points };
  }
}

function chosen(
  settings: ReadonlyMap<string, number | null>,
  own: string | null,
  role: string | null,
): number | null | undefined {
  const special = own === null ? undefined : settings.get(own);
  return special === undefined ? settings.get(role ?? "ANONYMOUS") : special;
}
