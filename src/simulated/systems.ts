import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { demoFolder } from "../demo/demo-folder.js";

/** What the simulated systems want to see from whoever asks. They guard nothing: their figures are made up. */
export const SIMULATED_SECRETS: Readonly<Record<string, string>> = {
  SIMULATED_LRIS_KEY: "simulated-lris-key",
  SIMULATED_DHIS2_PASSWORD: "simulated-dhis2-password",
};

export interface Asked {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

export interface Told {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

type System = (asked: Asked) => Told;

/** By path. Each reads its file anew: a figure that is corrected there is corrected at the source. */
export const SYSTEMS: Readonly<Record<string, System>> = {
  "/lris/api/v1/so-lieu": lris,
  "/finance/thu-ngan-sach.csv": finance,
  "/dhis2/api/dataValueSets.json": dhis2,
};

const UNAUTHORIZED = json({ message: "Unauthorized" }, 401);

/** The report system of the province: pages by number, dates as people here write them. */
function lris({ url, headers }: Asked): Told {
  if (headers["x-api-key"] !== SIMULATED_SECRETS["SIMULATED_LRIS_KEY"]) return UNAUTHORIZED;
  const parameter = (name: string, otherwise: string) => url.searchParams.get(name) ?? otherwise;
  const [from, to] = [monthOfDate(parameter("tuNgay", "01/01/1900")), monthOfDate(parameter("denNgay", "31/12/9999"))];
  const rows = rowsOf("lris.csv").filter(({ ky }) => monthOfLabel(ky!) >= from && monthOfLabel(ky!) <= to);
  const [page, size] = [Number(parameter("trang", "1")), Number(parameter("soDong", "50"))];
  return json({
    maLoi: 0,
    phanTrang: { trang: page, tongSo: rows.length },
    duLieu: rows.slice((page - 1) * size, page * size).map(lrisRecord),
  });
}

function lrisRecord({ ma, dvhc, ky, gia_tri, tinh_chat, ghi_chu }: Readonly<Record<string, string>>): object {
  return { ma, dvhc, ky, giaTri: gia_tri, tinhChat: tinh_chat, ghiChu: ghi_chu || null };
}

/** The finance system gives one file. */
function finance(): Told {
  return { status: 200, type: "text/csv; charset=utf-8", body: textOf("finance.csv") };
}

/** The health system: data values as DHIS2 gives them, of periods that lie in the window. */
function dhis2({ url, headers }: Asked): Told {
  const password = `kho:${SIMULATED_SECRETS["SIMULATED_DHIS2_PASSWORD"]}`;
  if (headers.authorization !== `Basic ${Buffer.from(password).toString("base64")}`) return UNAUTHORIZED;
  const month = (name: string) => (url.searchParams.get(name) ?? "").slice(0, 7).replace("-", "");
  const dataValues = rowsOf("health.csv").filter(
    ({ period }) => period! >= month("startDate") && period! <= month("endDate"),
  );
  return json({ dataValues: dataValues.map((row) => ({ ...row, categoryOptionCombo: "HllvX50cXC0" })) });
}

/** `15/02/2024` as 202402. */
function monthOfDate(date: string): string {
  const [, month, year] = date.split("/");
  return `${year}${month}`;
}

/** `Tháng 2/2024` as 202402. */
function monthOfLabel(label: string): string {
  const [month, year] = label.replace("Tháng ", "").split("/");
  return `${year}${month!.padStart(2, "0")}`;
}

function json(body: object, status = 200): Told {
  return { status, type: "application/json", body: JSON.stringify(body) };
}

function textOf(file: string): string {
  return readFileSync(join(demoFolder(), "simulated", file), "utf8");
}

function rowsOf(file: string): Readonly<Record<string, string>>[] {
  return parse(textOf(file), { columns: true, skip_empty_lines: true });
}
