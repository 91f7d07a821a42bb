import { LIMITS } from "../shared/limits.js";
import type { Viewer } from "./viewer.js";

/** What one caller may use. */
export interface Allowance {
  /** Most points that one operation may cost. */
  readonly maxCost: number;
  /** Points of each minute; null for no limit. */
  readonly pointsPerMinute: number | null;
}

/** By role, ANONYMOUS, or the id of an API client; null for no limit. */
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

  constructor(
    private readonly settings: AllowanceSettings = { maxCost: DEFAULT_MAX_COST, pointsPerMinute: new Map() },
  ) {}

  of(viewer: Viewer): Allowance {
    const known = this.#known.get(viewer);
    if (known) return known;
    const pointsPerMinute = chosen(this.settings.pointsPerMinute, viewer) ?? null;
    const maxCost = chosen(this.settings.maxCost, viewer) ?? UNBOUNDED;
    // Who may use less in a minute than in one operation could never send that one.
    const allowance = { maxCost: Math.min(maxCost, pointsPerMinute ?? maxCost), pointsPerMinute };
    this.#known.set(viewer, allowance);
    return allowance;
  }
}

function chosen(settings: ReadonlyMap<string, number | null>, { id, role }: Viewer): number | null | undefined {
  const own = id === null ? undefined : settings.get(id);
  return own === undefined ? settings.get(role ?? "ANONYMOUS") : own;
}
