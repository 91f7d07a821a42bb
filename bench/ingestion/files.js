import { createWriteStream } from "node:fs";
import { once } from "node:events";

const MONTHS = 100;

/**
 * A delivery in long format: `rows` observations in series of a hundred months, told by arithmetic.
 * @param changed says of each row whether its value differs from the first delivery's
 */
export async function writeDelivery(path, rows, changed = () => false) {
  const file = createWriteStream(path);
  file.write("indicator,area,period,value,status\n");
  for (let series = 0; series < rows / MONTHS; series++) {
    let lines = "";
    for (let month = 0; month < MONTHS; month++) lines += line(series, month, changed(series * MONTHS + month));
    if (!file.write(lines)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}

function line(series, month, differs) {
  const place = `I${String(series % 200).padStart(3, "0")},A${String(Math.floor(series / 200)).padStart(3, "0")}`;
  const period = `${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  const value = ((series * 7919 + month * 104729) % 1000003) / 100 + (differs ? 1 : 0);
  return `${place},${period},${value.toFixed(2)},A\n`;
}
