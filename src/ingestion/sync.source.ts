import type { LocalDate } from "../shared/local-date.js";
import type { SourceConfig } from "../source/config/source.schema.js";
import { fetchDelivery } from "../source/delivery.js";
import type { DeliveryHooks, DeliveryWindow } from "../source/delivery-context.js";
import { endsIn } from "../source/template.js";
import type { SourceRecord } from "../source/source-record.js";

/** A source as its runs need it: what to note about it, and one way to get a delivery. */
export interface SyncSource {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string | null;
  /** Code of the agency that owns it. */
  readonly agency: string;
  readonly kind: string;
  readonly address: string;
  /** A delivery is complete, so what it no longer holds is withdrawn. */
  readonly snapshot: boolean;
  /** What its series are marked with. */
  readonly provenance: "DELIVERED" | "SAMPLE";
  readonly schedule: { readonly cron: string; readonly timeZone: string } | null;
  /** Which end of the window its requests name; the other one bounds nothing. */
  readonly asks: { readonly from: boolean; readonly to: boolean };
  readonly since: LocalDate | null;
  readonly overlapDays: number;
  deliver(window: DeliveryWindow, hooks: Omit<DeliveryHooks, "secret">): AsyncIterable<SourceRecord>;
}

export const DEFAULT_TIME_ZONE = "Asia/Ho_Chi_Minh";

/** @param secret the value of an environment variable that configurations refer to */
export function syncSourceOf(config: SourceConfig, secret: DeliveryHooks["secret"]): SyncSource {
  return {
    code: config.code,
    nameVi: config.name?.vi ?? config.code,
    nameEn: config.name?.en ?? null,
    agency: config.agency,
    kind: config.kind,
    address: addressOf(config),
    snapshot: config.delivery === "snapshot",
    provenance: config.provenance === "sample" ? "SAMPLE" : "DELIVERED",
    schedule: config.schedule ?? null,
    asks: placesOf(config),
    since: config.window.since ?? null,
    overlapDays: config.window.overlapDays,
    deliver: (window, hooks) => fetchDelivery(config, window, { ...hooks, secret }),
  };
}

function addressOf(config: SourceConfig): string {
  const folder = "folder" in config ? config.folder?.path : undefined;
  return config.address ?? folder ?? "";
}

/** `{from}` and `{to}` in address, query or body are the window's days; all pieces of a window are the window. */
function placesOf({ address, request, window: { pieces = "none" } }: SourceConfig): { from: boolean; to: boolean } {
  const ends = new Set(endsIn(JSON.stringify([address, request])).map(({ end }) => end));
  const whole = pieces !== "none" && ends.size > 0;
  return { from: whole || ends.has("from"), to: whole || ends.has("to") };
}
