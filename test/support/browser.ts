import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/** The path of a Chromium of this machine, or undefined. No browser comes with the project. */
export const chromiumPath: string | undefined = (process.env["PATH"] ?? "")
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find((path) => existsSync(path));

/** Opens it without a window and without anything that it would fetch for itself. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath!,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page of one server in a fresh profile, and what went wrong in it. */
export interface Visit {
  readonly page: Page;
  /** Errors in the page, and requests to any other server. Nothing of it may happen. */
  readonly trouble: readonly string[];
}

export async function visit(browser: Browser, url: string, patience: number): Promise<Visit> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const trouble: string[] = [];
  page.on("pageerror", ({ message }) => trouble.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(message.text());
  });
  page.on("request", (request) => {
    const { origin, href } = new URL(request.url());
    if (origin !== "null" && origin !== new URL(url).origin) trouble.push(`asks ${href}`);
  });
  await page.goto(url);
  return { page, trouble };
}
