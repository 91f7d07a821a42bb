import type { SourceReply, SourceRequest, SourceSpeaker } from "./source-server.js";

/** Servers that speak as the sources of a province do: over the same records, in their own words. */

export interface PagedOptions {
  /** Names of the parameters. */
  readonly page?: string;
  readonly size?: string;
  readonly defaultSize?: number;
  /** How an answer wraps the records of a page. */
  readonly wrap?: (records: readonly unknown[], total: number, page: number) => object;
}

/** Pages by number, from 1. */
export function pagedJson(
  records: readonly unknown[] | (() => readonly unknown[]),
  options: PagedOptions = {},
): SourceSpeaker {
  const { page = "page", size = "size", defaultSize = 100, wrap = (data, total) => ({ total, data }) } = options;
  return ({ url }) => {
    const all = typeof records === "function" ? records() : records;
    const number = Number(url.searchParams.get(page) ?? 1);
    const count = Number(url.searchParams.get(size) ?? defaultSize);
    return { body: wrap(all.slice((number - 1) * count, number * count), all.length, number) };
  };
}

/** Refuses whoever does not show the right header. */
export function guarded(header: string, value: string, speaker: SourceSpeaker): SourceSpeaker {
  return (request, response) =>
    request.headers[header.toLowerCase()] === value
      ? speaker(request, response)
      : { status: 401, body: { message: "Unauthorized" } };
}

/** The OAuth 2 token server of a source: client credentials, in a header or in the form. */
export function tokenServer(clientId: string, clientSecret: string, token: () => string): SourceSpeaker {
  return ({ headers, body }) => {
    const form = new URLSearchParams(body);
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
    const known =
      headers.authorization === basic ||
      (form.get("client_id") === clientId && form.get("client_secret") === clientSecret);
    if (!known || form.get("grant_type") !== "client_credentials")
      return { status: 401, body: { error: "invalid_client" } };
    return { body: { access_token: token(), token_type: "Bearer", expires_in: 3600 } };
  };
}

export interface WorldBankRow {
  readonly indicator: { readonly id: string; readonly value: string };
  readonly country: { readonly id: string; readonly value: string };
  readonly countryiso3code: string;
  readonly date: string;
  readonly value: number | null;
}

/** The World Bank's API v2: /v2/country/{country}/indicator/{indicator}, and its errors, which come with 200. */
export function worldBank(rows: readonly WorldBankRow[]): SourceSpeaker {
  return ({ url }) => {
    const [, country = "", indicator = ""] = /\/v2\/country\/([^/]+)\/indicator\/([^/]+)$/.exec(url.pathname) ?? [];
    const of = rows.filter(
      (row) => row.indicator.id === indicator && [row.country.id, row.countryiso3code, "all"].includes(country),
    );
    if (!rows.some((row) => row.indicator.id === indicator)) return worldBankError("120", "Invalid value");
    const [first = "0000", last = "9999"] = (url.searchParams.get("date") ?? "").split(":").filter(Boolean);
    const chosen = of.filter(({ date }) => date >= first && date <= last);
    const size = Number(url.searchParams.get("per_page") ?? 50);
    const page = Number(url.searchParams.get("page") ?? 1);
    const head = {
      page,
      pages: Math.ceil(chosen.length / size),
      per_page: size,
      total: chosen.length,
      lastupdated: "2024-03-28",
    };
    return { body: [head, chosen.length === 0 ? null : chosen.slice((page - 1) * size, page * size)] };
  };
}

export function worldBankError(id: string, key: string): SourceReply {
  return { body: [{ message: [{ id, key, value: "The provided parameter value is not valid" }] }] };
}

export interface DataValue {
  readonly dataElement: string;
  readonly period: string;
  readonly orgUnit: string;
  readonly categoryOptionCombo?: string;
  readonly attributeOptionCombo?: string;
  readonly value: string;
  readonly comment?: string;
  readonly deleted?: boolean;
}

/** DHIS2's /api/dataValueSets.json; no values are an empty object. */
export function dhis2(values: readonly DataValue[]): SourceSpeaker {
  return ({ url }: SourceRequest) => {
    if (!url.searchParams.has("dataSet"))
      return {
        status: 409,
        body: {
          httpStatus: "Conflict",
          httpStatusCode: 409,
          status: "ERROR",
          message: "At least one data set must be specified",
        },
      };
    return { body: values.length === 0 ? {} : { dataValues: values } };
  };
}
