import { existsSync, readdirSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** The explorer as `npm run build` leaves it: file names as they stand in an address, and where they lie. */
export function explorerFiles(): ReadonlyMap<string, string> {
  const folder = join(packageFolder(import.meta.dirname), "dist", "explorer");
  if (!existsSync(join(folder, "index.html"))) return new Map();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    names.map((path) => [
      path
        .slice(folder.length + 1)
        .split(sep)
        .join("/"),
      path,
    ]),
  );
}

/** The same from src/, where tests run, and from dist/src/. */
function packageFolder(start: string): string {
  if (existsSync(join(start, "package.json"))) return start;
  const above = dirname(start);
  return above === start ? start : packageFolder(above);
}
