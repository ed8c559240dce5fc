/** Where an installed Chromium may be; Playwright's own download comes last. */
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The path of a Chromium to run, `STANDIN_CHROMIUM` first; null when none is installed. */
export function findChromium(): string | null {
  const chosen = process.env["STANDIN_CHROMIUM"];
  const found = [chosen, ...places, chromium.executablePath()].find(
    (file) => file !== undefined && file !== "" && existsSync(file),
  );
  return found ?? null;
}
